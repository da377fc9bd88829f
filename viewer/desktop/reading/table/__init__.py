"""A wide table on its own."""
