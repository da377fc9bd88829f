"""Named lists of pages, sections and passages, in the reader's order."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import datetime

from viewer.userdata.database import Database, Step
from viewer.userdata.file_entry import FileEntry
from viewer.userdata.records import Collection, CollectionItem, RemovedCollection, RemovedItem
from viewer.userdata.texts import block, line, new_id, stamp

_COLUMNS = "id, collection, title, doc, anchor, heading, text, keys, edition, made"
_OURS = ("id", "collection")
Gathered = tuple[Collection, tuple[CollectionItem, ...]]


class Collections:
    """Collections in the order in which they were made; a place, or a passage of it, is in each but once."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    def list(self) -> tuple[Collection, ...]:
        """All collections."""
        rows = self._database.rows("SELECT id, name FROM collections ORDER BY position, name")
        return tuple(Collection(row["id"], row["name"]) for row in rows)

    def items(self, collection: str) -> tuple[CollectionItem, ...]:
        """What is in a collection, in order."""
        sql = f"SELECT {_COLUMNS} FROM gathered WHERE collection = ? ORDER BY position, made"  # noqa: S608
        return tuple(_item(row) for row in self._database.rows(sql, collection))

    def all(self) -> tuple[Gathered, ...]:
        """Each collection with what is in it."""
        return tuple((found, self.items(found.id)) for found in self.list())

    def add(self, name: str) -> Collection:
        """Make an empty collection, last in order."""
        made = Collection(new_id(), line(name) or "Collection")
        self._database.change(insert_collection(made, len(self.list())))
        return made

    def rename(self, collection: str, name: str) -> None:
        """Give a collection another name; an empty one is not taken."""
        if line(name):
            self._database.change(("UPDATE collections SET name = ? WHERE id = ?", (line(name), collection)))

    def remove(self, collection: str) -> RemovedCollection | None:
        """Forget a collection with what is in it; what is returned can be given to `restore`."""
        known = self.list()
        index = next((place for place, found in enumerate(known) if found.id == collection), None)
        if index is None:
            return None
        removed = RemovedCollection(known[index], index, self.items(collection))
        self._database.change(
            ("DELETE FROM gathered WHERE collection = ?", (collection,)),
            ("DELETE FROM collections WHERE id = ?", (collection,)),
        )
        return removed

    def gather(self, collection: str, item: CollectionItem) -> CollectionItem | None:
        """Put something last into a collection; None where it is in it already, or there is no such one.

        The item's own id, collection and time are not looked at: it is given new ones.
        """
        present = self.items(collection)
        if all(found.id != collection for found in self.list()):
            return None
        made = cleaned(replace(item, id=new_id(), collection=collection, made=stamp(self._now())))
        if any(found.place == made.place for found in present):
            return None
        self._database.change(insert_item(made, len(present)))
        return made

    def drop(self, item: CollectionItem) -> RemovedItem | None:
        """Take an item out of its collection; what is returned can be given to `restore`."""
        order = [found.id for found in self.items(item.collection)]
        if item.id not in order:
            return None
        index = order.index(item.id)
        del order[index]  # those behind it close up, so that the next one gathered stands last
        self._database.change(
            ("DELETE FROM gathered WHERE id = ?", (item.id,)), *_positions("gathered", order)
        )
        return RemovedItem(item, index)

    def move(self, item: CollectionItem, index: int) -> None:
        """Put an item before the one that stands at `index`, counted without itself."""
        order = [found.id for found in self.items(item.collection) if found.id != item.id]
        if len(order) < len(self.items(item.collection)):
            order.insert(max(0, index), item.id)
            self._database.change(*_positions("gathered", order))

    def restore(self, removed: RemovedCollection | RemovedItem) -> None:
        """Undo a removal."""
        if isinstance(removed, RemovedItem):
            self._database.change(insert_item(removed.item, removed.index))
            self.move(removed.item, removed.index)
            return
        items = (insert_item(item, place) for place, item in enumerate(removed.items))
        self._database.change(insert_collection(removed.collection, removed.index), *items)
        order = [found.id for found in self.list() if found.id != removed.collection.id]
        order.insert(removed.index, removed.collection.id)
        self._database.change(*_positions("collections", order))


def cleaned(item: CollectionItem) -> CollectionItem:
    """The item with valid text of bounded length."""
    return replace(
        item,
        title=line(item.title),
        doc=line(item.doc),
        anchor=line(item.anchor),
        heading=line(item.heading),
        text=block(item.text),
        keys=tuple(key for key in map(line, item.keys) if key and " " not in key),
        edition=line(item.edition),
    )


def joined(incoming: Iterable[Gathered], present: Iterable[Gathered]) -> tuple[Step, ...]:
    """The steps that add what an import brings: to the collection of the same name, or to a new one."""
    known = {found.name: (found, list(items)) for found, items in present}
    steps: list[Step] = []
    for brought, items in incoming:
        if brought.name not in known:
            known[brought.name] = (Collection(new_id(), brought.name), [])
            steps.append(insert_collection(known[brought.name][0], len(known)))
        collection, there = known[brought.name]
        for item in items:
            if all(found.place != item.place for found in there):
                steps.append(insert_item(replace(item, id=new_id(), collection=collection.id), len(there)))
                there.append(item)
    return tuple(steps)


def read_collection(entry: FileEntry) -> Gathered:
    """A collection of a file, without ids."""
    return Collection("", entry.line("name")), tuple(map(_read_item, entry.entries("items")))


def _read_item(entry: FileEntry) -> CollectionItem:
    return cleaned(
        CollectionItem(
            id="",
            collection="",
            title=entry.line("title"),
            doc=entry.line("doc"),
            anchor=entry.line("anchor", required=False),
            heading=entry.line("heading", required=False),
            text=entry.block("text"),
            keys=tuple(entry.line("keys", required=False).split()),
            edition=entry.line("edition", required=False),
            made=entry.time("made"),
        )
    )


def collection_values(name: str, items: Iterable[CollectionItem]) -> dict[str, object]:
    """A collection as it stands in a file; ids mean nothing on another computer."""
    listed = ({**asdict(item), "keys": " ".join(item.keys)} for item in items)
    return {"name": name, "items": [{k: v for k, v in one.items() if k not in _OURS} for one in listed]}


def insert_collection(collection: Collection, position: int) -> Step:
    """The step that adds a collection unless its id is taken."""
    sql = "INSERT OR IGNORE INTO collections (id, name, position) VALUES (?, ?, ?)"
    return sql, (collection.id, collection.name, position)


def insert_item(item: CollectionItem, position: int) -> Step:
    """The step that adds an item unless its id is taken."""
    sql = f"INSERT OR IGNORE INTO gathered ({_COLUMNS}, position) VALUES ({', '.join('?' * 11)})"  # noqa: S608
    values = (item.id, item.collection, item.title, item.doc, item.anchor, item.heading, item.text)
    return sql, (*values, " ".join(item.keys), item.edition, item.made, position)


def _item(row: sqlite3.Row) -> CollectionItem:
    return CollectionItem(**{**dict(row), "keys": tuple(row["keys"].split())})


def _positions(table: str, order: "list[str]") -> "list[Step]":
    return [
        (f"UPDATE {table} SET position = ? WHERE id = ?", (place, found))  # noqa: S608 - names are ours
        for place, found in enumerate(order)
    ]
