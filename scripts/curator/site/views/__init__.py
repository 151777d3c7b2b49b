"""Words and links that pages show, worked out from the records."""
