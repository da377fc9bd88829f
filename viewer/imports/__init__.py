"""Papers of the reader's own: read from what other programs export, and kept in an open form."""
