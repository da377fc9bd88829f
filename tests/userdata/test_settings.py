from collections.abc import Callable

import pytest

from viewer.userdata.settings import BY_KEY, SETTINGS, Setting
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
