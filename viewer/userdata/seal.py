"""A checksum in each row of the reader's file: what changed on the disk is not taken for what was kept.

Temporary triggers of the connection that writes keep it, so that no statement can forget it and the file
holds no trigger (docs/decisions/081-a-checksum-for-every-record.md).
"""

import sqlite3
import zlib
from collections.abc import Sequence

TABLES = {
    "folders": ("folder", "folders"),
    "bookmarks": ("bookmark", "bookmarks"),
    "notes": ("note", "notes"),
    "visits": ("page of the history", "pages of the history"),
    "searches": ("search", "searches"),
    "settings": ("setting", "settings"),
    "collections": ("collection", "collections"),
    "gathered": ("gathered passage", "gathered passages"),
    "state": ("entry on the session", "entries on the session"),
}
"""Each table, and what a reader would call one row of it, and more."""
FUNCTION, COLUMN = "row_checksum", "checksum"


def checksum(*values: bytes | None) -> int:
    """CRC-32 of the values of a row, each with its length."""
    found = 0
    for value in values:
        found = zlib.crc32(b"-" if value is None else b"%d:%b" % (len(value), value), found)
    return found


def expression(columns: Sequence[str]) -> str:
    """The checksum of columns, in SQL: of their bytes, so that damaged text has one too."""
    return f"{FUNCTION}({', '.join(f'CAST({column} AS BLOB)' for column in columns)})"


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection the function."""
    connection.create_function(FUNCTION, -1, checksum, deterministic=True)


def keep(connection: sqlite3.Connection) -> None:
    """Let every row that this connection writes carry its checksum; a file of an older schema has none."""
    connection.execute("PRAGMA temp_store = MEMORY")
    for table in TABLES:
        columns = _columns(connection, table)
        if columns:
            update = f"UPDATE {table} SET {COLUMN} = {expression(columns)} WHERE rowid = NEW.rowid"  # noqa: S608
            for event in ("INSERT", f"UPDATE OF {', '.join(columns)}"):
                name = f"seal_{table}_{event[:6].lower()}"
                on = f"{name} AFTER {event} ON main.{table}"
                connection.execute(f"CREATE TEMP TRIGGER IF NOT EXISTS {on} BEGIN {update}; END")


def renew(connection: sqlite3.Connection) -> None:
    """Give every row the checksum of what it is now."""
    for table in TABLES:
        if columns := _columns(connection, table):
            connection.execute(f"UPDATE {table} SET {COLUMN} = {expression(columns)}")  # noqa: S608


def unsound(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Table and number of each row that is not as it was written."""
    found: list[tuple[str, int]] = []
    for table in TABLES:
        columns = _columns(connection, table)
        if columns:
            sql = f"SELECT rowid FROM {table} WHERE {COLUMN} IS NOT {expression(columns)}"  # noqa: S608
            found += [(table, row[0]) for row in connection.execute(sql)]
    return found


def mend(
    connection: sqlite3.Connection, rows: Sequence[tuple[str, int]], backup: sqlite3.Connection | None
) -> int:
    """Take rows from a backup that has them, and leave out the others; say how many were found there."""
    found = 0
    for table, number in rows:
        columns = _columns(connection, table)
        names = ", ".join(columns)
        damaged = connection.execute(f"SELECT {names} FROM {table} WHERE rowid = ?", (number,)).fetchone()  # noqa: S608
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))  # noqa: S608
        for row in backup.execute(f"SELECT {names} FROM {table}") if backup else ():  # noqa: S608
            if _is_the_same(tuple(row), tuple(damaged)):
                marks = ", ".join("?" * len(columns))
                sql = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
                found += connection.execute(sql, tuple(row)).rowcount
                break
    return found


def _is_the_same(row: tuple[object, ...], damaged: tuple[object, ...]) -> bool:
    """Whether a row is that of a backup: by its first column, its key, or by all columns but one."""
    agreeing = sum(one == other for one, other in zip(row, damaged, strict=True))
    return agreeing >= max(1, len(row) - 1) or (len(row) > 2 and row[0] == damaged[0] and agreeing > 1)


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns that a checksum is of; none where the table has no checksum."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    return [name for name in names if name != COLUMN] if COLUMN in names else []
