"""What there is to read. No Qt."""
