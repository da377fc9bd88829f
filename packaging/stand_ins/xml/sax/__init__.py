"""Only `sax.saxutils`: see there."""
