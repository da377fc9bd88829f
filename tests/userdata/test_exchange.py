import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.capabilities import needs_links, needs_pipes
from tests.conftest import CASES
from tests.userdata.conftest import Clock
from viewer.errors import UserDataError
from viewer.imports.intake import take_in
from viewer.imports.record import OwnPaper
from viewer.prose import counted
from viewer.userdata import exchange
from viewer.userdata.exchange import PARTS, read
from viewer.userdata.records import CollectionItem
from viewer.userdata.store import Store

OpenStore = Callable[[], Store]


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """The store of another computer."""
    store = Store(tmp_path / "other", now=clock)
    yield store
    store.close()


PASSAGE = CollectionItem(
    "", "", "SBRT", "modalities/sbrt", "results", "Results", "n = 99\nHR 0.57", ("palma2019",), "2026.11"
)


def _fill(store: Store) -> None:
    store.papers.add([OwnPaper({"title": "A paper of mine", "type": "book"})], date(2026, 11, 28))
    ward = store.bookmarks.add_folder("Ward")
    store.bookmarks.add_folder("Empty")
    store.bookmarks.add("SBRT", "modalities/sbrt", "results", "Results", "n = 99", ward.id)
    store.bookmarks.add("Can it be cured?", "faqs/cure")
    store.notes.save("modalities/sbrt", "results", "Results", "Grüße\n≥ 6 months", "SBRT")
    board = store.collections.add("tumour board 3 Dec")
    store.collections.gather(board.id, PASSAGE)
    store.collections.gather(board.id, CollectionItem("", "", "Can it be cured?", "faqs/cure"))
    store.history.record("faqs/cure", "Can it be cured?")
    store.history.record_search("sbrt liver")
    store.settings.set("theme", "dark")
    store.session.save({"tabs": [{"doc": "faqs/cure"}]})


def _plain(store: Store) -> tuple[object, ...]:
    names = {folder.id: folder.name for folder in store.bookmarks.folders()}
    marks = [(m.title, m.doc, m.anchor, m.note, names.get(m.folder)) for m in store.bookmarks.list()]
    notes = [(n.doc, n.anchor, n.heading, n.text, n.made, n.changed) for n in store.notes.list()]
    return (
        list(names.values()),
        sorted(marks),
        notes,
        [(found.name, [item.place for item in items]) for found, items in store.collections.all()],
        store.history.by_day(),
        store.history.searches(),
        store.settings.own(),
        store.session.load(),
    )


def test_that_everything_goes_from_one_computer_to_another(
    store: Store, other: Store, tmp_path: Path
) -> None:
    _fill(store)
    store.export_to(tmp_path / "export.json")
    words = other.import_from(tmp_path / "export.json")
    visits, searches = other.counts()["visits"], other.counts()["searches"]
    assert visits
    assert searches
    assert words == (
        "Imported: 2 bookmarks and 1 note added or changed; merged: 1 collection, "
        f"{counted(visits, 'page read', 'pages read')}, "
        f"{counted(searches, 'search', 'searches')}, {counted(len(store.settings.own()), 'setting')}. "
        "1 paper of your own added. Open tabs come back at the next start."
    )
    assert _plain(other) == _plain(store)


@pytest.mark.parametrize("part", PARTS)
def test_that_a_part_that_is_not_wanted_goes_neither_out_nor_in(
    store: Store, other: Store, tmp_path: Path, part: str
) -> None:
    _fill(store)
    rest = tuple(name for name in PARTS if name != part)
    store.export_to(tmp_path / "export.json", parts=rest)
    assert part not in json.loads((tmp_path / "export.json").read_text("utf-8"))
    store.export_to(tmp_path / "all.json")
    found = read(tmp_path / "all.json")
    assert all(found.counts().values())
    other.take_in(found.only(rest))
    assert [name for name, count in other.counts().items() if not count] == [part]


def test_that_importing_twice_changes_nothing(store: Store, other: Store, tmp_path: Path) -> None:
    _fill(store)
    store.export_to(tmp_path / "export.json")
    other.import_from(tmp_path / "export.json")
    before = _plain(other)
    assert other.import_from(tmp_path / "export.json").startswith("Imported: 0 bookmarks and 0 notes")
    assert _plain(other) == before


