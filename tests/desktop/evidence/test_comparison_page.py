from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.desktop.evidence.conftest import shown, source
from tests.desktop.program import press
from tests.evidence.trials import ALL, APART, ONE, TWO, absurd
from viewer.desktop.evidence.comparison_page import ComparisonPage
from viewer.desktop.widgets.plain import PlainLabel
from viewer.evidence.comparison import CAUTION, ComparedGroup
from viewer.library.model import PAPERS

THREE_DOCS = {"papers": [ONE.doc, TWO.doc, APART.doc]}


def measured(qtbot, page):
    qtbot.waitUntil(lambda: not page._measuring.isActive())


def test_that_the_models_are_sound(comparison_page):
    for table in (comparison_page.who, comparison_page.found):
        QAbstractItemModelTester(table.compared, QAbstractItemModelTester.FailureReportingMode.Fatal)
    comparison_page.take_state(THREE_DOCS)


def test_that_it_says_what_to_do_without_papers(comparison_page):
    assert comparison_page.title() == "Side by side"
    assert "Mark two to four papers" in comparison_page._nothing.text()
    comparison_page.take_state({"papers": [ONE.doc]})
    assert comparison_page._nothing.text().startswith("ONE-1 2020 is marked; one more is needed.")
    assert comparison_page.paper() is None


def test_that_papers_stand_in_columns_under_their_caution(comparison_page):
    comparison_page.take_state(THREE_DOCS)
    assert comparison_page.title() == "Side by side: 3 papers"
    assert comparison_page.who.compared.columnCount() == 4
    assert CAUTION in [label.text() for label in comparison_page.findChildren(PlainLabel)]


def test_that_who_and_what_stay_in_sight_while_results_are_scrolled(qtbot, theme):
    page = shown(qtbot, ComparisonPage(theme, lambda: ALL, source), (1000, 520))
    page.take_state(THREE_DOCS)
    measured(qtbot, page)
    before = page.who.mapTo(page, page.who.rect().topLeft())
    page.found.scrollToBottom()
    assert page.found.verticalScrollBar().value() > 0
    assert page.who.isVisible()
    assert page._heads.isVisible()
    assert page.who.mapTo(page, page.who.rect().topLeft()) == before
    assert page.who.verticalScrollBar().value() == 0


def test_that_columns_of_both_parts_stand_in_line(qtbot, comparison_page):
    comparison_page.take_state(THREE_DOCS)
    measured(qtbot, comparison_page)
    widths = [
        [table.columnWidth(at) for at in range(4)] for table in (comparison_page.who, comparison_page.found)
    ]
    assert widths[0] == widths[1]
    assert [comparison_page._head_row.itemAt(at).widget().width() for at in range(4)] == widths[0]


def test_that_arrows_go_from_who_to_results_and_back(qtbot, comparison_page):
    comparison_page.take_state(THREE_DOCS)
    comparison_page.setFocus()
    for _ in range(comparison_page.who.compared.rowCount()):
        press(comparison_page, "Down")
    assert comparison_page.found.hasFocus()
    for _ in range(2):
        press(comparison_page, "Up")
    assert comparison_page.who.hasFocus()


def test_that_enter_opens_the_paper_of_the_column(qtbot, comparison_page):
    comparison_page.take_state(THREE_DOCS)
    comparison_page.setFocus()
    press(comparison_page, "Right")
    with qtbot.waitSignal(comparison_page.document_requested) as asked:
        press(comparison_page, "Return")
    assert asked.args == [TWO.doc, "", "here"]


def test_that_delete_removes_the_column(qtbot, comparison_page):
    comparison_page.take_state(THREE_DOCS)
    comparison_page.setFocus()
    press(comparison_page, "Delete")
    assert comparison_page.state() == {"papers": [TWO.doc, APART.doc]}


def test_that_a_paper_is_added_in_the_table(qtbot, comparison_page):
    comparison_page.take_state(THREE_DOCS)
    with qtbot.waitSignal(comparison_page.page_requested) as asked:
        comparison_page._add_paper()
    assert asked.args[:2] == [PAPERS, {"marked": THREE_DOCS["papers"]}]


@pytest.mark.parametrize("state", [None, [], {"papers": 3}, {"papers": [1, "papers/none", ONE.doc, ONE.doc]}])
def test_that_a_damaged_state_is_passed_over(comparison_page, state):
    comparison_page.take_state(state)
    assert comparison_page.comparison is None


def test_that_a_copy_names_its_sources_and_the_page_prints_them(comparison_page):
    comparison_page.take_state({"papers": [ONE.doc, TWO.doc]})
    comparison_page._copy()
    text = QApplication.clipboard().text()
    assert text.startswith(CAUTION)
    assert "One A. First. 2020." in text
    assert "two2018" in text
    page = comparison_page.paper()
    assert page is not None
    assert [cited.key for cited in page.sources] == ["one2020"]
    assert CAUTION in page.sections[0].html


def test_that_a_screen_reader_hears_paper_row_and_figure(comparison_page):
    comparison_page.take_state({"papers": [ONE.doc, TWO.doc]})
    model = comparison_page.found.compared
    said = [
        model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
        for column in range(3)
    ]
    assert any(
        text.startswith("ONE-1 2020, Overall survival: 12.1 v 9.4 months (new v usual) [7 A]")
        and "below 1 better with new" in text
        for text in said
    )


def test_that_headings_span_the_columns(comparison_page):
    comparison_page.take_state({"papers": [ONE.doc, TWO.doc]})
    table = comparison_page.found
    heads = [at for at, row in enumerate(table.compared.rows) if isinstance(row, ComparedGroup)]
    assert heads
    assert all(table.columnSpan(at, 0) == 3 for at in heads)


@pytest.mark.parametrize("size", [(700, 440), (1024, 600), (1440, 800)])
def test_that_absurd_papers_neither_hang_nor_overlap(qtbot, theme, size):
    odd = absurd()
    more = replace(odd, doc="papers/more", outcomes=odd.outcomes * 300)
    page = shown(qtbot, ComparisonPage(theme, lambda: (*ALL, odd, more), source), size)
    page.take_state({"papers": [ONE.doc, odd.doc, more.doc, APART.doc]})
    measured(qtbot, page)
    page.grab()

    def heads():
        return [page._head_row.itemAt(at).widget().geometry() for at in range(5)]

    qtbot.waitUntil(lambda: all(left.right() < right.left() for left, right in pairwise(heads())))
    assert page.found.height() > 40
