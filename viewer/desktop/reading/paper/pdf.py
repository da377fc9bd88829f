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
from viewer.desktop.look.tokens import load_tokens
from viewer.desktop.reading.page.drawings import drawn_by
from viewer.desktop.reading.paper.html import printed_page
from viewer.desktop.reading.paper.pages import document_of, pdf_of
from viewer.errors import ViewerError
from viewer.library.compiled import Library
from viewer.library.model import Page


def pdf_of_page(
    library_dir: Path, load: Callable[[Library], Page], font: str, progress: Progress, *, handout: bool
) -> bytes:
    """The PDF of the page that `load` gives of a library; raises ViewerError where there is none."""
    with closing(Library.open(library_dir)) as library:
        page = load(library)
        application = _application(font)
        light = load_tokens(paths.resources() / "themes", "light")
        printed = printed_page(page, library.edition, light, handout=handout)
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
