"""Proofs of a content folder: the library as it stands while it is being written, faults and all."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from viewer import disk
from viewer.errors import Problem, ViewerError
from viewer.indexes import INDEX, write_index
from viewer.library import schema
from viewer.library.compiled import Library

_KEPT = 2
"""Proofs that stay on the disk: the one that is shown, and the one that is about to be."""
_Seen = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """One state of the folder: where it can be read, or nowhere, with all that is wrong or left to do."""

    directory: Path | None
    problems: tuple[Problem, ...]
    summary: str
    """One line: how many faults, warnings, and things to do."""


@dataclass(slots=True)
class Proofs:
    """Makes proofs of `source` below `place`, a folder of its own; to be asked by one thread at a time."""

    source: Path
    place: Path
    last: Proof | None = None
    _seen: _Seen = ()
    _made: list[Path] = field(default_factory=list)
    _memo: object = None

    def renew(self) -> Proof | None:
        """A proof of the folder as it is now; nothing where no file has changed since the last one."""
        seen = tuple(sorted(_files(self.source)))
        if seen == self._seen:
            return None
        self._seen = seen
        self.last = self._make()
        return self.last

    def _make(self) -> Proof:
        from viewer.library.checks import check  # late: a window that edits nothing needs no Markdown
        from viewer.library.checks.memo import Memo
        from viewer.library.pages import write

        memo = self._memo if isinstance(self._memo, Memo) else Memo()
        self._memo = memo
        assembled, problems = check.proof(self.source, memo)
        if assembled is None:
            return Proof(None, tuple(problems), check.summary(problems))
        directory = self.place / str(len(self._made))
        try:
            directory.mkdir(parents=True)
            write.write(assembled, directory / schema.FILE)
        except (OSError, sqlite3.Error) as error:
            raise ViewerError(
                f"The proof could not be written to {directory} ({disk.why(error)})."
            ) from error
        self._made.append(directory)
        for former in self._made[:-_KEPT]:
            shutil.rmtree(former, ignore_errors=True)
        return Proof(directory, tuple(problems), check.summary(problems))

    def index(self, directory: Path) -> None:
        """Build the search index beside a proof."""
        try:
            (directory / INDEX).mkdir()
            with closing(Library.open(directory)) as library:
                write_index(library, directory / INDEX, None)
        except OSError as error:
            raise ViewerError(f"The search index could not be written ({disk.why(error)}).") from error


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Name, time and size of each file: what tells that one was saved."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent) / name
            try:
                found = path.stat()
            except OSError:  # saved at this very moment, or a link to nowhere, which the checks name
                continue
            yield str(path), found.st_mtime_ns, found.st_size
