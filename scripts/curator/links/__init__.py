"""Link checks: the state of every URL in the catalog."""
