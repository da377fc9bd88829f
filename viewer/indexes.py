"""Which index belongs to a library: opened, built again.

An index is data like the pages beside it: nothing in it can run, whoever made it, so none need be trusted.
It says of which library it was made, to the byte, and belongs to no other.
"""

from pathlib import Path

from viewer import disk, paths, search
from viewer.callbacks import Progress
from viewer.errors import SearchIndexError, ViewerError
from viewer.library.compiled import Library
from viewer.search import Engine

INDEX, INDEXES = "index", "indexes"


def open_search(library_dir: Path, library: Library, cache: Path) -> Engine:
    """Open the index of a library: one that had to be built here, else the one beside it.

    Raises SearchIndexError where there is none: `rebuild_index` makes one.
    """
    vocabulary, beside = library.vocabulary(), library_dir / INDEX
    if _is_there(cache / INDEXES) and _is_there(place := cached_index(library, cache)):
        try:
            return search.open_index(place, vocabulary, library=library.sha256())
        except SearchIndexError:
            pass  # of another version of the program: the one beside the library may be as good as new
    if _is_there(beside):
        return search.open_index(beside, vocabulary, library=library.claimed_sha256())
    raise SearchIndexError("There is no search index for this library yet; titles and lists work without it.")


def rebuild_index(library: Library, cache: Path, progress: Progress | None = None) -> Path:
    """Build the index of a library into the reader's cache and give its folder.

    Raises ViewerError where the cache cannot be written.
    """
    place = cached_index(library, cache)
    try:
        with disk.temporary_beside(place) as build:
            write_index(library, build, progress)
            disk.put_in_place(build, place)
    except OSError as error:
        if _can_be_opened(library, place):
            return place  # another window has just built it
        raise ViewerError(f"The search index could not be written to {place} ({disk.why(error)}).") from error
    return place


def write_index(library: Library, directory: Path, progress: Progress | None) -> None:
    """Build the index of a library into `directory`, an empty folder."""
    total = library.passage_count()

    def report(done: int) -> None:
        if progress:
            progress("indexing", done, total)

    search.build_index(library.passages(), directory, library.vocabulary(), report, library=library.sha256())


def cached_index(library: Library, cache: Path) -> Path:
    """Where the reader's own index of a library lies: named by the library's content, not by its place."""
    return cache / INDEXES / library.sha256()[:40]


def reader_folders(data_dir: Path | None) -> tuple[Path, Path]:
    """The reader's own folder, which may be chosen by hand, and the cache."""
    return data_dir or paths.user_data(), paths.user_cache()


def _can_be_opened(library: Library, place: Path) -> bool:
    try:
        search.open_index(place, library.vocabulary(), library=library.sha256()).close()
    except SearchIndexError:
        return False
    return True


def _is_there(folder: Path) -> bool:
    """Whether a folder is there and may be looked into: a locked one, or a link, is as good as none."""
    try:
        return folder.is_dir() and not folder.is_symlink()
    except OSError:
        return False
