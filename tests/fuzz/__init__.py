"""Fuzz tests of everything that reads user input, with limits of time and memory: `make fuzz`."""
