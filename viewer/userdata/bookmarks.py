"""Bookmarks and their folders."""

from collections.abc import Callable
from datetime import datetime

from viewer.userdata.database import Database, Step
from viewer.userdata.records import Bookmark, Folder, RemovedBookmark, RemovedFolder
from viewer.userdata.texts import line, new_id, stamp

_COLUMNS = "id, title, doc, anchor, heading, note, folder, made"


class Bookmarks:
    """Bookmarks in the reader's order; a place is bookmarked once."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    def list(self, folder: str | None = None) -> tuple[Bookmark, ...]:
        """The bookmarks of a folder, `""` for those in none, or all of them."""
        where = "" if folder is None else "WHERE folder = ?"
        sql = f"SELECT {_COLUMNS} FROM bookmarks {where} ORDER BY position, made"  # noqa: S608 - no outside text
        rows = self._database.rows(sql, *(() if folder is None else (folder,)))
        return tuple(Bookmark(*row) for row in rows)

    def folders(self) -> tuple[Folder, ...]:
        """The folders in order."""
        rows = self._database.rows("SELECT id, name FROM folders ORDER BY position, name")
        return tuple(Folder(row["id"], row["name"]) for row in rows)

    def get(self, bookmark: str) -> Bookmark | None:
        """The bookmark with an id."""
        return self._one("id = ?", bookmark)

    def find(self, doc: str, anchor: str = "") -> Bookmark | None:
        """The bookmark of a place."""
        return self._one("doc = ? AND anchor = ?", line(doc), line(anchor))

    def _one(self, where: str, *values: str) -> Bookmark | None:
        sql = f"SELECT {_COLUMNS} FROM bookmarks WHERE {where}"  # noqa: S608 - no outside text
        return next((Bookmark(*row) for row in self._database.rows(sql, *values)), None)

    def is_bookmarked(self, doc: str, anchor: str = "") -> bool:
        """Whether a place is bookmarked."""
        return self.find(doc, anchor) is not None

    def add(
        self, title: str, doc: str, anchor: str = "", heading: str = "", note: str = "", folder: str = ""
    ) -> Bookmark:
        """Bookmark a place at the end of a folder; one that is bookmarked already stays as it is."""
        if found := self.find(doc, anchor):
            return found
        made = stamp(self._now())
        bookmark = Bookmark(
            new_id(),
            line(title),
            line(doc),
            line(anchor),
            line(heading),
            line(note),
            self._known(folder),
            made,
        )
        self._database.change(insert(bookmark, len(self.list(bookmark.folder))))
        return bookmark

    def _known(self, folder: str) -> str:
        return folder if any(found.id == folder for found in self.folders()) else ""

    def remove(self, bookmark: str) -> RemovedBookmark | None:
        """Forget a bookmark; what is returned can be given to `restore`."""
        found = self.get(bookmark)
        if found is None:
            return None
        index = self.list(found.folder).index(found)
        self._database.change(("DELETE FROM bookmarks WHERE id = ?", (bookmark,)))
        return RemovedBookmark(found, index)

    def rename(self, bookmark: str, title: str) -> None:
        """Give a bookmark another title; an empty one is not taken."""
        if line(title):
            self._database.change(("UPDATE bookmarks SET title = ? WHERE id = ?", (line(title), bookmark)))

    def set_note(self, bookmark: str, note: str) -> None:
        """Set the note line of a bookmark."""
        self._database.change(("UPDATE bookmarks SET note = ? WHERE id = ?", (line(note), bookmark)))

    def move(self, bookmark: str, folder: str, index: int) -> None:
        """Put a bookmark before the one that stands at `index` in a folder, counted without itself."""
        found = self.get(bookmark)
        if found is None:
            return
        order = [other.id for other in self.list(self._known(folder)) if other.id != bookmark]
        order.insert(max(0, index), bookmark)
        into: Step = ("UPDATE bookmarks SET folder = ? WHERE id = ?", (self._known(folder), bookmark))
        self._database.change(into, *_positions("bookmarks", order))

    def add_folder(self, name: str) -> Folder:
        """Make a folder, last in order."""
        folder = Folder(new_id(), line(name) or "Folder")
        self._database.change(insert_folder(folder, len(self.folders())))
        return folder

    def rename_folder(self, folder: str, name: str) -> None:
        """Give a folder another name; an empty one is not taken."""
        if line(name):
            self._database.change(("UPDATE folders SET name = ? WHERE id = ?", (line(name), folder)))

    def move_folder(self, folder: str, index: int) -> None:
        """Put a folder before the one that stands at `index`, counted without itself."""
        order = [other.id for other in self.folders() if other.id != folder]
        if len(order) < len(self.folders()):
            order.insert(max(0, index), folder)
            self._database.change(*_positions("folders", order))

    def remove_folder(self, folder: str) -> RemovedFolder | None:
        """Forget a folder with what is in it; what is returned can be given to `restore`."""
        folders = self.folders()
        index = next((place for place, found in enumerate(folders) if found.id == folder), None)
        if index is None:
            return None
        removed = RemovedFolder(folders[index], index, self.list(folder))
        self._database.change(
            ("DELETE FROM bookmarks WHERE folder = ?", (folder,)),
            ("DELETE FROM folders WHERE id = ?", (folder,)),
        )
        return removed

    def restore(self, removed: RemovedBookmark | RemovedFolder) -> None:
        """Undo a removal; a place that was bookmarked again since keeps its new bookmark."""
        if isinstance(removed, RemovedBookmark):
            self._database.change(insert(removed.bookmark, removed.index))
            self.move(removed.bookmark.id, removed.bookmark.folder, removed.index)
            return
        marks = (insert(bookmark, place) for place, bookmark in enumerate(removed.bookmarks))
        self._database.change(insert_folder(removed.folder, removed.index), *marks)
        self.move_folder(removed.folder.id, removed.index)


def insert(bookmark: Bookmark, position: int) -> Step:
    """The step that adds a bookmark unless its place or id is taken."""
    sql = f"INSERT OR IGNORE INTO bookmarks ({_COLUMNS}, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
    mark = bookmark
    values = (mark.id, mark.title, mark.doc, mark.anchor, mark.heading, mark.note, mark.folder, mark.made)
    return sql, (*values, position)


def insert_folder(folder: Folder, position: int) -> Step:
    """The step that adds a folder unless its id is taken."""
    return "INSERT OR IGNORE INTO folders (id, name, position) VALUES (?, ?, ?)", (
        folder.id,
        folder.name,
        position,
    )


def _positions(table: str, order: "list[str]") -> "list[Step]":
    return [
        (f"UPDATE {table} SET position = ? WHERE id = ?", (place, found))  # noqa: S608 - names are ours
        for place, found in enumerate(order)
    ]
