"""Makes records for benchmarks: words, values that the schema allows, and what the rules ask of them."""
