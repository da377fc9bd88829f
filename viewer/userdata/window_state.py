"""Where windows and panels stood, in a file of its own that can be thrown away without loss."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from viewer import disk

_LARGEST = 1_000_000


class WindowState:
    """A JSON object that the window makes; what cannot be read is empty, what cannot be written forgotten."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> dict[str, Any]:
        """The values as saved, `{}` where there are none."""
        try:
            with self._path.open("rb") as file:
                found = json.loads(file.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def save(self, values: Mapping[str, object]) -> None:
        """Write the values; an unwritable folder is no fault, the reader loses nothing."""
        with suppress(OSError):
            disk.make_private(self._path.parent)
            disk.write(self._path, json.dumps(values, indent=1).encode(), private=True)
