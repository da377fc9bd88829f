"""The search index of the reader's own papers: opened, built again, one for each state of them."""

import shutil
from pathlib import Path

from viewer import disk, search
from viewer.callbacks import Progress
from viewer.errors import ViewerError
from viewer.imports.page import passages_of
from viewer.imports.paper_folder import PaperFolder
from viewer.library.compiled import Library
from viewer.search import Engine

INDEXES = "own-indexes"


def open_own(papers: PaperFolder, library: Library, cache: Path) -> Engine:
    """Open the index of the papers as they are now; raises SearchIndexError where there is none."""
    state = papers.sha256()
    return search.open_index(_place(cache, state), library.vocabulary(), library=state)


def rebuild_own(papers: PaperFolder, library: Library, cache: Path, progress: Progress | None = None) -> Path:
    """Build the index of the papers, with the library's words, and give its folder.

    Raises ViewerError where the cache cannot be written.
    """
    state = papers.sha256()
    place = _place(cache, state)
    passages = [passage for paper in papers.papers() for passage in passages_of(paper)]

    def report(done: int) -> None:
        if progress:
            progress("indexing", done, len(passages))

    try:
        with disk.temporary_beside(place) as build:
            search.build_index(passages, build, library.vocabulary(), report, library=state)
            disk.put_in_place(build, place)
    except OSError as error:
        raise ViewerError(f"The search index could not be written to {place} ({disk.why(error)}).") from error
    _forget_former(place)
    return place


def _place(cache: Path, state: str) -> Path:
    return cache / INDEXES / state[:40]


def _forget_former(place: Path) -> None:
    """Take away the indexes of former states; what is open elsewhere stays readable, or stays."""
    for former in place.parent.iterdir():
        if former != place and not former.name.startswith("."):
            shutil.rmtree(former, ignore_errors=True)
