"""Sheets over the window, and the panels for what the reader keeps."""
