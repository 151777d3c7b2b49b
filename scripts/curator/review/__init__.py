"""What a reviewer of a change needs to know, computed from the catalog before and after."""
