"""The page with the catalog in figures: data frames, charts, and their drawing as SVG."""

KEYS = ("modality-organ", "sizes", "access", "licenses", "years", "patients", "overlap", "printed-errors")
"""The figures, in the order of the page."""
SLOTS = ("overview", *(f"overview-{key}" for key in KEYS))
"""The slots of the page. They are here because the library of the figures takes half a second to load."""
