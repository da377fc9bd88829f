"""Passages ↔ the files of an index; the only room that knows Whoosh."""
