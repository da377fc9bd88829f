"""Drawings in a page: of the library's own cards alone, in the colours of the theme, as paths on paper."""

import logging
from dataclasses import replace

import pytest
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from tests.desktop.reading_support import EDITION, SBRT, describe, light_tokens, no_image, section
from tests.evidence.drawings.samples import BEACON, HARM, RESPONSE, paper
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.page.drawings import drawn_by
from viewer.desktop.reading.page.images import MOST_DRAWINGS, PageImages
from viewer.desktop.reading.page.spots import drawing_in_sight
from viewer.desktop.reading.pane import PagePane
from viewer.desktop.reading.paper.html import printed_page
from viewer.desktop.reading.paper.pages import document_of, pdf_of
from viewer.errors import LibraryError

ROW = '<img src="drawing:papers/beacon/0/4" alt="HR 0.60" />'
HTML = (
    f'<table class="results" width="100%" cellspacing="0"><tr><td>Survival</td><td>{ROW}</td></tr></table>\n'
)
PAGE = replace(SBRT, doc="papers/beacon", sections=(section("results", "Results", HTML),))


def load(doc: str):
    if doc != "papers/beacon":
        raise LibraryError(f"The library holds no paper named {doc}.")
    return paper(BEACON, RESPONSE, HARM)


@pytest.fixture
def drawn(qtbot: QtBot, theme: Theme) -> PagePane:
    """A page with a drawing in a window of its own."""
    pane = PagePane(theme, no_image, describe, load)
    qtbot.addWidget(pane)
    pane.resize(816, 600)
    pane.show()
    pane.show_page(PAGE)
    return pane


def the_drawing(pane: PagePane) -> QSvgRenderer:
    found = pane.view.contents.images.drawing(":/library/0")
    assert found is not None
    return found


def colours_of(renderer: QSvgRenderer) -> set[str]:
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(0xFF00FF)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_that_a_drawing_of_a_card_is_shown_and_found_in_sight(drawn: PagePane):
    assert the_drawing(drawn).isValid()
    assert drawing_in_sight(drawn.view, drawn.view.contents) == "drawing:papers/beacon/0/4"


def test_that_what_is_shown_is_painted_by_the_page(drawn: PagePane, theme: Theme):
    image = drawn.view.grab().toImage()
    scale = image.devicePixelRatio()
    found = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), max(1, round(scale)))
        for y in range(image.height())
    }
    assert theme.tokens.accent.lower() in found


def test_that_a_drawing_takes_the_colours_of_a_new_theme(drawn: PagePane, theme: Theme):
    light = theme.tokens.accent.lower()
    assert light in colours_of(the_drawing(drawn))
    theme.choose("dark")
    drawn.restyle(100)
    assert light not in colours_of(the_drawing(drawn))
    assert theme.tokens.accent.lower() in colours_of(the_drawing(drawn))


@pytest.mark.parametrize(
    "name",
    ["drawing:papers/other/0", "drawing:papers/beacon/9", "drawing:papers/../x", "drawing:/etc/passwd"],
)
def test_that_no_other_name_is_drawn_and_a_word_says_so(
    name: str, theme: Theme, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.CRITICAL)
    images = PageImages(no_image, drawn_by(load, theme.tokens, "Inter"))
    assert images.placed(f'<img src="{name}" alt="a row" />') == "<i>[Image not shown: a row]</i>"


def test_that_without_cards_nothing_is_drawn():
    assert PageImages(no_image).placed(ROW) == "<i>[Image not shown: HR 0.60]</i>"


def test_that_a_page_of_endless_drawings_shows_so_many_and_names_the_others(theme: Theme):
    images = PageImages(no_image, drawn_by(load, theme.tokens, "Inter"))
    html = images.placed(
        "".join(f'<img src="drawing:papers/beacon/0/{n}" alt="row" />' for n in range(1, 1_000))
    )
    assert (html.count("<img"), html.count("not shown")) == (MOST_DRAWINGS, 999 - MOST_DRAWINGS)


@pytest.mark.parametrize(
    ("column", "zoom", "width"), [(640, 100, 208), (640, 50, 104), (640, 300, 218), (320, 100, 109)]
)
def test_that_a_row_is_as_large_as_the_text_and_leaves_room(theme: Theme, column: int, zoom: int, width: int):
    images = PageImages(no_image, drawn_by(load, theme.tokens, "Inter"))
    images.placed(ROW)
    assert images.width(":/library/0", column, zoom) == width


def test_that_on_paper_a_drawing_is_paths_and_no_image(theme: Theme):
    light = light_tokens()
    printed = printed_page(PAGE, EDITION, light)
    draw = drawn_by(load, light, "Inter")
    with_drawing = document_of(printed, QFont("Inter"), no_image, draw)
    pdf = pdf_of(printed, with_drawing, light)
    without = pdf_of(printed, document_of(printed, QFont("Inter"), no_image), light)
    assert with_drawing.images.drawing(":/library/0") is not None
    assert b"/Subtype /Image" not in pdf
    assert len(pdf) > len(without)
