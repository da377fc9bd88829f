"""A content folder → a compiled library: where library and search meet."""

import sqlite3
from contextlib import closing
from pathlib import Path

import viewer
from viewer import disk
from viewer.callbacks import Progress
from viewer.errors import ViewerError
from viewer.indexes import INDEX, write_index
from viewer.library import schema
from viewer.library.compiled import Library


def compile_library(source: Path, out: Path, progress: Progress | None = None) -> tuple[str, ...]:
    """Build `out` from a content folder and give the warnings.

    Raises ContentError with every fault, or another ViewerError; whatever happens, an older build
    stays as it was until the new one is complete.
    """
    # Late: the window starts without what only builders need.
    from viewer.library import manifest
    from viewer.library.checks import check
    from viewer.library.pages import write

    disk.refuse_foreign(out, manifest.FILE)
    assembled, problems = check.assemble(source, progress)
    try:
        with disk.temporary_beside(out) as build:
            write.write(assembled, build / schema.FILE, progress)
            (build / INDEX).mkdir()
            with closing(Library.open(build)) as library:
                write_index(library, build / INDEX, progress)
                records = library.checksums()
            manifest.write(build, assembled.edition, _versions(), records)
            disk.put_in_place(build, out)
    except (OSError, sqlite3.Error) as error:
        raise ViewerError(f"The library could not be written to {out} ({disk.why(error)}).") from error
    return tuple(map(str, problems))


def _versions() -> dict[str, str]:
    from importlib import metadata  # late: it brings half the library of e-mail

    try:
        whoosh = metadata.version("whoosh3")
    except metadata.PackageNotFoundError:  # a frozen program need not carry it
        whoosh = "unknown"
    return {"wardshelf": viewer.__version__, "whoosh": whoosh}
