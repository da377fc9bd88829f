"""A passage with all that belongs to it."""
