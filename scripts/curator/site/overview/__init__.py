"""The page with the catalog in figures: data frames, charts, and their drawing as SVG."""
