"""Comparison of records with registries that programs can read."""
