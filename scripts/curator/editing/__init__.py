"""Writes records: in one canonical form, with changes, anew, keeping comments."""
