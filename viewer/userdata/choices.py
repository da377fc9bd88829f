"""What was chosen: the reader's own value, else the administrator's, else the table's."""

import json
import tomllib
from pathlib import Path

from viewer.userdata.database import Database, Step
from viewer.userdata.records import Notice
from viewer.userdata.session import parsed
from viewer.userdata.settings import BY_KEY, SettingValue

_LARGEST = 100_000


def read_defaults(path: Path) -> tuple[dict[str, SettingValue], tuple[Notice, ...]]:
    """The defaults in an administrator's `defaults.toml`, and what is wrong with it; no file is no fault."""
    try:
        with path.open("rb") as file:
            found = tomllib.loads(file.read(_LARGEST).decode("utf-8-sig"))  # Notepad begins with a mark
    except FileNotFoundError:
        return {}, ()
    except (OSError, ValueError, RecursionError) as error:
        return {}, (
            Notice(f"{path.name} beside the program cannot be read and is ignored: {error}.", key="defaults"),
        )
    good = {key: value for key, value in found.items() if key in BY_KEY and BY_KEY[key].accepts(value)}
    bad = ", ".join(sorted(found.keys() - good.keys()))
    if not bad:
        return good, ()
    text = f"{path.name} beside the program sets what is no setting, or no value of it; ignored: {bad[:300]}."
    return good, (Notice(text, key="defaults"),)


class Choices:
    """The values of the settings. Values that a setting does not accept are as if they were not there."""

    def __init__(self, database: Database, defaults: dict[str, SettingValue]) -> None:
        self._database, self._defaults = database, defaults

    def get(self, key: str) -> SettingValue:
        """The value of a setting."""
        return self.own().get(key, self.default(key))

    def values(self) -> dict[str, SettingValue]:
        """The values of all settings."""
        own = self.own()
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
