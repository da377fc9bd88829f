"""What the reader keeps, as frozen dataclasses, and what the store has to say about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the bar in the window; `key` is the same for notices that replace one another."""

    text: str
    key: str
    warning: bool = True


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of bookmarks; folders hold no folders."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place that the reader wants to find again; `folder` is empty for one that lies in no folder."""

    id: str
    title: str
    doc: str
    anchor: str = ""
    heading: str = ""
    note: str = ""
    folder: str = ""
    made: str = ""
    """ISO time in UTC."""


@dataclass(frozen=True, slots=True)
class RemovedFolder:
    """A folder and what was in it, with its former place: enough to undo."""

    folder: Folder
    index: int
    bookmarks: tuple[Bookmark, ...]


@dataclass(frozen=True, slots=True)
class RemovedBookmark:
    """A bookmark with its former place: enough to undo."""

    bookmark: Bookmark
    index: int


@dataclass(frozen=True, slots=True)
class Note:
    """The reader's own words on a section."""

    id: str
    title: str
    """Title of the document."""
    doc: str
    anchor: str
    heading: str
    text: str
    made: str = ""
    changed: str = ""
    """ISO times in UTC."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A named list of what was gathered."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CollectionItem:
    """A page (no anchor), a section (no text) or a passage that was gathered, with its place."""

    id: str
    collection: str
    title: str
    """Title of the document."""
    doc: str
    anchor: str = ""
    heading: str = ""
    text: str = ""
    """The passage as it was then, its paragraphs on lines of their own."""
    keys: tuple[str, ...] = ()
    """Of the references that the passage cites."""
    edition: str = ""
    """Of the library that it was gathered from."""
    made: str = ""
    """ISO time in UTC."""

    @property
    def place(self) -> tuple[str, str, str]:
        """What it is, whatever it is called."""
        return self.doc, self.anchor, self.text


@dataclass(frozen=True, slots=True)
class RemovedCollection:
    """A collection and what was in it, with its former place: enough to undo."""

    collection: Collection
    index: int
    items: tuple[CollectionItem, ...]


@dataclass(frozen=True, slots=True)
class RemovedItem:
    """An item with its former place: enough to undo."""

    item: CollectionItem
    index: int


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that was read, once a day; `day` is the reader's own calendar day, `at` an ISO time in UTC."""

    doc: str
    title: str
    at: str
    day: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """A search as typed, with the ISO time in UTC at which it was made last."""

    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Day:
    """The pages read and the searches made on one day, the last one first."""

    day: str
    """ISO date."""
    visits: tuple[Visit, ...]
    searches: tuple[Search, ...] = ()
