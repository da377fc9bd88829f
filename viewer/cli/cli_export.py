"""Exports for a window that reads on meanwhile: a long page as a PDF file, all references."""

from contextlib import closing
from pathlib import Path

from viewer.cli.make import DONE, progress_of
from viewer.cli.output import Desk
from viewer.disk import write_whole
from viewer.errors import ViewerError
from viewer.library.compiled import Library


def pdf(desk: Desk, doc: str, path: Path, font: str, *, handout: bool) -> int:
    """Write a page as a PDF file."""
    from viewer.desktop.reading.paper.pdf import pdf_of_page  # late: nothing else here needs Qt

    with progress_of(desk) as progress:
        _write(path, pdf_of_page(desk.library_dir, doc, font, progress, handout=handout))
    return DONE


def references(desk: Desk, path: Path) -> int:
    """Write all references, as RIS or as CSL-JSON where the name ends in .json."""
    from viewer.library.content.references import to_csl, to_ris  # late: as above

    write = to_csl if path.suffix == ".json" else to_ris
    with progress_of(desk), closing(Library.open(desk.library_dir)) as library:
        _write(path, write(library.references()).encode("utf-8"))
    return DONE


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        raise ViewerError(f"{path} could not be written: {error.strerror or error}.") from error
