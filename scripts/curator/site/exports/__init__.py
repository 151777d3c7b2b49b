"""The catalog in formats for programs, a module each."""
