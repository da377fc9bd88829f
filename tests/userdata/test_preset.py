"""What an administrator chooses for everybody, and what of it the reader cannot change."""

from pathlib import Path

import pytest

from viewer.userdata.preset import Preset, read_preset
from viewer.userdata.store import Store


def none() -> dict[str, object]:
    return {}


def test_that_an_administrator_sets_defaults_and_the_reader_may_differ(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "defaults.toml"
    path.write_text('theme = "dark"\nkeep_history = false\n', "utf-8-sig")  # Notepad begins with a mark
    preset, notices = read_preset(path, none)
    assert notices == ()
    store = Store(folder, defaults=preset.values, locked=preset.locked)
    assert store.settings.get("keep_history") is False
    store.settings.set("theme", "light")
    assert store.settings.get("theme") == "light"
    store.settings.reset("theme")
    assert store.settings.get("theme") == "dark"
    store.close()


def test_that_no_defaults_file_is_no_fault(tmp_path: Path) -> None:
    assert read_preset(tmp_path / "defaults.toml", none) == (Preset({}), ())


@pytest.mark.parametrize("content", [b"theme =", b"\xff\xfe", b"a = " + b"[" * 20_000])
def test_that_defaults_which_cannot_be_read_are_ignored_and_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "defaults.toml"
    path.write_bytes(content)
    preset, notices = read_preset(path, none)
    assert preset == Preset({})
    assert "defaults.toml beside the program cannot be read" in notices[0].text


def test_that_what_is_no_setting_is_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "defaults.toml"
    path.write_text('theme = "dark"\nzoom = 5000\ncolour = "red"\n')
    preset, notices = read_preset(path, none)
    assert preset == Preset({"theme": "dark"})
    assert "colour, zoom" in notices[0].text


def test_that_a_locked_setting_stays_whatever_the_reader_chose_before(folder: Path, tmp_path: Path) -> None:
    before = Store(folder)
    before.settings.set("keep_history", True)
    before.close()
    path = tmp_path / "defaults.toml"
    path.write_text('keep_history = false\nlocked = ["keep_history", "zoom"]\n', "utf-8")
    preset, notices = read_preset(path, none)
    assert notices == ()
    store = Store(folder, defaults=preset.values, locked=preset.locked)
    assert store.settings.get("keep_history") is False
    store.settings.set("zoom", 150)
    assert store.settings.get("zoom") == 100
    assert store.settings.values()["keep_history"] is False
    store.close()


@pytest.mark.parametrize("line", ['locked = ["colour"]', 'locked = "theme"', "locked = [[1]]"])
def test_that_what_cannot_be_locked_locks_nothing(tmp_path: Path, line: str) -> None:
    path = tmp_path / "defaults.toml"
    path.write_text(f'theme = "dark"\n{line}\n', "utf-8")
    preset, notices = read_preset(path, none)
    assert preset == Preset({"theme": "dark"})
    assert len(notices) == ("[[1]]" not in line)


def test_that_a_policy_stands_above_the_file_and_locks(tmp_path: Path) -> None:
    path = tmp_path / "defaults.toml"
    path.write_text('theme = "dark"\nzoom = 120\n', "utf-8")
    preset, notices = read_preset(
        path, lambda: {"theme": "light", "keep_history": 0, "colour": "red", "zoom": "x"}
    )
    assert preset.values == {"theme": "light", "keep_history": False, "zoom": 120}
    assert preset.locked == {"theme", "keep_history"}
    assert [notice.text.partition(": ")[2] for notice in notices] == ["colour, zoom."]
