"""Mutates what people write, and runs the program on it under limits: `make fuzz`."""
