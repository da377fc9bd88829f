"""The commands that make things: build, check, new, and for a window that waits: index, PDF, references."""

import _thread
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType

from viewer import CHILD, disk
from viewer.cli.output import ProgressLine, Streams, clean
from viewer.cli.own import shelf_of
from viewer.compile import compile_library
from viewer.errors import ContentError, ViewerError
from viewer.indexes import reader_folders, rebuild_index
from viewer.library.compiled import Library
from viewer.library.model import OWN_PREFIX, Page
from viewer.prose import counted

DONE, FAULTS = 0, 1
_BROKEN_PIPE = 109
"""Windows's number for a pipe whose other end is closed."""
_GLANCE = 0.05
"""Seconds between two looks at whether the window still wants what is made."""


def build(streams: Streams, source: Path, out: Path) -> int:
    """Build a library and say what it holds."""
    with progress_of(streams) as progress:
        try:
            warnings = compile_library(source, out, progress)
        except ContentError as error:
            for problem in error.problems:
                streams.err.line(clean(str(problem)))
            streams.err.line(f"Nothing was built: {counted(len(error.problems), 'fault')} in {source}.")
            return FAULTS
    for warning in warnings:
        streams.err.line(clean(warning))
    with closing(Library.open(out)) as library:
        documents, passages = len(library.cards()), library.passage_count()
    streams.out.line(
        f"Built {out}: {documents:,} documents, {passages:,} passages, {counted(len(warnings), 'warning')}."
    )
    return DONE


def check(streams: Streams, source: Path, *, release: bool = False) -> int:
    """Name every fault of a content folder, and what is left to do; for a release all of it is a fault."""
    from viewer.library.checks import check as checker  # late: parsing Markdown is slow to import

    with progress_of(streams) as progress:
        problems = checker.check(source, progress)
    for problem in problems:
        streams.out.line(clean(str(problem)))
    streams.out.flush()
    streams.err.line(f"{source}: {checker.summary(problems)}")
    if release and problems and all(problem.warning for problem in problems):
        streams.err.line("Not fit for release: everything that is named above must be mended first.")
    return FAULTS if any(release or not problem.warning for problem in problems) else DONE


def readability(streams: Streams, source: Path) -> int:
    """Print how much of each page speaks of provenance instead of the disease."""
    from viewer.library.checks import check as checker  # late: as above
    from viewer.library.checks.readability import MOST, MOST_IN_MEDIAN, is_readable, middle

    with progress_of(streams) as progress:
        pages = checker.page_shares(source, progress)
    if not pages:
        raise ViewerError(f"{source} has no provenance.tsv with the phrases to count, or no pages.")
    for page in pages:
        mark = f"  over {MOST:.0%}" if page.is_too_much else ""
        streams.out.line(f"{page.share:6.1%}  {page.words:6,}  {clean(page.doc)}{mark}")
    streams.out.flush()
    over = sum(page.is_too_much for page in pages)
    streams.err.line(
        f"{source}: {middle(pages):.1%} in the median page, at most {MOST_IN_MEDIAN:.0%}; "
        f"{counted(over, 'page')} over {MOST:.0%}"
    )
    return DONE if is_readable(pages) else FAULTS


def new(streams: Streams, what: str, name: str, folder: Path, title: str) -> int:
    """Write a new library, or the template of a page or reference, and say what comes next."""
    from viewer.library.content import templates  # late: as above

    if what == "library":
        folder = Path(name)
        for path in templates.write_library(folder, title):
            streams.out.line(f"Wrote {path}")
        streams.out.line("Change the texts in library.toml to your own. To see it, and what you save:")
        streams.out.line(f"  wardshelf edit {folder}")
    elif what == "reference":
        path = templates.write_reference(folder, name)
        streams.out.line(f"Wrote {name} into {path}. Fill it in, then cite it as [@{name}].")
    else:
        path = templates.write_page(folder, what, name)
        known = f" Its reference, if it is not there yet: wardshelf new reference {name}." * (what == "paper")
        streams.out.line(f"Wrote {path}. Fill in every TODO.{known}")
    streams.out.line(f"What is left to do: wardshelf check {folder}")
    return DONE


def index(streams: Streams) -> int:
    """Build the index of a library into the reader's cache, for a window that reads on meanwhile."""
    _, cache = reader_folders(streams.data_dir)
    with progress_of(streams) as progress, closing(Library.open(streams.library_dir)) as library:
        rebuild_index(library, cache, progress)
    return DONE


@contextmanager
def progress_of(streams: Streams) -> Iterator[ProgressLine]:
    """Show progress, and let a polite kill clear away what is half made, as Ctrl+C does."""
    progress = ProgressLine(streams.err)
    in_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, _stop) if in_main else None
    if in_main and CHILD in os.environ:
        threading.Thread(target=_stop_with_input, daemon=True).start()
    try:
        yield progress
    finally:
        if in_main:
            signal.signal(signal.SIGTERM, before)
        progress.close()


def _stop_with_input() -> None:
    """Stop when the window closes our standard input, or is gone."""
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        # No read that waits: a library that is loaded meanwhile may look at the handle, and would wait too.
        handle = msvcrt.get_osfhandle(0)
        while kernel.PeekNamedPipe(handle, None, 0, None, None, None):
            time.sleep(_GLANCE)
        if ctypes.get_last_error() != _BROKEN_PIPE:
            return  # it is no pipe: nobody holds the other end
    else:
        while os.read(0, 1_000):
            pass
    _thread.interrupt_main(signal.SIGTERM)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def pdf(streams: Streams, doc: str, path: Path, font: str, *, large: bool) -> int:
    """Write a page as a PDF file."""
    from viewer.desktop.reading.paper.pdf import pdf_of_page  # late: nothing else here needs Qt

    def load(library: Library) -> Page:
        return shelf_of(streams).page(doc) if doc.startswith(OWN_PREFIX) else library.page(doc)

    with progress_of(streams) as progress:
        write(path, pdf_of_page(streams.library_dir, load, font, progress, large=large))
    return DONE


def collection(streams: Streams, file: Path, path: Path, font: str) -> int:
    """Write the collection that an export of the reader's file holds as a PDF file."""
    from viewer.desktop.reading.paper.pdf import pdf_of_collection  # late: as above

    with progress_of(streams) as progress:
        write(path, pdf_of_collection(streams.library_dir, shelf_of(streams), file, font, progress))
    return DONE


def references(streams: Streams, path: Path) -> int:
    """Write all references, as RIS or as CSL-JSON where the name ends in .json."""
    from viewer.library.content.references import to_csl, to_ris  # late: as above

    form = to_csl if path.suffix == ".json" else to_ris
    with progress_of(streams), closing(Library.open(streams.library_dir)) as library:
        write(path, form(library.references()).encode("utf-8"))
    return DONE


def write(path: Path, data: bytes) -> None:
    """Write a file; raises ViewerError with one sentence for the reader."""
    try:
        disk.write(path, data)
    except OSError as error:
        raise ViewerError(f"{path} could not be written: {disk.why(error)}.") from error
