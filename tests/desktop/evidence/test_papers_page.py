import csv
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton

from tests.desktop.evidence.conftest import shown
from tests.desktop.program import press, type_text
from tests.evidence.trials import ALL, ONE, SURVIVAL, absurd, ratio
from viewer.desktop.evidence.paper_delegate import lines_of, short_ratio
from viewer.desktop.evidence.paper_model import Column
from viewer.desktop.evidence.papers_page import EMPTY, PapersPage
from viewer.evidence.paper_rows import line_of, row_of
from viewer.library.evidence import Interval
from viewer.library.model import COMPARISON


def studies(page):
    return [row.study for row in page.table.papers.rows]


def chips(page):
    return [b for b in page.chips.findChildren(QPushButton) if b.isVisible()]


def test_that_the_model_is_sound(papers_page):
    QAbstractItemModelTester(papers_page.table.papers, QAbstractItemModelTester.FailureReportingMode.Fatal)
    papers_page.toggle_facet("line", "later")
    papers_page.toggle_mark(ONE.doc)


def test_that_the_newest_paper_stands_first_and_the_order_can_be_changed(papers_page):
    assert studies(papers_page) == ["APART", "ONE-1", "TWO-2", "THREE"]
    papers_page.set_order("n")
    assert studies(papers_page) == ["TWO-2", "APART", "ONE-1", "THREE"]
    papers_page.set_order("n")
    assert studies(papers_page)[0] in ("ONE-1", "APART")


def test_that_no_head_and_no_choice_puts_papers_in_order_of_an_effect(papers_page):
    assert [papers_page.order.itemText(at) for at in range(papers_page.order.count())] == [
        "Year", "Number", "Name", "Treatment",
    ]  # fmt: skip
    before = studies(papers_page)
    for column in (Column.RESULT, Column.DRAWING, Column.HARM, Column.ENDPOINT):
        papers_page.table.head.sectionClicked.emit(int(column))
        assert studies(papers_page) == before


def test_that_arrows_move_space_marks_and_c_compares(qtbot, papers_page):
    press(papers_page, "Space")
    press(papers_page, "Down")
    press(papers_page, "Space")
    assert papers_page.table.papers.marked == ("papers/apart", "papers/one")
    with qtbot.waitSignal(papers_page.page_requested) as asked:
        press(papers_page, "C")
    assert asked.args == [COMPARISON, {"papers": ["papers/apart", "papers/one"]}, "new"]


def test_that_enter_opens_the_card(qtbot, papers_page):
    with qtbot.waitSignal(papers_page.document_requested) as asked:
        press(papers_page, "Return")
    assert asked.args == ["papers/apart", "", "here"]


def test_that_other_letters_start_a_search(qtbot, papers_page):
    with qtbot.waitSignal(papers_page.typed) as asked:
        type_text(papers_page, "d")
    assert asked.args == ["d"]


def test_that_a_fifth_mark_is_refused_in_words(qtbot, theme):
    more = (*ALL, replace(ONE, doc="papers/five", study="FIVE"))
    page = shown(qtbot, PapersPage(theme, lambda: more))
    for paper in more[:4]:
        page.toggle_mark(paper.doc)
    with qtbot.waitSignal(page.message) as said:
        page.toggle_mark("papers/five")
    assert "At most 4" in said.args[0]
    assert len(page.table.papers.marked) == 4


def test_that_facets_are_ticked_by_keyboard_and_each_is_removable(qtbot, papers_page):
    papers_page.facets.setFocus()
    assert papers_page.facets.tree.currentItem().text(0) == "metastatic colorectal"
    press(papers_page, "Down")
    press(papers_page, "Space")
    assert studies(papers_page) == ["THREE"]
    assert papers_page.facets.tree.currentItem().text(0) == "metastatic rectal"
    [chip, every] = chips(papers_page)
    assert chip.accessibleName() == "Remove: Population metastatic rectal"
    assert every.text() == "Clear all"
    chip.setFocus()
    press(papers_page, "Space")
    assert len(studies(papers_page)) == 4
    assert not papers_page.chips.isVisible()


def test_that_delete_takes_the_last_filter_away(papers_page):
    papers_page.toggle_facet("line", "later")
    papers_page.toggle_facet("met", "met")
    papers_page.table.setFocus()
    press(papers_page, "Delete")
    assert papers_page.state()["facets"]["chosen"] == {"line": ["later"]}
    press(papers_page, "Delete")
    assert len(studies(papers_page)) == 4


def test_that_counts_say_what_a_value_leaves(papers_page):
    papers_page.toggle_facet("line", "later")
    texts = {item.text(0): item.text(1) for item in papers_page.facets.tree._items.values()}
    assert texts["metastatic colorectal"] == "2"
    assert texts["metastatic rectal"] == "0"


def test_that_rows_are_filtered_and_down_goes_back_to_the_table(qtbot, papers_page):
    papers_page.open_find()
    type_text(papers_page, "her")
    qtbot.waitUntil(lambda: studies(papers_page) == ["APART", "ONE-1", "TWO-2"])
    press(papers_page, "Down")
    assert papers_page.table.hasFocus()
    papers_page.open_find()
    assert papers_page.escape()
    qtbot.waitUntil(lambda: len(studies(papers_page)) == 4)


def test_that_a_year_narrows_once_it_has_four_digits(qtbot, papers_page):
    papers_page.facets.first.setFocus()
    type_text(papers_page, "202")
    assert len(studies(papers_page)) == 4
    type_text(papers_page, "0")
    assert studies(papers_page) == ["APART", "ONE-1"]


