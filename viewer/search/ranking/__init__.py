"""Which passages answer, and in which order."""
