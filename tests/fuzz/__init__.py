"""Fuzz tests: mutated input files, processed under time and memory limits (`make fuzz`)."""
