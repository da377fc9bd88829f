"""`index.json`: what an index is and who made it, read before anything that holds a pickle is opened."""

import json
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from viewer import disk
from viewer.errors import SearchIndexError
from viewer.search.analysis import analyser

FILE = "index.json"
VOCABULARY = "vocabulary.json"
"""The words that the library was built with, for who opens the index without saying others."""
SCHEMA = 3
"""Raised whenever the files of an index mean something else."""

_CHECKED = 64 << 20
"""An index up to this many bytes is read through once when it is opened; of a larger one only the sizes."""


@dataclass(frozen=True, slots=True)
class Header:
    """What must be the same for an index to be opened."""

    schema: int
    whoosh: str
    normaliser: int
    passages: int
    files: dict[str, list[int]]
    """Name → size and CRC-32."""


def write(directory: Path, whoosh: str, passages: int) -> None:
    """Say that the index is whole: the last thing that is written, and at once."""
    files = {path.name: _measure(path) for path in sorted(directory.iterdir()) if path.name != FILE}
    header = Header(SCHEMA, whoosh, analyser.VERSION, passages, files)
    disk.write(directory / FILE, (json.dumps(asdict(header), indent=1) + "\n").encode())


def read(directory: Path, whoosh: str) -> Header:
    """What `write` wrote, if this program can read it and no file is missing or damaged."""
    path = directory / FILE
    try:
        header = Header(**json.loads(path.read_text(encoding="utf-8")))
        _check_version(header, whoosh)
        _check_files(directory, header)
    except FileNotFoundError as error:
        raise SearchIndexError(
            f"There is no search index in {directory}. Build the library again."
        ) from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise damaged() from error
    return header


def damaged() -> SearchIndexError:
    """The sentence for every kind of damage."""
    return SearchIndexError("The search index is damaged. Build the library again.")


def _check_version(header: Header, whoosh: str) -> None:
    if (header.schema, header.whoosh, header.normaliser) != (SCHEMA, whoosh, analyser.VERSION):
        raise SearchIndexError(
            "The search index was made by another version of this program. Build the library again."
        )


def _check_files(directory: Path, header: Header) -> None:
    whole = sum(size for size, _ in header.files.values()) <= _CHECKED
    for name, (size, checksum) in header.files.items():
        path = directory / name
        if (
            Path(name).name != name
            or path.stat().st_size != size
            or (whole and _measure(path)[1] != checksum)
        ):
            raise damaged()


def _measure(path: Path) -> list[int]:
    checksum, size = 0, 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            checksum, size = zlib.crc32(block, checksum), size + len(block)
    return [size, checksum]
