"""Export of the catalog to machine-readable formats, one module each."""
