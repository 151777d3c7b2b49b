"""The site: views, exports, templates and the build."""
