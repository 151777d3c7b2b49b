"""Views, exports, templates and the build of the site."""
