"""Marks in a page, and the bar that finds words in it."""
