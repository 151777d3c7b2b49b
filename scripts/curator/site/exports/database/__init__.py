"""The catalog as a database: its tables are said once, for the file and for the page that documents it."""