def test_that_an_import_loses_nothing_that_is_here(
    store: Store, other: Store, tmp_path: Path, clock: Clock
) -> None:
    _fill(store)
    other.bookmarks.add("My own title", "modalities/sbrt", "results", note="for Monday")
    other.notes.save("modalities/sbrt", "results", "Results", "My own note", "SBRT")
    other.settings.set("theme", "light")
    other.session.save({"tabs": []})
    store.export_to(tmp_path / "export.json")
    other.import_from(tmp_path / "export.json")
    mark = other.bookmarks.find("modalities/sbrt", "results")
    note = other.notes.get("modalities/sbrt", "results")
    assert mark is not None
    assert note is not None
    assert (mark.title, mark.note) == ("My own title", "for Monday · n = 99")
    assert note.text == "My own note\n\n— Imported 20 November 2026 —\nGrüße\n≥ 6 months"
    assert other.settings.get("theme") == "light"
    assert other.session.load() == {"tabs": []}


def test_that_the_longer_of_two_notes_that_share_their_text_is_kept_alone(
    store: Store, other: Store, tmp_path: Path
) -> None:
    store.notes.save("faqs/a", "", "", "first line\nsecond line")
    other.notes.save("faqs/a", "", "", "first line")
    store.export_to(tmp_path / "export.json")
    other.import_from(tmp_path / "export.json")
    assert [note.text for note in other.notes.list()] == ["first line\nsecond line"]


def test_that_an_import_survives_a_restart(
    store: Store, tmp_path: Path, clock: Clock, open_store: OpenStore
) -> None:
    with_all = Store(tmp_path / "full", now=clock)
    _fill(with_all)
    with_all.export_to(tmp_path / "export.json")
    with_all.close()
    store.import_from(tmp_path / "export.json")
    expected = _plain(store)
    store.close()
    assert _plain(open_store()) == expected


def _export(**changes: object) -> dict[str, Any]:
    mark = {"title": "SBRT", "doc": "modalities/sbrt", "made": "2026-11-20T09:00:00+00:00"}
    return {"format": "wardshelf-reader", "version": 1, "bookmarks": [mark]} | changes


_MADE = "2026-11-20T09:00:00+00:00"
_BAD: list[tuple[object, str]] = [
    ([], "no export of Wardshelf"),
    ({}, "no export of Wardshelf"),
    (_export(format="other"), "no export of Wardshelf"),
    (_export(version=2), "newer version"),
    (_export(version=True), "newer version"),
    (_export(version="1"), "newer version"),
    (_export(bookmarks={}), "“bookmarks” must be a list"),
    (_export(notes=[1]), "notes, entry 1: must hold names and values"),
    (_export(bookmarks=[{"title": 5}]), "bookmarks, entry 1: “title” must be text"),
    (_export(bookmarks=[{"title": "a" * 1001}]), "“title” must be text of at most 1000"),
    (_export(bookmarks=[{"title": "a", "doc": " \x00"}]), "“doc” is missing"),
    (_export(bookmarks=[{"title": "a", "doc": "b", "made": "soon"}]), "“made” is no date"),
    (
        _export(bookmarks=[{"title": "a", "doc": "b", "made": "0001-01-01T00:00:00+23:59"}]),
        "“made” is no date",
    ),
    (_export(visits=[{"title": "a", "doc": "b", "at": _MADE, "day": "x"}]), "“day” is no date"),
    (_export(settings=[]), "“settings” must hold names"),
    (_export(session="x"), "“session” must hold names"),
    (_export(folders=[{"name": "x"}] * 50_001), "at most 50000 entries"),
]


@pytest.mark.parametrize(("document", "fault"), _BAD, ids=[fault for _, fault in _BAD])
def test_that_a_hostile_import_is_refused_whole(
    store: Store, tmp_path: Path, document: object, fault: str
) -> None:
    store.bookmarks.add("Mine", "faqs/mine")
    before = _plain(store)
    (tmp_path / "in.json").write_text(json.dumps(document))
    with pytest.raises(UserDataError, match=fault):
        store.import_from(tmp_path / "in.json")
    assert _plain(store) == before


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[" * 100_000, b'{"a": 1' + b"0" * 5000 + b"}", b"nul"]
)
def test_that_what_is_no_json_is_refused(store: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "in.json").write_bytes(content)
    with pytest.raises(UserDataError, match=r"in\.json is no export of Wardshelf"):
        store.import_from(tmp_path / "in.json")


def test_that_a_file_too_large_is_refused_unread(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "LARGEST", 2_000_000)
    (tmp_path / "in.json").write_bytes(b" " * 2_000_001)
    with pytest.raises(UserDataError, match="larger than 2 MB"):
        store.import_from(tmp_path / "in.json")


