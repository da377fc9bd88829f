"""Wardshelf: an offline reference for clinicians."""

__version__ = "0.1.0"
