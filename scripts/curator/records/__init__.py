"""Records, vocabularies and bibliography: reading, model and rules."""
