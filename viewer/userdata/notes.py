"""The reader's notes, one a section."""

from collections.abc import Callable
from datetime import datetime

from viewer.userdata.database import Database, Step
from viewer.userdata.records import Note
from viewer.userdata.texts import block, line, new_id, stamp

_COLUMNS = "id, title, doc, anchor, heading, text, made, changed"


class Notes:
    """Notes by section; a section has one."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    def list(self, doc: str | None = None) -> tuple[Note, ...]:
        """The notes of a document, or all of them, the one changed last first."""
        where = "" if doc is None else "WHERE doc = ?"
        sql = f"SELECT {_COLUMNS} FROM notes {where} ORDER BY changed DESC, id"  # noqa: S608 - no outside text
        return tuple(Note(*row) for row in self._database.rows(sql, *(() if doc is None else (doc,))))

    def get(self, doc: str, anchor: str = "") -> Note | None:
        """The note on a section."""
        sql = f"SELECT {_COLUMNS} FROM notes WHERE doc = ? AND anchor = ?"  # noqa: S608 - no outside text
        return next((Note(*row) for row in self._database.rows(sql, line(doc), line(anchor))), None)

    def documents(self) -> frozenset[str]:
        """The documents that have a note."""
        return frozenset(str(doc) for (doc,) in self._database.rows("SELECT DISTINCT doc FROM notes"))

    def search(self, words: str) -> tuple[Note, ...]:
        """The notes that hold every word, in their text, title or heading."""
        wanted = words.casefold().split()
        return tuple(note for note in self.list() if all(word in _searched(note) for word in wanted))

    def save(self, doc: str, anchor: str, heading: str, text: str, title: str = "") -> Note | None:
        """Keep the note on a section; empty text forgets it, and None is returned."""
        doc, anchor, text = line(doc), line(anchor), block(text)
        found = self.get(doc, anchor)
        if not text.strip():
            if found:
                self.remove(doc, anchor)
            return None
        if found and found.text == text:
            return found
        time = stamp(self._now())
        made = found.made if found else time
        note = Note(
            found.id if found else new_id(),
            line(title) or line(doc),
            doc,
            anchor,
            line(heading),
            text,
            made,
            time,
        )
        self._database.change(upsert(note), key=f"note:{doc}#{anchor}")
        return note

    def remove(self, doc: str, anchor: str = "") -> Note | None:
        """Forget the note on a section; what is returned can be given to `restore`."""
        found = self.get(doc, anchor)
        if found:
            step = ("DELETE FROM notes WHERE doc = ? AND anchor = ?", (found.doc, found.anchor))
            self._database.change(step, key=f"note:{found.doc}#{found.anchor}")
        return found

    def restore(self, note: Note) -> None:
        """Undo a removal, unless a new note stands there."""
        if self.get(note.doc, note.anchor) is None:
            self._database.change(upsert(note), key=f"note:{note.doc}#{note.anchor}")


def upsert(note: Note) -> Step:
    """The step that sets the note on a section."""
    sql = (
        f"INSERT INTO notes ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608 - no outside text
        "ON CONFLICT (doc, anchor) DO UPDATE SET title = excluded.title, heading = excluded.heading, "
        "text = excluded.text, changed = excluded.changed"
    )
    return sql, (note.id, note.title, note.doc, note.anchor, note.heading, note.text, note.made, note.changed)


def _searched(note: Note) -> str:
    return f"{note.title}\n{note.heading}\n{note.text}".casefold()
