"""Only the way to `saxutils`."""
