"""Where a page opens."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.reading_pane import link_to, point_of
from tests.desktop.reading_support import SBRT
from viewer.desktop.reading.pane import PagePane


def test_that_a_hit_in_the_first_section_keeps_title_and_population_in_sight(pane: PagePane):
    pane.resize(900, 900)
    pane.show_page(SBRT, "harms")
    assert pane.view.verticalScrollBar().value() == 0
    assert pane.view.sections.current == "harms"
    pane.show_page(SBRT, "who")
    assert pane.view.verticalScrollBar().value() > 0


def test_that_a_first_section_far_below_the_title_is_scrolled_to(pane: PagePane):
    pane.resize(900, 240)
    pane.show_page(SBRT, "harms")
    assert pane.view.verticalScrollBar().value() > 0


def test_that_the_column_of_a_page_without_a_scroll_bar_stands_where_that_of_others_does(pane: PagePane):
    pane.resize(1200, 600)
    lefts = []
    for page in (SBRT, replace(SBRT, sections=SBRT.sections[-1:])):
        pane.show_page(page)
        QApplication.processEvents()
        lefts.append(pane.view.document().rootFrame().frameFormat().leftMargin())
    assert not pane.view.verticalScrollBar().isVisible()
    assert lefts[0] == lefts[1]


def test_that_ctrl_home_and_ctrl_end_go_to_the_ends_of_the_page(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    bar = pane.view.verticalScrollBar()
    qtbot.keyClick(pane.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == bar.maximum() > 0
    qtbot.keyClick(pane.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == 0


def test_that_a_click_on_a_preview_opens_the_link_below_it(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    point = point_of(pane, link_to(pane, "references/palma2019"))
    pane.preview.show_at("Title", "Text", QRect(0, 0, 1, 1))
    pane.preview.move(pane.view.viewport().mapTo(pane, point) - QPoint(10, 10))
    with qtbot.waitSignal(pane.link_opened) as opened:
        qtbot.mouseClick(pane.preview, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert opened.args[0] == "references/palma2019"
    assert not pane.preview.isVisible()
