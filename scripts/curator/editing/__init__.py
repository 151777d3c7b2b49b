"""New records, and changes of existing ones: edits, automatic fixes, renaming."""
