"""Contents of pages (text, links, figures), computed from the records."""
