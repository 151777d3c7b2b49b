"""Issue forms: the questions they ask, and their answers as records."""
