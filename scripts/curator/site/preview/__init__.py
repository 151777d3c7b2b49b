"""The preview of the site while the catalog is edited: pages are rendered when they are requested, and shown again when files change."""
