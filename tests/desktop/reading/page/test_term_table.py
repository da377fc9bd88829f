"""The glossary as a table with letters and a filter."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.desktop.reading_pane import heading_top, text_of
from tests.desktop.reading_support import HOME, SBRT, section
from viewer.desktop.reading.page.term_bar import TermBar
from viewer.desktop.reading.page.term_table import letters_of, term_table
from viewer.library.model import GLOSSARY, Section


def _term(slug, term, meaning):
    return section(slug, term, f"<p>{meaning}</p>\n", 3, text=meaning)


TERMS = (
    Section("", "", 0, '<p class="lead">Terms.</p>\n', "Terms."),
    _term("five", "5-FU", "Fluorouracil."),
    _term("ablation", "Ablation", "Destroying a tumour."),
    _term("alpha", "Älpha", "The risk of a false result."),
    *(_term(f"b{n}", f"B-term {n}", "Something at length. " * 8) for n in range(30)),
    _term("tumour", "Tumour &lt;x&gt;", "What grows."),
)
PAGE = replace(HOME, doc=GLOSSARY, title="Glossary", sections=TERMS)


def _terms(page):
    return [part.anchor for part in page.sections]


def _bar(pane):
    bar = pane.findChild(TermBar)
    assert isinstance(bar, TermBar)
    return bar


def test_that_each_letter_leads_to_its_first_term():
    assert letters_of(PAGE) == {"#": "five", "A": "ablation", "B": "b0", "T": "tumour"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tumour", ["ablation", "tumour"]),
        ("ALPHA risk", ["alpha"]),
        ("5-fu", ["five"]),
        ("  ", _terms(PAGE)),
        ("zebra", [""]),
    ],
)
def test_that_the_filter_keeps_the_terms_with_every_word(typed, found):
    assert _terms(term_table(PAGE, typed)) == found


def test_that_a_term_is_a_row_and_loses_nothing(pane):
    html = term_table(PAGE).sections[2].html
    assert html.startswith('<table class="facts terms"')
    assert '<a name="ablation"></a><b>Ablation</b>' in html
    assert "<p>Destroying a tumour.</p>" in html


def test_that_a_glossary_has_letters_and_a_filter_and_another_page_has_not(pane, qtbot):
    pane.show_page(SBRT)
    assert pane.findChild(TermBar) is None
    pane.show_page(PAGE, "b20")
    bar = _bar(pane)
    assert bar.isVisible()
    assert [button.text() for button in bar.findChildren(QPushButton)] == ["#", "A", "B", "T"]
    assert 0 <= heading_top(pane, "b20") <= 70
    qtbot.keyClicks(bar.filter, "destroying")
    assert "Ablation" in text_of(pane)
    assert "B-term" not in text_of(pane)
    qtbot.keyClick(bar.filter, Qt.Key.Key_Down)
    assert pane.view.hasFocus()
    bar.filter.setFocus()
    qtbot.keyClick(bar.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "B-term 29" in text_of(pane))
    pane.show_page(SBRT)
    assert not bar.isVisible()


def test_that_a_letter_goes_to_its_terms_whatever_was_typed(pane, qtbot):
    pane.show_page(PAGE)
    qtbot.keyClicks(_bar(pane).filter, "tumour")
    button = next(one for one in _bar(pane).findChildren(QPushButton) if one.text() == "B")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert _bar(pane).filter.text() == ""
    assert 0 <= heading_top(pane, "b0") <= 400


def test_that_the_head_stands_below_the_letters(pane):
    pane.show_page(PAGE, "b20")
    assert pane.head.isVisible()
    assert pane.head.y() == pane.view.y() > 0
