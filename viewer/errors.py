"""What can go wrong in words a reader understands.

ViewerError                 shown to the reader as it stands: what is wrong, where, what to do
├── UsageError              the command line was used wrongly
├── ContentError            a content folder has faults; carries every one of them
├── LibraryError            a compiled library is missing, damaged or of another version
├── SearchIndexError        a search index is missing, damaged or of another version
└── UserDataError           the reader's own file cannot be read or written

Anything else that is raised is our fault and is logged with a traceback.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class ViewerError(Exception):
    """A fault that the reader can understand and act on."""


class UsageError(ViewerError):
    """The command line was used wrongly."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a content folder: `file` is relative to it, `line` counts from 1, 0 where none applies."""

    file: str
    line: int
    message: str
    warning: bool = False
    work: bool = False
    """Whether it is a warning of work left to do, which a library that is still being written may have."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {'' if not self.warning else 'to do: ' if self.work else 'warning: '}{self.message}"


class ContentError(ViewerError):
    """A content folder that cannot be built, with every fault that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class LibraryError(ViewerError):
    """A compiled library that cannot be read."""


class SearchIndexError(ViewerError):
    """A search index that cannot or must not be opened."""


class UserDataError(ViewerError):
    """The reader's own file cannot be read or written."""
