"""A content folder → a compiled library, and the index that belongs to one: where library and search meet."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import viewer
from viewer import paths, search
from viewer.errors import SearchIndexError, ViewerError
from viewer.indexes import Trust
from viewer.library import schema
from viewer.library.compiled import Library
from viewer.search import Engine

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""
INDEX = "index"


def compile_library(source: Path, out: Path, progress: Progress | None = None) -> tuple[str, ...]:
    """Build `out` from a content folder and give the warnings.

    Raises ContentError with every fault, or another ViewerError; whatever happens, an older build
    stays as it was until the new one is complete.
    """
    # Late: the window starts without what only builders need.
    from viewer.disk import put_in_place, refuse_foreign, temporary_beside
    from viewer.library import manifest
    from viewer.library.checks import check
    from viewer.library.pages import write as writer

    refuse_foreign(out, manifest.FILE)
    assembled, problems = check.assemble(source, progress)
    try:
        with temporary_beside(out) as build:
            writer.write(assembled, build / schema.FILE, progress)
            (build / INDEX).mkdir()
            with closing(Library.open(build)) as library:
                _write_index(library, build / INDEX, progress)
            manifest.write(build, assembled.edition, _versions())
            put_in_place(build, out)
    except (OSError, sqlite3.Error) as error:
        raise ViewerError(f"The library could not be written to {out} ({_why(error)}).") from error
    return tuple(map(str, problems))


def open_search(library_dir: Path, library: Library, trust: Trust, cache: Path) -> Engine:
    """Open the index of a library: the one installed with the program, or one that this reader built.

    Raises SearchIndexError where there is none: `rebuild_index` makes one.
    """
    vocabulary = library.vocabulary()
    if _is_installed(library_dir) and _is_there(library_dir / INDEX):
        try:
            return search.open_index(library_dir / INDEX, vocabulary)
        except SearchIndexError:
            pass  # damaged, or of another version: one that was built since may lie in the cache
    fault = SearchIndexError(
        "There is no search index for this library yet; titles and lists work without it."
    )
    for index in (library_dir / INDEX, cached_index(library, cache)):
        if _is_there(index) and trust.knows(seal(library, index)):
            try:
                return search.open_index(index, vocabulary)
            except SearchIndexError as error:
                fault = error
    raise fault


def rebuild_index(library: Library, trust: Trust, cache: Path, progress: Progress | None = None) -> Path:
    """Build the index of a library into the reader's cache and give its folder.

    Raises ViewerError where the cache or the reader's own folder cannot be written.
    """
    from viewer.disk import put_in_place, temporary_beside  # late: as above

    place = cached_index(library, cache)
    try:
        with temporary_beside(place) as build:
            _write_index(library, build, progress)
            mark = seal(library, build)
            put_in_place(build, place)
    except OSError as error:
        if _is_there(place) and trust.knows(seal(library, place)):
            return place  # another window has just built it
        raise ViewerError(f"The search index could not be written to {place} ({_why(error)}).") from error
    trust.record(mark)
    return place


def reader_folders(data_dir: Path | None) -> tuple[Path, Path]:
    """The reader's own folder, which may be chosen by hand, and the cache."""
    return data_dir or paths.user_data(), paths.user_cache()


def _is_there(folder: Path) -> bool:
    """Whether a folder is there and may be looked into: a locked home is as good as none."""
    try:
        return folder.is_dir()
    except OSError:
        return False


def remember(library_dir: Path, trust: Trust) -> None:
    """Trust the index of a library that this reader has just built."""
    with closing(Library.open(library_dir)) as library:
        trust.record(seal(library, library_dir / INDEX))


def cached_index(library: Library, cache: Path) -> Path:
    """Where the reader's own index of a library lies: named by the library's content, not by its place."""
    return cache / "indexes" / library.sha256()[:40]


def seal(library: Library, index: Path) -> str:
    """What is remembered of an index: it belongs to this very library and no file of it was changed."""
    from viewer.library import manifest  # late: the installed index needs no seal

    return f"{library.sha256()}:{manifest.hash_folder(index)}"


def _write_index(library: Library, directory: Path, progress: Progress | None) -> None:
    total = library.passage_count()

    def report(done: int) -> None:
        if progress:
            progress("indexing", done, total)

    search.build_index(library.passages(), directory, library.vocabulary(), report)


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _is_installed(library_dir: Path) -> bool:
    return library_dir.resolve() == paths.bundled_library().resolve()


def _versions() -> dict[str, str]:
    from importlib import metadata  # late: it brings half the library of e-mail

    try:
        whoosh = metadata.version("whoosh3")
    except metadata.PackageNotFoundError:  # a frozen program need not carry it
        whoosh = "unknown"
    return {"wardshelf": viewer.__version__, "whoosh": whoosh}