def test_that_the_state_is_taken_up_again(papers_page):
    papers_page.toggle_facet("line", "later")
    papers_page.set_order("name")
    papers_page.toggle_mark(ONE.doc)
    state = papers_page.state()
    papers_page.take_state(None)
    assert len(studies(papers_page)) == 4
    assert papers_page.table.papers.marked == ()
    papers_page.take_state(state)
    assert papers_page.state() == state
    assert studies(papers_page) == ["APART", "ONE-1"]


@pytest.mark.parametrize(
    "state", [[], {"marked": 3, "by": "effect", "facets": 7}, {"marked": [1, "papers/none"]}]
)
def test_that_a_damaged_state_is_passed_over(papers_page, state):
    papers_page.take_state(state)
    assert len(studies(papers_page)) == 4
    assert papers_page.table.papers.marked == ()


def test_that_the_table_is_copied_as_text_html_and_csv(papers_page):
    papers_page.toggle_facet("line", "first")
    papers_page.copy_table()
    data = QApplication.clipboard().mimeData()
    for text in (data.text(), data.html(), bytes(data.data("text/csv").data()).decode()):
        assert "TWO-2" in text
        assert "ONE-1" not in text


def test_that_csv_is_written_to_a_file(papers_page, tmp_path):
    papers_page.export_csv()
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        read = list(csv.reader(stream))
    assert [row[0] for row in read] == ["Study", "APART", "ONE-1", "TWO-2", "THREE"]


def test_that_a_file_that_cannot_be_written_is_told(qtbot, theme, tmp_path):
    page = shown(qtbot, PapersPage(theme, lambda: ALL, choose=lambda *_: str(tmp_path / "none" / "out.csv")))
    (tmp_path / "none").write_text("a file")
    with qtbot.waitSignal(page.message) as said:
        page.export_csv()
    assert "could not be written" in said.args[0]


def test_that_a_library_without_papers_says_what_to_do(qtbot, theme):
    page = shown(qtbot, PapersPage(theme, lambda: ()))
    assert page._stack.currentIndex() == 1
    assert page._nothing.text() == EMPTY
    assert page.paper() is None
    page.compare()
    page.copy_table()


def test_that_no_row_left_is_told_with_what_to_do(papers_page):
    papers_page.toggle_facet("line", "first")
    papers_page.toggle_facet("met", "met")
    assert "Take away a filter" in papers_page._nothing.text()


def test_that_it_can_be_printed_as_a_page(papers_page):
    papers_page.toggle_facet("line", "first")
    page = papers_page.paper()
    assert page is not None
    assert "TWO-2" in page.sections[0].html
    assert "do not compare down the column" in page.text


def test_that_a_screen_reader_is_told_each_cell(papers_page):
    table = papers_page.table
    texts = [table.papers.index(1, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(10)]
    assert texts[0] == "ONE-1"
    assert "new 12.1 months" in texts[Column.RESULT]
    assert "below 1 better with new" in texts[Column.DRAWING]
    papers_page.toggle_mark(ONE.doc)
    assert table.papers.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "ONE-1, marked to compare"
    for widget in (table, papers_page.facets.tree, papers_page.filter, papers_page.order):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("size", [(800, 500), (1024, 600), (1440, 800)])
def test_that_absurd_papers_are_shown_without_hanging(qtbot, theme, name, size):
    theme.choose(name)
    odd = absurd()
    many = (
        odd,
        *ALL,
        *(replace(ONE, doc=f"papers/{n}", populations=(f"population {n}",)) for n in range(2_000)),
    )
    page = shown(qtbot, PapersPage(theme, lambda: many), size)
    picture = page.grab()
    assert picture.width() >= size[0]
    page.toggle_facet("population", "population 7")
    assert studies(page) == ["ONE-1"]
    for place in range(page.table.papers.columnCount()):
        assert page.table.columnWidth(place) >= 40


def test_that_in_a_narrow_window_the_facets_come_when_asked_and_go_with_escape(qtbot, theme):
    page = shown(qtbot, PapersPage(theme, lambda: ALL), (700, 500))
    assert not page.facets.isVisible()
    page._show_facets(True)
    assert page.facets.isVisible()
    assert page.facets.tree.hasFocus()
    assert page.escape()
    assert page.table.hasFocus()


def test_that_the_level_of_an_interval_is_shown_where_it_is_not_95():
    def shown_of(level):
        effect = ratio("0.82", "0.68", "0.99")
        outcome = replace(SURVIVAL, effect=replace(effect, interval=Interval("0.68", "0.99", level)))
        return short_ratio(line_of(outcome))

    assert shown_of("95") == "HR 0.82 (0.68–0.99)"
    assert shown_of("95.798") == "HR 0.82 (95.798%: 0.68–0.99)"
    assert shown_of("") == "HR 0.82 (CI 0.68–0.99, level not stated)"


def test_that_two_results_of_a_row_are_told_apart_and_drawn_with_their_own_sides():
    left = replace(SURVIVAL, analysis="left-sided")
    lines = lines_of(row_of(replace(ONE, outcomes=(left, SURVIVAL))), Column.RESULT)
    assert [line.text for line in lines] == [
        "3 years; left-sided · Overall survival",
        "HR 0.71 (0.55–0.92)",
        "3 years; intention to treat · Overall survival",
        "HR 0.71 (0.55–0.92)",
    ]
