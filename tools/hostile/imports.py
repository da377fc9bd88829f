"""Exports that were tampered with: taken whole, or refused with one sentence and nothing changed."""

import json
import random
from copy import deepcopy
from pathlib import Path
from typing import Any

from tools.hostile.attack import Fault, Rounds, count, mutated
from viewer.errors import UserDataError
from viewer.userdata.store import Store

_STRANGE: tuple[Any, ...] = (
    None, True, -1, 10**400, 1e308, "", "x" * 2_000, "\ud800", "\u202e", "2026-13-40",
    "9999-12-31T23:59:59+14:00", [], {}, [[]], {"a": {}}, ["x"] * 3,
)  # fmt: skip


def attack(chance: random.Random, folder: Path) -> Rounds:
    """Change bytes of an export, or values in it, and import it."""
    store = Store(folder / "data")
    for number in range(5):
        store.bookmarks.add(f"Title {number}", f"faqs/{number}")
        store.notes.save(f"faqs/{number}", "", "", f"My own words, number {number}")
        store.history.record(f"faqs/{number}", f"Title {number}")
        store.history.record_search(f"question {number}")
    path = folder / "export.json"
    store.export_to(path)
    kept = path.read_bytes()
    try:
        while True:
            path.write_bytes(_tampered(kept, chance))
            yield _take(store, path)
    finally:
        store.close()


def _take(store: Store, path: Path) -> str:
    before = _all(store)
    try:
        store.import_from(path)
    except UserDataError:
        if _all(store) != before:
            raise Fault("lost", "a file was refused and taken all the same") from None
        return "refused"
    if not before <= _all(store) or store.notices:
        raise Fault("lost", "an import lost what was there")
    return "taken"


def _all(store: Store) -> set[tuple[str, str]]:
    return {(mark.doc, mark.anchor) for mark in store.bookmarks.list()} | {
        (n.doc, n.anchor) for n in store.notes.list()
    }


def _tampered(kept: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.4:
        return mutated(kept, chance)
    found = json.loads(kept)
    for _ in range(chance.randrange(1, 4)):
        _spoil(found, chance)
    return json.dumps(found).encode("utf-8", "surrogatepass")


def _spoil(found: Any, chance: random.Random) -> None:  # noqa: ANN401 - whatever stands in the file
    while True:
        keys = list(found) if isinstance(found, dict) else list(range(len(found)))
        if not keys:
            return
        key = chance.choice(keys)
        if not isinstance(found[key], (dict, list)) or chance.random() < 0.2:
            found[key] = deepcopy(chance.choice(_STRANGE))
            return
        found = found[key]


def loop(chance: random.Random, deadline: float) -> dict[str, int]:
    """What came of it until the deadline."""
    return count(attack, chance, deadline)
