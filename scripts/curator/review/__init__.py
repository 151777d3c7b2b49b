"""Review of a pull request: what it changes in the catalog, and what is wrong with it."""
