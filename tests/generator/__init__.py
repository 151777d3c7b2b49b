"""Generates records for benchmarks: random values that the schema allows, amended to follow the rules."""
