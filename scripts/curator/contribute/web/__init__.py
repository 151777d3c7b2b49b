"""The web form for new records: its fields, its sections, and the data for its script."""
