"""Images come from the library: no name becomes the path of a file, on this computer or another."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QImage, QTextDocument

from tests.desktop.reading_support import EDITION, SBRT, light_tokens, no_image, section
from viewer.desktop.reading.pane import PagePane
from viewer.desktop.reading.paper.html import printed_page
from viewer.desktop.reading.paper.pages import document_of

WIDE = 3_000


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    """All ways to name an image that lies on the disk; one was really shown before."""
    path = tmp_path / "secret.png"
    assert QImage(WIDE, 10, QImage.Format.Format_RGB32).save(str(path))
    return [str(path), path.as_uri(), f"file://localhost{path}", f"//localhost{path}", f"\\\\localhost{path}"]


def shows(document: QTextDocument) -> bool:
    document.adjustSize()
    return document.idealWidth() >= WIDE


def with_images(names: list[str], show: Callable[[str], QTextDocument]) -> list[str]:
    return [name for name in names if shows(show(f'<p><img src="{name}" alt="A" /></p>\n'))]


def test_that_a_page_shows_no_file_of_the_disk(pane: PagePane, names: list[str]) -> None:
    def show(html: str) -> QTextDocument:
        pane.show_page(replace(SBRT, sections=(section("", "", html),)))
        return pane.view.document()

    assert with_images(names, show) == []


def test_that_a_printed_page_shows_no_file_of_the_disk(qapp: object, names: list[str]) -> None:
    def show(html: str) -> QTextDocument:
        page = replace(SBRT, sections=(section("", "", html),))
        printed = printed_page(page, EDITION, light_tokens(), large=False)
        return document_of(printed, QFont(), no_image)

    assert with_images(names, show) == []
