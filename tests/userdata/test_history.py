import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.userdata.conftest import Clock
from viewer.userdata import history
from viewer.userdata.store import Store


def test_that_a_page_is_one_entry_a_day_at_its_last_time(store: Store, clock: Clock) -> None:
    store.history.record("faqs/a", "A")
    store.history.record("faqs/b", "B")
    store.history.record("faqs/a", "A", "harms")
    clock.move(days=1)
    store.history.record("faqs/a", "A")
    days = store.history.by_day()
    assert [day.day for day in days] == ["2026-11-21", "2026-11-20"]
    assert [(visit.doc, visit.anchor) for visit in days[1].visits] == [("faqs/a", "harms"), ("faqs/b", "")]


def test_that_history_is_searched_by_title(store: Store) -> None:
    store.history.record("faqs/a", "Can it be cured?")
    store.history.record("faqs/b", "What is SBRT?")
    assert [visit.doc for day in store.history.by_day("SBRT what") for visit in day.visits] == ["faqs/b"]
    assert store.history.by_day("nothing like it") == ()


def test_that_pages_read_last_come_once_each(store: Store, clock: Clock) -> None:
    for name in "aba":
        store.history.record(f"faqs/{name}", name)
        clock.move(days=1)
    assert [visit.doc for visit in store.history.recent(5)] == ["faqs/a", "faqs/b"]
    assert len(store.history.recent(1)) == 1


def test_that_one_entry_or_one_day_is_forgotten(store: Store, clock: Clock) -> None:
    store.history.record("faqs/a", "A")
    store.history.record("faqs/b", "B")
    clock.move(days=1)
    store.history.record("faqs/a", "A")
    store.history.delete("faqs/a", "2026-11-20")
    assert [len(day.visits) for day in store.history.by_day()] == [1, 1]
    store.history.delete_day("2026-11-21")
    assert [day.day for day in store.history.by_day()] == ["2026-11-20"]


def test_that_deleted_history_is_gone_from_file_and_backups_too(
    store: Store, folder: Path, clock: Clock
) -> None:
    store.history.record("faqs/secret-page", "Secret page")
    store.history.record_search("secret words")
    clock.move(days=1)
    store.history.record("faqs/other", "Other")
    assert b"ecret" in (folder / "backups" / "reader-2026-11-21.sqlite").read_bytes()
    store.history.delete_all()
    assert store.history.by_day() == ()
    assert store.history.recent_searches() == ()
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 3
    assert [path for path in files if b"ecret" in path.read_bytes()] == []


def _holding(folder: Path, word: bytes) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and word in path.read_bytes())


def test_that_a_deleted_page_day_or_search_is_gone_from_the_backups_too(
    store: Store, folder: Path, clock: Clock
) -> None:
    store.history.record("faqs/page-one", "Page")
    store.history.record("faqs/page-two", "Page")
    store.history.record_search("query-one")
    store.history.record_search("query-two")
    clock.move(days=1)
    store.history.record("faqs/other", "Other")
    assert len(_holding(folder, b"page-one")) == len(_holding(folder, b"query-two")) == 2
    store.history.delete("faqs/page-one", "2026-11-20")
    assert (_holding(folder, b"page-one"), len(_holding(folder, b"page-two"))) == ([], 2)
    store.history.delete_search("query-one")
    assert (_holding(folder, b"query-one"), len(_holding(folder, b"query-two"))) == ([], 2)
    store.history.delete_day("2026-11-20")
    assert (_holding(folder, b"page-two"), _holding(folder, b"query-two")) == ([], [])
    assert [visit.doc for visit in store.history.recent()] == ["faqs/other"]


def test_that_searches_stand_under_their_day_and_are_filtered_with_the_pages(
    store: Store, clock: Clock
) -> None:
    store.history.record_search("liver sbrt")
    clock.move(days=1)
    store.history.record("faqs/a", "What is SBRT?")
    assert [(day.day, [search.text for search in day.searches]) for day in store.history.by_day("sbrt")] == [
        ("2026-11-21", []),
        ("2026-11-20", ["liver sbrt"]),
    ]
    assert store.history.by_day("liver what") == ()


def test_that_searches_come_once_each_the_newest_first(store: Store) -> None:
    for text in ("sbrt", "liver", " sbrt ", ""):
        store.history.record_search(text)
    assert store.history.recent_searches() == ("sbrt", "liver")
    store.history.delete_search("sbrt")
    assert store.history.recent_searches() == ("liver",)


def test_that_the_oldest_entries_make_room(
    store: Store, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "VISITS", 3)
    monkeypatch.setattr(history, "SEARCHES", 2)
    for number in range(6):
        store.history.record(f"faqs/{number}", str(number))
        store.history.record_search(str(number))
    assert [visit.title for visit in store.history.recent()] == ["5", "4", "3"]
    assert store.history.recent_searches() == ("5", "4")
    with closing(sqlite3.connect(folder / "reader.sqlite")) as disk:
        assert disk.execute("SELECT count(*) FROM visits").fetchone() == (3,)
