from collections.abc import Callable
from pathlib import Path

import pytest

from viewer.userdata.settings import BY_KEY, SETTINGS, Setting, read_defaults
from viewer.userdata.store import Store


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_that_each_setting_accepts_its_default_and_says_what_it_is(setting: Setting) -> None:
    assert setting.accepts(setting.default)
    assert setting.label
    assert setting.help.endswith(".")
    assert not setting.accepts(None)
    assert not setting.accepts("nonsense")
    assert not setting.accepts([setting.default])


def test_that_keys_are_used_once() -> None:
    assert len(BY_KEY) == len(SETTINGS)


def test_that_a_choice_is_there_after_a_restart(open_store: Callable[[], Store]) -> None:
    store = open_store()
    store.settings.set("theme", "dark")
    store.settings.set("zoom", 150)
    store.settings.set("animation", False)
    store.close()
    again = open_store().settings
    assert (again.get("theme"), again.get("zoom"), again.get("animation")) == ("dark", 150, False)
    assert again.values().keys() == BY_KEY.keys()


def test_that_a_reset_setting_has_its_default(store: Store) -> None:
    store.settings.set("zoom", 150)
    store.settings.reset("zoom")
    assert store.settings.get("zoom") == 100
    assert store.settings.own() == {}


@pytest.mark.parametrize(("key", "value"), [("zoom", 301), ("zoom", 49), ("zoom", True), ("theme", "pink")])
def test_that_a_value_outside_the_table_is_refused(store: Store, key: str, value: str | int) -> None:
    with pytest.raises(ValueError, match=key):
        store.settings.set(key, value)


def test_that_an_administrator_sets_defaults_and_the_reader_may_differ(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "defaults.toml"
    path.write_text('theme = "dark"\nkeep_history = false\n', "utf-8-sig")  # Notepad begins with a mark
    defaults, notices = read_defaults(path)
    assert notices == ()
    store = Store.open(folder, defaults=defaults)
    assert store.settings.get("keep_history") is False
    store.settings.set("theme", "light")
    assert store.settings.get("theme") == "light"
    store.settings.reset("theme")
    assert store.settings.get("theme") == "dark"
    store.close()


def test_that_no_defaults_file_is_no_fault(tmp_path: Path) -> None:
    assert read_defaults(tmp_path / "defaults.toml") == ({}, ())


@pytest.mark.parametrize("content", [b"theme =", b"\xff\xfe", b"a = " + b"[" * 20_000])
def test_that_defaults_which_cannot_be_read_are_ignored_and_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "defaults.toml"
    path.write_bytes(content)
    defaults, notices = read_defaults(path)
    assert defaults == {}
    assert "defaults.toml beside the program cannot be read" in notices[0].text


def test_that_what_is_no_setting_is_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "defaults.toml"
    path.write_text('theme = "dark"\nzoom = 5000\ncolour = "red"\n')
    defaults, notices = read_defaults(path)
    assert defaults == {"theme": "dark"}
    assert "colour, zoom" in notices[0].text
