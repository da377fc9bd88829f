"""The reader's own papers on the command line, beside the library and under their label."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from viewer.cli.output import Streams
from viewer.errors import SearchIndexError, ViewerError
from viewer.imports.own_shelf import OwnShelf
from viewer.imports.paper_folder import PaperFolder
from viewer.indexes import reader_folders
from viewer.library.compiled import Library
from viewer.own_index import open_own, rebuild_own
from viewer.search import Engine
from viewer.search.joined import JoinedEngine


def shelf_of(streams: Streams) -> OwnShelf:
    """The reader's own papers."""
    data_dir, _ = reader_folders(streams.data_dir)
    return OwnShelf(PaperFolder(data_dir))


def with_own(streams: Streams, library: Library, engine: Engine, stack: ExitStack) -> Engine:
    """The engine with the reader's papers beside the library; the library's alone where there are none."""
    papers = shelf_of(streams).collection
    if not papers.papers():
        return engine
    joined = JoinedEngine(engine)
    joined.use_own(_own_engine(streams, library, papers, stack))
    return joined


def _own_engine(streams: Streams, library: Library, papers: PaperFolder, stack: ExitStack) -> Engine:
    _, cache = reader_folders(streams.data_dir)
    try:
        return open_own(papers, library, cache)
    except SearchIndexError:
        streams.err.line("The search index of your papers is built …")
    try:
        rebuild_own(papers, library, cache)
        return open_own(papers, library, cache)
    except ViewerError:
        # Nothing of the reader's can be written here: an index for this one answer does as well.
        place = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        rebuild_own(papers, library, place)
        return open_own(papers, library, place)
