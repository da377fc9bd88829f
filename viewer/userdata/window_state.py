"""Where windows and panels stood, in a file of its own that can be thrown away without loss."""

import base64
import binascii
import json
from contextlib import suppress
from pathlib import Path

from viewer.userdata.atomic import write_bytes

_LARGEST = 1_000_000


class WindowState:
    """Named bytes. What cannot be read is as if it were not there; what cannot be written is forgotten."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    def get(self, name: str) -> bytes:
        """The bytes of a name, none where it is unknown."""
        try:
            return base64.b64decode(self._values.get(name, ""), validate=True)
        except (binascii.Error, ValueError):
            return b""

    def save(self, values: dict[str, bytes]) -> None:
        """Set the bytes of some names."""
        self._values |= {name: base64.b64encode(value).decode("ascii") for name, value in values.items()}
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_bytes(self._path, json.dumps(self._values, indent=1).encode())


def _read(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)}
