"""Asks every address of the catalog whether it still leads where it should."""
