"""The table of what the reader can choose; the dialog, the store and the documentation read it."""

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass

from viewer.userdata.database import Database, Step
from viewer.userdata.session import parsed

SettingValue = str | int | bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a setting, with the words for it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting. A text has choices, a number has a range, a yes-or-no has neither."""

    key: str
    default: SettingValue
    label: str
    help: str
    group: str
    choices: tuple[Choice, ...] = ()
    minimum: int = 0
    maximum: int = 0
    step: int = 1
    unit: str = ""

    def accepts(self, value: object) -> bool:
        """Whether a value from anywhere is one of this setting."""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return any(choice.value == value for choice in self.choices)
        if type(value) is int:
            return self.minimum <= value <= self.maximum
        return isinstance(value, bool)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "auto",
        "Colours",
        "Automatic follows the system, high contrast too, also while the window is open.",
        "Appearance",
        choices=(
            Choice("auto", "Automatic"),
            Choice("light", "Light"),
            Choice("dark", "Dark"),
            Choice("contrast", "High contrast"),
        ),
    ),
    Setting(
        "zoom",
        100,
        "Text size",
        "Of pages. Also Ctrl with plus, minus and 0, or with the wheel.",
        "Appearance",
        minimum=50,
        maximum=300,
        step=10,
        unit="%",
    ),
    Setting(
        "density",
        "comfortable",
        "Lists",
        "Compact shows more rows at once.",
        "Appearance",
        choices=(Choice("comfortable", "Comfortable"), Choice("compact", "Compact")),
    ),
    Setting(
        "animation",
        True,
        "Animate changes",
        "As the system does, and never where it is set to reduced motion. Off shows every change at once.",
        "Appearance",
    ),
    Setting(
        "open_links",
        "same",
        "Links in a page open in",
        "Ctrl+click and the middle button open a background tab in any case.",
        "Reading",
        choices=(
            Choice("same", "The same tab"),
            Choice("new", "A new tab"),
            Choice("background", "A background tab"),
        ),
    ),
    Setting(
        "restore_session",
        True,
        "Open the tabs of last time at start",
        "Off starts with the home page.",
        "Reading",
    ),
    Setting(
        "keep_history",
        True,
        "Keep a history",
        "Pages read and searches made, on this computer only. Off keeps none from now on.",
        "Reading",
    ),
    Setting(
        "slash_key",
        True,
        "The / key starts a search",
        "Outside text fields. Ctrl+K does the same.",
        "Keyboard",
    ),
    Setting(
        "question_mark_key",
        True,
        "The ? key shows all shortcuts",
        "Outside text fields. They are in the menu too.",
        "Keyboard",
    ),
)

BY_KEY: dict[str, Setting] = {setting.key: setting for setting in SETTINGS}


class Choices:
    """The values of the settings. Values that a setting does not accept are as if they were not there."""

    def __init__(
        self, database: Database, defaults: Mapping[str, SettingValue], locked: Set[str] = frozenset()
    ) -> None:
        self._database, self._defaults, self.locked = database, defaults, locked

    def get(self, key: str) -> SettingValue:
        """The value of a setting."""
        return self.values()[key]

    def values(self) -> dict[str, SettingValue]:
        """The values of all settings; of a locked one, whatever the reader chose before, that of the lock."""
        own = {key: value for key, value in self.own().items() if key not in self.locked}
        return {key: own.get(key, self.default(key)) for key in BY_KEY}

    def default(self, key: str) -> SettingValue:
        """What a setting is until the reader chooses."""
        return self._defaults.get(key, BY_KEY[key].default)

    def own(self) -> dict[str, SettingValue]:
        """What the reader chose."""
        found: dict[str, SettingValue] = {}
        for row in self._database.rows("SELECT key, value FROM settings"):
            value = parsed(row["value"], None)
            if row["key"] in BY_KEY and BY_KEY[row["key"]].accepts(value) and isinstance(value, (str, int)):
                found[row["key"]] = value
        return found

    def set(self, key: str, value: SettingValue) -> None:
        """Choose a value; ValueError where the setting does not accept it."""
        if not BY_KEY[key].accepts(value):
            raise ValueError(f"{key} cannot be {value!r}")
        self._database.change(set_choice(key, value), key=f"setting:{key}")

    def reset(self, key: str) -> None:
        """Take back what the reader chose."""
        self._database.change(("DELETE FROM settings WHERE key = ?", (key,)), key=f"setting:{key}")


def set_choice(key: str, value: SettingValue) -> Step:
    """The step that sets a value."""
    return "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, json.dumps(value))
