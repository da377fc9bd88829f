"""The head that stays once the title has been scrolled away, and what its labels lead to."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from tests.desktop.reading_pane import link_to, point_of
from tests.desktop.reading_support import SBRT
from viewer.desktop.reading.page.html import bounds
from viewer.desktop.reading.page.running_head import HEIGHT
from viewer.library.model import Label

LONG = replace(SBRT, sections=SBRT.sections * 6)


def _shown(pane):
    return [chip.text() for chip in pane.head.chips if not chip.isHidden()]


def test_that_the_head_comes_when_the_title_has_gone_and_goes_when_it_is_back(pane):
    pane.show_page(LONG)
    bar = pane.view.verticalScrollBar()
    assert pane.head.isHidden()
    bar.setValue(round(pane.view.contents.title_end()) - 1)
    assert pane.head.isHidden()
    bar.setValue(round(pane.view.contents.title_end()) + 1)
    assert pane.head.isVisible()
    assert (pane.head.y(), pane.head.height(), pane.head.width()) == (0, HEIGHT, pane.view.viewport().width())
    assert pane.head.title.text() == SBRT.title
    bar.setValue(0)
    assert pane.head.isHidden()


def test_that_the_text_does_not_move_when_the_head_comes(pane):
    pane.show_page(LONG)
    size = pane.view.size()
    pane.view.verticalScrollBar().setValue(700)
    assert pane.view.size() == size
    assert pane.view.verticalScrollBar().value() == 700


def test_that_population_and_review_stand_in_the_head_and_review_in_a_narrow_one_too(pane):
    pane.show_page(LONG)
    pane.view.verticalScrollBar().setValue(700)
    assert _shown(pane) == ["mixed solid tumours", "Not reviewed"]
    pane.resize(470, 500)
    assert _shown(pane) == ["mixed solid tumours", "Not reviewed"]
    pane.resize(300, 500)
    assert _shown(pane) == ["Not reviewed"]


def test_that_the_head_takes_no_key_and_no_focus(pane, qtbot):
    pane.show_page(LONG)
    pane.view.setFocus()
    pane.view.verticalScrollBar().setValue(700)
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is None or not pane.head.isAncestorOf(focus)
        if focus is None:
            break


def test_that_each_icon_of_the_head_asks_for_its_command(pane, qtbot):
    pane.show_page(LONG)
    pane.view.verticalScrollBar().setValue(700)
    asked = list[str]()
    pane.command_requested.connect(asked.append)
    for button in pane.head.findChildren(QToolButton):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["copy-citation", "print", "note"]


def test_that_a_label_of_the_head_and_of_the_page_leads_to_everything_with_it(pane, qtbot):
    pane.show_page(LONG)
    asked = list[str]()
    pane.label_requested.connect(asked.append)
    link = link_to(pane, "label:1")
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(pane, link))
    pane.view.verticalScrollBar().setValue(700)
    qtbot.mouseClick(pane.head.chips[0], Qt.MouseButton.LeftButton)
    assert asked == ["mixed solid tumours"] * 2


def test_that_the_review_label_of_the_head_says_more_of_itself(pane, qtbot):
    pane.show_page(LONG)
    pane.view.verticalScrollBar().setValue(700)
    with qtbot.assertNotEmitted(pane.label_requested):
        qtbot.mouseClick(pane.head.chips[1], Qt.MouseButton.LeftButton)
    assert pane.preview.isVisible()


def test_that_a_page_down_passes_over_no_line(pane, qtbot):
    pane.show_page(LONG)
    bar = pane.view.verticalScrollBar()
    bar.setValue(400)
    qtbot.keyClick(pane.view, Qt.Key.Key_PageDown)
    assert bar.value() == 400 + pane.view.viewport().height() - HEIGHT
    qtbot.keyClick(pane.view, Qt.Key.Key_PageUp)
    assert bar.value() == 400


def test_that_a_link_reached_by_tab_is_not_under_the_head(pane, qtbot):
    pane.show_page(LONG)
    pane.view.setFocus()
    pane.view.verticalScrollBar().setValue(900)
    for _ in range(12):
        qtbot.keyClick(pane.view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        link = pane.view.focused_link
        if link is None or pane.head.isHidden():
            break
        assert pane.view.rects_of(link)[0].top() >= HEIGHT
    assert link is not None


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([("a", "warn", "x"), ("b", "population", ""), ("c", "qualifier", "")], ["b", "c"]),
        ([("Randomised trial", "plain", "Randomised trial."), ("n = 9", "plain", "9")], ["Randomised trial"]),
        ([("n = 9", "plain", "9"), ("2019", "plain", "Year of publication")], []),
        ([("Newest source here: 2020", "plain", "x")], []),
    ],
)
def test_that_population_biomarker_and_design_bound_a_page_and_a_number_does_not(labels, expected):
    page = replace(SBRT, labels=tuple(Label(*label) for label in labels))
    assert [label.text for label in bounds(page)] == expected
