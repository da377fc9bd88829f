"""The schema of the reader's file, as numbered steps; `PRAGMA user_version` says how many were taken."""

import sqlite3

from viewer.userdata import seal

_FIRST = (
    """CREATE TABLE folders (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL) STRICT""",
    """CREATE TABLE bookmarks (
        id TEXT PRIMARY KEY, folder TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL,
        doc TEXT NOT NULL, anchor TEXT NOT NULL, heading TEXT NOT NULL, note TEXT NOT NULL,
        made TEXT NOT NULL, UNIQUE (doc, anchor)) STRICT""",
    """CREATE TABLE notes (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, doc TEXT NOT NULL, anchor TEXT NOT NULL,
        heading TEXT NOT NULL, text TEXT NOT NULL, made TEXT NOT NULL, changed TEXT NOT NULL,
        UNIQUE (doc, anchor)) STRICT""",
    """CREATE TABLE visits (
        doc TEXT NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL, anchor TEXT NOT NULL,
        title TEXT NOT NULL, PRIMARY KEY (doc, day)) STRICT""",
    "CREATE TABLE searches (text TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)

_CHECKSUMS = tuple(
    f"ALTER TABLE {table} ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0"
    for table in ("folders", "bookmarks", "notes", "visits", "searches", "settings", "state")
)
"""Each row carries a checksum of its other columns: `migrate` fills it in."""

_COLLECTIONS = (
    """CREATE TABLE collections (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL,
        checksum INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE gathered (
        id TEXT PRIMARY KEY, collection TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL,
        doc TEXT NOT NULL, anchor TEXT NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL,
        keys TEXT NOT NULL, edition TEXT NOT NULL, made TEXT NOT NULL,
        checksum INTEGER NOT NULL DEFAULT 0) STRICT""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _CHECKSUMS, _COLLECTIONS)
"""MIGRATIONS[n] takes a file from version n to version n + 1; what has shipped is never edited."""


def version(connection: sqlite3.Connection) -> int:
    """How many migrations a file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: tuple[tuple[str, ...], ...] = MIGRATIONS) -> None:
    """Take the missing steps, all or none of them; rows are sealed anew, for their columns may be others."""
    start = version(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in steps[start:]:
            for statement in statements:
                connection.execute(statement)
        if start < len(steps):
            seal.renew(connection)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
