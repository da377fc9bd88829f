"""Wardshelf: an offline reference for clinicians."""

__version__ = "0.1.0"

CHILD = "WARDSHELF_CHILD"
"""In the environment of what the window starts: it speaks UTF-8, and ends when its standard input does."""
