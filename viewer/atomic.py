"""Whole files, or none: written beside their place and put there by rename."""

import os
from pathlib import Path


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file that only this user can read; raises OSError and then leaves what was there."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
