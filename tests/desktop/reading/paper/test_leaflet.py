"""A leaflet: every answer of the library on one sheet, with what must go with it."""

from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from tests.desktop.reading_support import EDITION, SBRT, filler, light_tokens, no_image, section
from viewer.desktop.reading.page.html import visible
from viewer.desktop.reading.paper.leaflet import answer_of, leaflet_of
from viewer.desktop.reading.paper.pages import pdf_of
from viewer.library.compiled import Library


@pytest.fixture
def library(bundled):
    with closing(Library.open(bundled)) as library:
        yield library


@pytest.fixture
def font(theme):
    return QGuiApplication.font()


def _made(page, edition, font, image):
    made = leaflet_of(page, edition, light_tokens(), font, image)
    assert made is not None, page.doc
    printed, document = made
    text = " ".join(visible(document.toPlainText()).split())
    return pdf_of(printed, document, light_tokens()), text, printed


def test_that_every_answer_of_the_library_is_one_sheet(library, font):
    questions = [library.page(card.doc) for card in library.cards("faq")]
    assert len(questions) > 20
    for page in questions:
        pdf, _, _ = _made(page, library.edition, font, library.image)
        assert pdf.count(b"/Type /Page\n") == 1, page.doc


def test_that_a_leaflet_says_title_answer_sources_edition_and_disclaimer(library, font):
    page = library.page("faqs/aims-of-treatment")
    _, text, printed = _made(page, library.edition, font, library.image)
    answer = page.section("answer")
    assert text.count(page.title) == 1
    assert "a few may be cured" in text
    assert "how much each of these weighs" in text
    assert "Which disease it is comes first" not in text
    cited = [source for source in page.sources if source.key in answer.sources]
    assert all(source.short.split(".")[0] in text for source in cited)
    assert "PDQ Adult Treatment" not in text
    assert f"edition {library.edition.edition}" in printed.footer
    assert printed.review == library.edition.review
    for said in (library.edition.disclaimer, library.edition.review_note):
        assert said in text


def test_that_only_a_question_makes_a_leaflet():
    assert answer_of(SBRT) == ()
    assert answer_of(None) == ()


def test_that_an_answer_that_no_sheet_holds_makes_none(font):
    long = section("answer", "Answer", filler("Words without end.", 900))
    page = replace(SBRT, doc="faqs/long", kind="faq", sections=(long,))
    assert leaflet_of(page, EDITION, light_tokens(), font, no_image) is None
