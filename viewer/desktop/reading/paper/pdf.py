"""A page as a PDF file, made in a process without a window so that no window waits for it."""

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from viewer import paths
from viewer.callbacks import Progress
from viewer.desktop.look.fonts import FAMILY, use_bundled_font
from viewer.desktop.look.tokens import Tokens, load_tokens
from viewer.desktop.reading.page.drawings import drawn_by
from viewer.desktop.reading.paper.collection import printed_collection
from viewer.desktop.reading.paper.excerpts import excerpts, sources_of
from viewer.desktop.reading.paper.html import Printed, printed_page
from viewer.desktop.reading.paper.pages import document_of, pdf_of
from viewer.errors import ViewerError
from viewer.imports.own_shelf import OwnShelf
from viewer.library.compiled import Library
from viewer.library.model import Page
from viewer.userdata.exchange import read


def pdf_of_page(
    library_dir: Path, load: Callable[[Library], Page], font: str, progress: Progress, *, large: bool
) -> bytes:
    """The PDF of the page that `load` gives of a library; raises ViewerError where there is none."""
    with closing(Library.open(library_dir)) as library:
        page = load(library)
        application = _application(font)
        light = load_tokens(paths.resources() / "themes", "light")
        printed = printed_page(page, library.edition, light, large=large)
        return _pdf(printed, library, application, light, progress)


def pdf_of_collection(library_dir: Path, own: OwnShelf, file: Path, font: str, progress: Progress) -> bytes:
    """The PDF of the collection that an export of the reader's file holds; ViewerError says what is wrong.

    Papers of the reader's own that are in it are those of `own`.
    """
    kept = read(file).collections
    if not kept:
        raise ViewerError(f"{file.name} holds no collection; nothing was written.")
    collection, items = kept[0]
    with closing(Library.open(library_dir)) as library:
        application = _application(font)
        light = load_tokens(paths.resources() / "themes", "light")
        found = excerpts(items, library, own)
        sources = sources_of(found, library)
        printed = printed_collection(collection.name, found, sources, library.edition, light)
        return _pdf(printed, library, application, light, progress)


def _pdf(
    printed: Printed, library: Library, application: QApplication, light: Tokens, progress: Progress
) -> bytes:
    draw = drawn_by(library.paper, light, application.font().family())
    document = document_of(printed, application.font(), library.image, draw)
    return pdf_of(printed, document, light, lambda done, count: progress("Exporting sheet", done, count))


def _application(family: str) -> QApplication:
    """Qt without a window, with the font that the window has."""
    if sys.platform != "win32":  # there Qt's memory knows none of the fonts that the window has
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication(["wardshelf"])
    if family == FAMILY:
        use_bundled_font(application, paths.resources() / "fonts")
    else:
        application.setFont(QFont(family))
    if not can_write(application.font()):
        raise ViewerError(
            "No font was found for the PDF, so its letters would be boxes; nothing was written."
        )
    return application


def can_write(font: QFont) -> bool:
    """Say whether letters come out as letters: without any font, Qt draws a box for each and says nothing."""
    metrics = QFontMetrics(font)
    return all(metrics.inFont(letter) for letter in "Aa0.")
