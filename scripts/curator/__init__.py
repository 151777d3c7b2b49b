"""Checks the records of the Medical Imaging Dataset Catalog and builds its website."""
