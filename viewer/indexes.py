"""Which search indexes this reader made: an index holds pickles, so no other one is ever opened."""

import json
import os
from contextlib import suppress
from pathlib import Path

from viewer.errors import UserDataError

FILE = "trusted.json"
_VERSION = 1
_KEPT = 200
"""Seals that are remembered; the oldest are forgotten, and their index would be built again."""


class Trust:
    """Seals of indexes, kept in the reader's own folder where no library can write."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / FILE

    def knows(self, seal: str) -> bool:
        """Whether this reader's program made what carries this seal."""
        return seal in self._seals()

    def record(self, seal: str) -> None:
        """Remember a seal; raises UserDataError where the reader's folder cannot be written."""
        seals = [known for known in self._seals() if known != seal]
        text = json.dumps({"version": _VERSION, "seals": [*seals, seal][-_KEPT:]}, indent=1)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self._path, text)
        except OSError as error:
            raise UserDataError(f"{self._path} cannot be written ({error.strerror}).") from error

    def _seals(self) -> list[str]:
        # A damaged list trusts nothing; what it held is built again.
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return []
        seals = (
            content.get("seals") if isinstance(content, dict) and content.get("version") == _VERSION else None
        )
        return [seal for seal in seals if isinstance(seal, str)] if isinstance(seals, list) else []


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
