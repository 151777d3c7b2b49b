"""Contributions without git: issue forms and their processing, the data of the web form, and generated reference pages."""
