"""`index.json`: what an index is, of which library, and which files it has: no other is opened."""

import errno
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from viewer import disk
from viewer.errors import SearchIndexError
from viewer.search.analysis import analyser
from viewer.search.index.plain_file import PlainFile

FILE = "index.json"
VOCABULARY = "vocabulary.json"
"""The words that the library was built with, for who opens the index without saying others."""
SCHEMA = 4
"""Raised whenever the files of an index mean something else."""

_CHECKED = 64 << 20
"""An index up to this many bytes is read through once when it is opened; of a larger one only the sizes."""
_SYSTEM = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES, errno.EIO)
_MOST = 1 << 20
"""Bytes that a header may have."""


@dataclass(frozen=True, slots=True)
class Header:
    """What must be the same for an index to be opened."""

    schema: int
    whoosh: str
    """Which Whoosh wrote it; any can read it."""
    normaliser: int
    library: str
    """SHA-256 of the library that it was made of; empty where it is of none."""
    passages: int
    terms: int
    files: dict[str, list[int]]
    """Name → size and CRC-32."""


def write(directory: Path, whoosh: str, passages: int, terms: int, library: str = "") -> None:
    """Say that the index is whole: the last thing that is written, and at once."""
    files = {path.name: _measure(path) for path in sorted(directory.iterdir()) if path.name != FILE}
    header = Header(SCHEMA, whoosh, analyser.VERSION, library, passages, terms, files)
    disk.write(directory / FILE, (json.dumps(asdict(header), indent=1) + "\n").encode())


def read(directory: Path, library: str = "") -> Header:
    """What `write` wrote, if this program can read it and it belongs to `library`, where one is named."""
    try:
        content = json.loads(disk.read_plain(directory / FILE, _MOST))
        if isinstance(content, dict) and (content.get("schema"), content.get("normaliser")) != (
            SCHEMA,
            analyser.VERSION,
        ):
            raise SearchIndexError(
                "The search index was made by another version of this program. Build the library again."
            )
        header = Header(**content)
        _check_types(header)
    except FileNotFoundError as error:
        raise SearchIndexError(
            f"There is no search index in {directory}. Build the library again."
        ) from error
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise damaged(error) from error
    if library and header.library != library:
        raise SearchIndexError("The search index was made of another library. Build the library again.")
    return header


def damaged(error: Exception | None = None) -> SearchIndexError:
    """The sentence for every kind of damage; what `error` says of the system is no damage."""
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        return SearchIndexError(f"The search index cannot be read ({disk.why(error)}).")
    return SearchIndexError("The search index is damaged. Build the library again.")


def check(directory: Path, header: Header) -> None:
    """Read every listed file through, unless they are very large; raises EOFError or OSError."""
    if sum(size for size, _ in header.files.values()) > _CHECKED:
        return
    for name, (_, checksum) in header.files.items():
        file = open_listed(directory, name, header)
        try:
            if file.checksum() != checksum:
                raise EOFError(name)
        finally:
            file.close()


def open_listed(directory: Path, name: str, header: Header) -> PlainFile:
    """Open a listed file, if it has the size listed; raises EOFError, KeyError or OSError."""
    size, _ = header.files[name]
    file = PlainFile(directory / name)
    if file.size != size:
        file.close()
        raise EOFError(name)
    return file


def _check_types(header: Header) -> None:
    numbers = (header.passages, header.terms, *(number for pair in header.files.values() for number in pair))
    names = [name for name in header.files if Path(name).name != name or name == FILE or "\0" in name]
    if not all(_is_count(number) for number in numbers) or names or not isinstance(header.library, str):
        raise ValueError(names)
    if any(len(pair) != 2 for pair in header.files.values()):
        raise ValueError(FILE)


def _is_count(value: Any) -> bool:  # noqa: ANN401 - whatever stands in the file
    return type(value) is int and 0 <= value < 1 << 62


def _measure(path: Path) -> list[int]:
    file = PlainFile(path)
    try:
        return [file.size, file.checksum()]
    finally:
        file.close()
