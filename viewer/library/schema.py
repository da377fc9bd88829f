"""The tables of library.sqlite. A reader opens no file whose tables differ from these in a single letter."""

VERSION = 1
"""Raised with every change of the tables or of what stands in them."""
FILE = "library.sqlite"

_COLUMNS = {
    "meta": "name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL",
    "documents": (
        "id INTEGER PRIMARY KEY, doc TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, "
        "summary TEXT NOT NULL, grouping TEXT NOT NULL, labels TEXT NOT NULL, year INTEGER, "
        "note TEXT NOT NULL, breadcrumb TEXT NOT NULL, sources TEXT NOT NULL, newest INTEGER"
    ),
    "sections": (
        "doc INTEGER NOT NULL, place INTEGER NOT NULL, anchor TEXT NOT NULL, heading TEXT NOT NULL, "
        "level INTEGER NOT NULL, html TEXT NOT NULL, text TEXT NOT NULL, sources TEXT NOT NULL, "
        "PRIMARY KEY (doc, place)"
    ),
    "passages": (
        "id INTEGER PRIMARY KEY, passage TEXT NOT NULL, doc INTEGER NOT NULL, anchor TEXT NOT NULL, "
        "heading TEXT NOT NULL, text TEXT NOT NULL, keywords TEXT NOT NULL, summary TEXT NOT NULL, "
        "authors TEXT NOT NULL, year INTEGER"
    ),
    "sources": (
        "id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, number INTEGER NOT NULL, short TEXT NOT NULL, "
        "long TEXT NOT NULL, checked TEXT NOT NULL, year INTEGER, item TEXT NOT NULL"
    ),
    "mentions": (
        "doc INTEGER NOT NULL, place INTEGER NOT NULL, citing INTEGER NOT NULL, anchor TEXT NOT NULL, "
        "heading TEXT NOT NULL, PRIMARY KEY (doc, place)"
    ),
    "glossary": "slug TEXT PRIMARY KEY NOT NULL, term TEXT NOT NULL, definition TEXT NOT NULL",
    "images": "name TEXT PRIMARY KEY NOT NULL, data BLOB NOT NULL",
}
TABLES = {name: f"CREATE TABLE {name} ({columns})" for name, columns in _COLUMNS.items()}
"""The statement that makes each table, as SQLite keeps it."""
