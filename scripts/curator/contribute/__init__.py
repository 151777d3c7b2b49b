"""Forms by which people without git contribute: built from the model, and read back into records."""
