"""`wardshelf add FILE…`: papers of the reader's own, shown first with `--check`."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from viewer.cli.make import progress_of
from viewer.cli.output import FOUND, NOTHING, ProgressLine, Streams, clean
from viewer.errors import LibraryError
from viewer.imports.intake import take_in
from viewer.imports.own_form import STATUS
from viewer.imports.paper_folder import PaperFolder
from viewer.imports.preview import Preview, preview
from viewer.imports.shelf_card import library_doubles
from viewer.indexes import reader_folders
from viewer.library.compiled import Library
from viewer.own_index import rebuild_own
from viewer.prose import counted


def add(streams: Streams, files: Sequence[Path], *, only_check: bool) -> int:
    """Read files, say what each record is, and keep what is new unless that was only to be shown."""
    data_dir, _ = reader_folders(streams.data_dir)
    collection = PaperFolder(data_dir)
    found = _preview(streams, files, collection)
    for line in found.lines() if only_check else found.told():
        streams.out.line(clean(line))
    if only_check:
        streams.out.line(clean(found.counts("new")) + " Nothing was written.")
        return FOUND if found.offers else NOTHING
    progress = ProgressLine(streams.err)
    try:
        collection.add(found.new, datetime.now().astimezone().date(), progress)
    finally:
        progress.close()
    streams.out.line(clean(found.counts()))
    if found.new:
        kept = counted(len(found.new), "file")
        streams.out.line(clean(f"{kept} in {collection.folder}, labelled “{STATUS}”."))
    return FOUND if found.offers else NOTHING


def own_index(streams: Streams) -> int:
    """Build the index of the reader's own papers into the cache, for a window that reads on meanwhile."""
    data_dir, cache = reader_folders(streams.data_dir)
    with progress_of(streams) as progress, closing(Library.open(streams.library_dir)) as library:
        rebuild_own(PaperFolder(data_dir), library, cache, progress)
    return FOUND


def _preview(streams: Streams, files: Sequence[Path], collection: PaperFolder) -> Preview:
    intake = take_in(files)
    try:
        with closing(Library.open(streams.library_dir)) as library:
            return preview(intake, collection, library_doubles(library))
    except LibraryError as error:
        streams.err.line(f"{clean(str(error))} Papers were not compared with it.")
        return preview(intake, collection, lambda _: "")
