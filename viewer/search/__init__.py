"""How it is found: the seam `Passage`, `build_index`, `open_index`. No Qt; no Whoosh until it is needed."""

from collections.abc import Callable, Iterable
from pathlib import Path

from viewer.library.model import Passage
from viewer.library.vocabulary import Vocabulary
from viewer.search.answer import Answer, Engine, Hit, Snippet

__all__ = ["Answer", "Engine", "Hit", "Passage", "Snippet", "build_index", "open_index"]


def build_index(
    passages: Iterable[Passage],
    directory: Path,
    vocabulary: Vocabulary | None = None,
    progress: Callable[[int], None] | None = None,
    *,
    library: str = "",
) -> None:
    """Index `passages` into `directory`, an existing empty folder; `progress` is told how many are done.

    `library` is the hash of the library that they come from: the index will be of that one alone.
    """
    from viewer.search.index.build import build

    build(passages, Path(directory), vocabulary, progress, library)


def open_index(directory: Path, vocabulary: Vocabulary | None = None, *, library: str = "") -> Engine:
    """Open an index, whoever made it; raises SearchIndexError, also where it is not of `library`."""
    from viewer.search.engine import open_engine  # late: as above

    return open_engine(Path(directory), vocabulary, library)
