"""Damage and changes that nobody thought of."""

import os
import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.userdata.conftest import Clock
from viewer.userdata.store import Store

pytestmark = pytest.mark.slow  # many examples

_QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def kept() -> bytes:
    """A file with something of everything in it."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        ids = count()
        patch.setattr(os, "urandom", lambda size: next(ids).to_bytes(size, "big"))
        store = Store(Path(name), now=Clock())
        folder = store.bookmarks.add_folder("Ward")
        for number in range(30):
            store.bookmarks.add(f"Title {number}", f"faqs/{number}", folder=folder.id if number % 2 else "")
            store.notes.save(f"faqs/{number}", "", "", "Grüße aus der Klinik " * number)
            store.history.record(f"faqs/{number}", f"Title {number}")
        store.settings.set("zoom", 150)
        store.session.save({"tabs": [{"doc": "faqs/1"}]})
        store.close()
        return (Path(name) / "reader.sqlite").read_bytes()


def _use_everything(folder: Path) -> None:
    store = Store(folder, now=Clock())
    store.bookmarks.list()
    store.bookmarks.folders()
    store.notes.search("klinik")
    store.history.by_day("title")
    store.history.recent_searches()
    store.settings.values()
    store.session.load()
    store.bookmarks.add("New", "faqs/new")
    store.notes.save("faqs/new", "", "", "new")
    store.history.record("faqs/new", "New")
    store.close()
    again = Store(folder, now=Clock())
    if [notice.key for notice in again.notices] == ["newer"]:  # the damage was to the number of the version
        again.close()
        return
    assert again.saving
    assert again.bookmarks.is_bookmarked("faqs/new")
    assert again.notes.get("faqs/new")
    again.close()


@_QUICK
@given(data=st.data())
def test_that_any_damage_to_the_file_leaves_a_store_that_works(kept: bytes, data: st.DataObject) -> None:
    damaged = bytearray(kept)
    for _ in range(data.draw(st.integers(0, 20))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    length = data.draw(st.one_of(st.just(len(damaged)), st.integers(0, len(damaged))))
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "reader.sqlite").write_bytes(damaged[:length])
        _use_everything(Path(name))


_PLACES = st.sampled_from(["faqs/a", "faqs/b", "papers/c"])
_STEP = st.one_of(
    st.tuples(st.just("add"), _PLACES, st.text(max_size=5)),
    st.tuples(st.just("remove"), st.integers(0, 3)),
    st.tuples(st.just("move"), st.integers(0, 3), st.integers(0, 3), st.integers(-2, 5)),
    st.tuples(st.just("folder"), st.text(max_size=5)),
    st.tuples(st.just("drop folder"), st.integers(0, 3)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("note"), _PLACES, st.text(max_size=5)),
)


def _take(store: Store, step: tuple[object, ...], undone: list[object]) -> None:
    marks, folders = store.bookmarks.list(), store.bookmarks.folders()
    match step:
        case ("add", str(doc), str(title)):
            store.bookmarks.add(title, doc)
        case ("remove", int(n)) if n < len(marks):
            undone.append(store.bookmarks.remove(marks[n].id))
        case ("move", int(n), int(m), int(index)) if n < len(marks):
            store.bookmarks.move(marks[n].id, folders[m].id if m < len(folders) else "", index)
        case ("folder", str(name)):
            store.bookmarks.add_folder(name)
        case ("drop folder", int(n)) if n < len(folders):
            undone.append(store.bookmarks.remove_folder(folders[n].id))
        case ("undo",) if undone:
            store.bookmarks.restore(undone.pop())  # type: ignore[arg-type]
        case ("note", str(doc), str(text)):
            store.notes.save(doc, "", "", text)
        case _:
            pass


@_QUICK
@given(steps=st.lists(_STEP, max_size=25))
def test_that_any_changes_are_the_same_after_a_restart(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        store, undone = Store(Path(name), now=Clock()), list[object]()
        for step in steps:
            _take(store, step, undone)
        places = [(mark.doc, mark.anchor) for mark in store.bookmarks.list()]
        assert len(places) == len(set(places))
        known = {"", *(folder.id for folder in store.bookmarks.folders())}
        assert {mark.folder for mark in store.bookmarks.list()} <= known
        copy = Path(name) / "copy"
        copy.mkdir()
        # Copied while open: what a crash would leave.
        shutil.copy(Path(name) / "reader.sqlite", copy)
        after = Store(copy, now=Clock())
        assert after.bookmarks.list() == store.bookmarks.list()
        assert after.bookmarks.folders() == store.bookmarks.folders()
        assert after.notes.list() == store.notes.list()
        after.close()
        store.close()
