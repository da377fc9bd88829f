"""Text → tokens, the same for index and query."""
