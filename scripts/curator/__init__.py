"""Checks the catalog's records and builds its site."""
