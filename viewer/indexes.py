"""Which index belongs to a library: trusted, opened, built again.

An index holds pickles, so none is ever opened but one that came with the program or that this reader made.
"""

import json
from contextlib import closing
from pathlib import Path

from viewer import disk, paths, search
from viewer.callbacks import Progress
from viewer.errors import SearchIndexError, UserDataError, ViewerError
from viewer.library.compiled import Library
from viewer.search import Engine

INDEX = "index"
TRUSTED = "trusted.json"
_VERSION = 1
_KEPT = 200
"""Seals that are remembered; the oldest are forgotten, and their index would be built again."""


class Trust:
    """Seals of indexes, kept in the reader's own folder where no library can write."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / TRUSTED

    def knows(self, seal: str) -> bool:
        """Whether this reader's program made what carries this seal."""
        return seal in self._seals()

    def record(self, seal: str) -> None:
        """Remember a seal; raises UserDataError where the reader's folder cannot be written."""
        seals = [known for known in self._seals() if known != seal]
        text = json.dumps({"version": _VERSION, "seals": [*seals, seal][-_KEPT:]}, indent=1)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            disk.write(self._path, text.encode(), private=True)
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
    place = cached_index(library, cache)
    try:
        with disk.temporary_beside(place) as build:
            write_index(library, build, progress)
            mark = seal(library, build)
            disk.put_in_place(build, place)
    except OSError as error:
        if _is_there(place) and trust.knows(seal(library, place)):
            return place  # another window has just built it
        raise ViewerError(f"The search index could not be written to {place} ({disk.why(error)}).") from error
    trust.record(mark)
    return place


def write_index(library: Library, directory: Path, progress: Progress | None) -> None:
    """Build the index of a library into `directory`, an empty folder."""
    total = library.passage_count()

    def report(done: int) -> None:
        if progress:
            progress("indexing", done, total)

    search.build_index(library.passages(), directory, library.vocabulary(), report)


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


def reader_folders(data_dir: Path | None) -> tuple[Path, Path]:
    """The reader's own folder, which may be chosen by hand, and the cache."""
    return data_dir or paths.user_data(), paths.user_cache()


def _is_there(folder: Path) -> bool:
    """Whether a folder is there and may be looked into: a locked home is as good as none."""
    try:
        return folder.is_dir()
    except OSError:
        return False


def _is_installed(library_dir: Path) -> bool:
    return library_dir.resolve() == paths.bundled_library().resolve()
