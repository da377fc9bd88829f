from collections.abc import Callable
from pathlib import Path

import pytest

from viewer.userdata.store import Store
from viewer.userdata.window_state import WindowState


def test_that_a_session_is_there_after_a_restart(open_store: Callable[[], Store]) -> None:
    store = open_store()
    assert store.session.load() == {}
    store.session.save({"tabs": [{"doc": "faqs/a", "scroll": 12}], "current": 0})
    store.close()
    assert open_store().session.load() == {"tabs": [{"doc": "faqs/a", "scroll": 12}], "current": 0}


def test_that_a_session_too_large_leaves_the_last_one(store: Store) -> None:
    store.session.save({"tabs": []})
    store.session.save({"tabs": ["x" * 2_000_000]})
    assert store.session.load() == {"tabs": []}


def test_that_the_first_start_text_is_accepted_for_one_edition(open_store: Callable[[], Store]) -> None:
    store = open_store()
    assert not store.first_start_accepted("2026.11")
    store.accept_first_start("2026.11")
    store.close()
    assert open_store().first_start_accepted("2026.11")
    assert not open_store().first_start_accepted("2027.02")


def test_that_window_state_is_kept_apart_and_may_be_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "data" / "window.json"
    WindowState(path).save({"geometry": "AAEC", "panels": {"left": True}})
    assert WindowState(path).load() == {"geometry": "AAEC", "panels": {"left": True}}
    path.unlink()
    assert WindowState(path).load() == {}


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "[" * 50_000, '{"a":"b"', "\x00"])
def test_that_damaged_window_state_is_as_if_it_were_not_there(tmp_path: Path, text: str) -> None:
    path = tmp_path / "window.json"
    path.write_text(text)
    assert WindowState(path).load() == {}
    WindowState(path).save({"geometry": "new"})
    assert WindowState(path).load() == {"geometry": "new"}


def test_that_window_state_which_cannot_be_written_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    state = WindowState(tmp_path / "file" / "window.json")
    state.save({"geometry": "new"})
    assert state.load() == {}
