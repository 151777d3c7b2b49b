"""The catalog as an SQLite database: its tables, for the file and for its documentation."""
