"""The letter at the number of a citation, and warnings: on the page, in its preview, on paper, in copies."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.reading_support import CITE, EDITION, PALMA, SBRT, light_tokens, section
from viewer.desktop.reading.page.html import for_view
from viewer.desktop.reading.pane import PagePane
from viewer.desktop.reading.paper.html import printed_page
from viewer.desktop.reading.quote.citation import citation_of

LETTERED = f"<p>Longer {CITE}.</p>".replace(">[27]<", ' title="read in a secondary report">[27\u00a0B]<')
PAGE = replace(SBRT, sections=(section("", "", LETTERED),))
LEGEND = "Letters at the numbers: B, read in a secondary report."
WARNING = (
    '<table class="callout safety" width="100%" cellspacing="0"><tr><td>'
    "<p><b>Safety · European Union · 2020-03</b></p>\n<p>Test before.</p></td></tr></table>"
)


def test_that_a_page_ends_with_what_its_letters_mean(pane: PagePane):
    pane.show_page(PAGE)
    assert pane.view.toPlainText().endswith(LEGEND)


def test_that_the_preview_of_a_citation_says_how_far_its_figure_was_read(pane: PagePane, qtbot: QtBot):
    pane.show_page(PAGE)
    pane.view.setFocus()
    while pane.view.focused_link is None or not pane.view.focused_link.href.startswith("references/"):
        qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.preview._title.text().endswith("this figure: read in a secondary report")


def test_that_the_words_for_a_letter_are_left_to_our_own_preview():
    assert for_view(LETTERED) == (
        '<p>Longer&nbsp;<a class="cite" href="references/palma2019">[27\u00a0B]</a>.</p>'
    )


def test_that_a_printed_page_says_below_its_sources_what_the_letters_mean():
    html = printed_page(PAGE, EDITION, light_tokens()).html
    assert html.index(PALMA.full) < html.index(LEGEND)


def test_that_a_citation_says_what_the_letters_at_its_numbers_mean():
    citation = citation_of(SBRT, ["Longer [27 B]."], ["palma2019"], None, EDITION)
    assert LEGEND in citation.plain()
    assert LEGEND in citation.rich()
    assert "Letters" not in citation_of(SBRT, ["Longer [27]."], [], None, EDITION).plain()


def test_that_a_warning_goes_with_every_copy_from_its_page():
    page = replace(SBRT, sections=(section("", "", WARNING), *SBRT.sections[1:]))
    copy = citation_of(page, ["Longer."], [], page.sections[1], EDITION).plain()
    assert "Safety · European Union · 2020-03 Test before." in copy
