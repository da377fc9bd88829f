"""What was open, so that the next start can go on: JSON values that the window makes and reads."""

import json
from typing import Any

from viewer.userdata.database import Database, Step

_LARGEST = 1_000_000


class Session:
    """The open tabs. What cannot be read is as if it were not there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> dict[str, Any]:
        """The session as saved, `{}` where there is none."""
        value = self._get("session", {})
        return value if isinstance(value, dict) else {}

    def save(self, value: dict[str, Any]) -> None:
        """Save the session; one over a million characters is not kept."""
        self._set("session", value)

    def accepted(self) -> str:
        """The edition whose first-start text was accepted, or nothing."""
        value = self._get("accepted", "")
        return value if isinstance(value, str) else ""

    def accept(self, edition: str) -> None:
        """Remember that the first-start text of an edition was accepted."""
        self._set("accepted", edition)

    def _get(self, name: str, default: object) -> object:
        for row in self._database.rows("SELECT value FROM state WHERE name = ?", name):
            return parsed(row["value"], default)
        return default

    def _set(self, name: str, value: object) -> None:
        text = json.dumps(value)
        if len(text) <= _LARGEST:
            self._database.change(set_state(name, text), key=f"state:{name}")


def set_state(name: str, text: str) -> Step:
    """The step that sets a value."""
    return "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (name, text)


def parsed(text: str, default: object) -> object:
    """The value that a JSON text holds, or the default where it is none."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return default
    return value