def test_that_settings_which_are_none_are_left_out(store: Store, tmp_path: Path) -> None:
    document = _export(settings={"theme": "pink", "zoom": 120, "__class__": "x"})
    (tmp_path / "in.json").write_text(json.dumps(document))
    store.import_from(tmp_path / "in.json")
    assert store.settings.own() == {"zoom": 120}


def test_that_notes_too_long_to_join_refuse_the_import(store: Store, other: Store, tmp_path: Path) -> None:
    store.notes.save("faqs/a", "", "", "x" * 900_000, "A")
    other.notes.save("faqs/a", "", "", "y" * 900_000, "A")
    store.export_to(tmp_path / "export.json")
    with pytest.raises(UserDataError, match="too long to join"):
        other.import_from(tmp_path / "export.json")
    assert other.notes.list()[0].text == "y" * 900_000


MISSING = "(No such file|File not found|Path not found|The system cannot find)"
"""As Linux, wine and Windows say it."""


def test_that_a_missing_file_and_an_unwritable_place_are_said_plainly(store: Store, tmp_path: Path) -> None:
    with pytest.raises(
        UserDataError,
        match=rf"none\.json cannot be read: {MISSING}",
    ):
        store.import_from(tmp_path / "none.json")
    with pytest.raises(
        UserDataError,
        match=rf"export\.json cannot be written: {MISSING}",
    ):
        store.export_to(tmp_path / "none" / "export.json")


_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
_FIELDS = (
    "title",
    "doc",
    "anchor",
    "heading",
    "note",
    "folder",
    "made",
    "text",
    "changed",
    "at",
    "day",
    "name",
)
_VALUES = st.one_of(_JSON, st.just(_MADE), st.just("2026-11-20"), st.just("words"))
_ENTRIES = st.lists(st.dictionaries(st.sampled_from(_FIELDS), _VALUES), max_size=3)
_KINDS = ("folders", "bookmarks", "notes", "visits", "searches")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from((*_KINDS, "settings", "session")), st.one_of(_ENTRIES, _JSON)))
def test_that_any_import_is_taken_or_refused_in_words(
    store: Store, tmp_path: Path, found: dict[str, Any]
) -> None:
    (tmp_path / "in.json").write_text(json.dumps({"format": "wardshelf-reader", "version": 1} | found))
    before = _plain(store)
    try:
        store.import_from(tmp_path / "in.json")
    except UserDataError:
        assert _plain(store) == before
    assert store.saving


@needs_pipes
def test_that_a_pipe_is_no_export_and_is_not_waited_for(store: Store, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "export.json")
    with pytest.raises(UserDataError, match="no plain file"):
        store.import_from(tmp_path / "export.json")


@needs_links
def test_that_an_export_may_be_a_link(store: Store, tmp_path: Path) -> None:
    store.export_to(tmp_path / "export.json")
    (tmp_path / "link.json").symlink_to(tmp_path / "export.json")
    assert store.import_from(tmp_path / "link.json").startswith("Imported: ")
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    with pytest.raises(UserDataError, match="cannot be read"):
        store.import_from(tmp_path / "loop.json")


def test_that_papers_of_ones_own_go_out_and_come_in_once(tmp_path: Path):
    papers = take_in(sorted((CASES / "imports").glob("*.ris"))).papers
    first, second = Store(tmp_path / "a"), Store(tmp_path / "b")
    first.papers.add(papers, date(2026, 11, 28))
    first.export_to(tmp_path / "out.json", parts=("papers",))
    assert f"{len(papers)} papers of your own added." in second.import_from(tmp_path / "out.json")
    assert [paper.item for paper in second.papers.papers()] == [paper.item for paper in first.papers.papers()]
    assert "0 papers of your own added." in second.import_from(tmp_path / "out.json")
    first.close()
    second.close()


def test_that_a_paper_that_is_none_takes_nothing_of_an_export_in(tmp_path: Path):
    path = tmp_path / "in.json"
    path.write_text(
        json.dumps({"format": "wardshelf-reader", "version": 1, "papers": [{"file": "no paper"}]})
    )
    store = Store(tmp_path / "a")
    with pytest.raises(UserDataError, match="papers, entry 1: “file” is no paper"):
        store.import_from(path)
    assert store.papers.papers() == ()
    store.close()
