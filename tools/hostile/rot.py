"""Bytes that change in the reader's file: what is kept stays true, and what is lost is named."""

import random
import shutil
from pathlib import Path

from tools.hostile.attack import Fault, Rounds, count, mutated
from viewer.userdata.store import Store


def attack(chance: random.Random, folder: Path) -> Rounds:
    """Harm reader.sqlite, open it, and compare all that is kept."""
    first = folder / "first"
    store = Store(first)
    for number in range(30):
        store.bookmarks.add(f"Title {number}", f"faqs/{number}", note=f"note {number}")
        store.notes.save(f"faqs/{number}", "", "", f"My own words, number {number}")
        store.history.record(f"faqs/{number}", f"Title {number}")
    true = _kept(store)
    store.close()
    kept, data = (first / "reader.sqlite").read_bytes(), folder / "data"
    while True:
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(first, data)
        (data / "reader.sqlite").write_bytes(mutated(kept, chance))
        store = Store(data)
        found, named = _kept(store), bool(store.notices)
        store.close()
        if not named and found != true:
            raise Fault("changed in silence", "what is kept was changed without a word")
        if not found <= true:
            raise Fault("changed in silence", "what was never kept is shown")
        yield "named, nothing lost" if named and found == true else "named" if named else "unharmed"


def _kept(store: Store) -> set[object]:
    visits = (visit for day in store.history.by_day() for visit in day.visits)
    return {*store.bookmarks.list(), *store.notes.list(), *visits}


def loop(chance: random.Random, deadline: float) -> dict[str, int]:
    """What came of it until the deadline."""
    return count(attack, chance, deadline)
