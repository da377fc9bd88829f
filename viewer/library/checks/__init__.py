"""What is wrong with content."""
