"""Document tabs: opening, history, closing, the session, and what a link asks for."""

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from tests.desktop.reading_support import PAGES, SBRT, describe, load_page, no_image, title_of
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs
from viewer.desktop.reading.tabs.tab_strip import TabStrip
from viewer.library.model import Page

COMET, CURED = "papers/comet", "faqs/cured"


def titles(tabs: DocumentTabs) -> list[str]:
    return [tabs.strip.bar.tabToolTip(at) for at in range(tabs.strip.bar.count())]


def shown(tabs: DocumentTabs) -> str:
    page = tabs.current_page()
    return page.doc if page else ""


def text_of(tabs: DocumentTabs) -> str:
    return tabs.pane.view.document().toPlainText()


def test_that_an_empty_area_says_what_to_do_next(tabs: DocumentTabs, qtbot: QtBot):
    assert tabs.current_page() is None
    button = next(b for b in tabs.findChildren(QPushButton) if b.isVisible() and "home" in b.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown(tabs) == "pages/home"


def test_that_the_focus_goes_to_what_can_be_done_where_no_page_is_open(tabs: DocumentTabs, qtbot: QtBot):
    tabs.open(SBRT.doc)
    tabs.setFocus()
    assert tabs.pane.view.hasFocus()
    tabs.close_current()
    focus = tabs.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.isVisible()
    qtbot.keyClick(focus, Qt.Key.Key_Space)
    assert shown(tabs) == "pages/home"
    assert tabs.pane.view.hasFocus()


def test_that_all_of_the_advice_is_seen_where_no_page_is_open(tabs: DocumentTabs):
    for width in (320, 500, 900):
        tabs.resize(width, 640)
        for label in tabs.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width())


def test_that_a_document_opens_here_behind_or_in_a_new_tab(tabs: DocumentTabs):
    tabs.open(SBRT.doc)
    tabs.open(COMET, where="background")
    tabs.open(CURED, where="background")
    assert titles(tabs) == [SBRT.title, "SABR-COMET", "Can it be cured?"]
    assert shown(tabs) == SBRT.doc
    tabs.open("pages/home", where="new")
    assert titles(tabs)[1] == "Home"
    assert shown(tabs) == "pages/home"


def test_that_back_and_forward_return_to_the_place(tabs: DocumentTabs, qtbot: QtBot):
    tabs.open(SBRT.doc)
    bar = tabs.pane.view.verticalScrollBar()
    bar.setValue(420)
    with qtbot.waitSignal(tabs.can_go_changed, check_params_cb=lambda back, forward: back and not forward):
        tabs.open(COMET, "who")
    with qtbot.waitSignal(tabs.can_go_changed, check_params_cb=lambda back, forward: forward and not back):
        tabs.go_back()
    assert shown(tabs) == SBRT.doc
    assert abs(bar.value() - 420) < 30
    tabs.go_forward()
    assert shown(tabs) == COMET
    assert tabs.current_section() == "who"
    tabs.go_forward()
    assert shown(tabs) == COMET


def test_that_a_jump_within_the_page_is_in_the_history(tabs: DocumentTabs):
    tabs.open(SBRT.doc)
    tabs.open(SBRT.doc, "results")
    assert tabs.current_section() == "results"
    tabs.go_back()
    assert tabs.pane.view.verticalScrollBar().value() == 0


def test_that_a_closed_tab_comes_back_where_it_stood(tabs: DocumentTabs):
    tabs.open(SBRT.doc)
    tabs.open(COMET, where="new")
    bar = tabs.pane.view.verticalScrollBar()
    bar.setValue(500)
    tabs.close_current()
    assert shown(tabs) == SBRT.doc
    tabs.reopen_closed()
    assert shown(tabs) == COMET
    assert abs(bar.value() - 500) < 30


def test_that_tabs_can_be_duplicated_moved_and_closed_but_one(tabs: DocumentTabs):
    tabs.open(SBRT.doc)
    tabs.open(COMET, where="background")
    tabs.duplicate_current()
    assert titles(tabs) == [SBRT.title, SBRT.title, "SABR-COMET"]
    tabs.move_current(1)
    assert titles(tabs) == [SBRT.title, "SABR-COMET", SBRT.title]
    tabs.move_current(1)
    tabs.close_others()
    assert titles(tabs) == [SBRT.title]
    for _ in range(2):
        tabs.reopen_closed()
    assert len(titles(tabs)) == 3


def test_that_a_closed_tab_gives_way_to_the_one_it_was_opened_from(tabs: DocumentTabs):
    for doc in (SBRT.doc, COMET, CURED):
        tabs.open(doc, where="new")
    tabs.select(1)
    tabs.open("pages/home", where="new")
    tabs.close_current()
    assert shown(tabs) == SBRT.doc
    tabs.open("pages/home", where="new")
    tabs.step(-1)
    tabs.step(1)
    tabs.close_current()
    assert shown(tabs) == COMET


def test_that_a_page_that_is_open_is_brought_to_the_front(tabs: DocumentTabs):
    for doc in (SBRT.doc, COMET):
        tabs.open(doc, where="new")
    tabs.bring(CURED)
    assert (shown(tabs), len(titles(tabs))) == (CURED, 3)
    tabs.bring(SBRT.doc)
    tabs.bring(CURED)
    assert (shown(tabs), len(titles(tabs))) == (CURED, 3)


def test_that_tabs_are_chosen_by_number_and_nine_is_the_last(tabs: DocumentTabs):
    for doc in (SBRT.doc, COMET, CURED):
        tabs.open(doc, where="new")
    tabs.select(1)
    assert shown(tabs) == SBRT.doc
    tabs.select(9)
    assert shown(tabs) == CURED
    tabs.select(7)
    assert shown(tabs) == CURED
    tabs.step(1)
    assert shown(tabs) == SBRT.doc
    tabs.step(-1)
    assert shown(tabs) == CURED


def test_that_a_middle_click_closes_a_tab(tabs: DocumentTabs, qtbot: QtBot):
    tabs.open(SBRT.doc)
    tabs.open(COMET, where="background")
    bar = tabs.strip.bar
    qtbot.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=bar.tabRect(1).center() - QPoint(10, 0))
    assert titles(tabs) == [SBRT.title]


def test_that_close_buttons_are_named_and_large_enough(tabs: DocumentTabs, qtbot: QtBot):
    tabs.open(SBRT.doc)
    tabs.open(COMET, where="background")
    button = tabs.strip.bar.tabButton(1, QTabBar.ButtonPosition.RightSide)
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Close tab: SABR-COMET"
    assert min(button.width(), button.height()) >= 24
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert titles(tabs) == [SBRT.title]


def test_that_tabs_that_were_there_before_the_window_are_seen(qtbot: QtBot, theme: Theme):
    strip = TabStrip(theme)
    qtbot.addWidget(strip)
    strip.show_tabs([], -1)
    strip.sizeHint()  # as the layout of the window asks before the session is restored
    strip.show_tabs(["SBRT", "SABR-COMET"], 1)
    strip.bar.sizeHint()
    strip.show()
    qtbot.waitExposed(strip)
    assert strip.bar.height() >= strip.bar.tabRect(0).height() > 24


def test_that_thirty_tabs_stay_within_reach(tabs: DocumentTabs):
    for _ in range(30):
        tabs.open(COMET, where="new")
    assert tabs.width() == 816
    assert tabs.strip.bar.tabRect(tabs.strip.bar.currentIndex()).intersects(tabs.strip.bar.rect())
    menu = tabs.strip._all.menu()
    menu.aboutToShow.emit()
    assert len(menu.actions()) == 30
    menu.actions()[3].trigger()
    assert tabs.strip.bar.currentIndex() == 3


def test_that_a_dragged_tab_takes_its_document_along(tabs: DocumentTabs):
    for doc in (SBRT.doc, COMET, CURED):
        tabs.open(doc, where="new")
    tabs.strip.bar.moveTab(2, 0)
    assert titles(tabs) == ["Can it be cured?", SBRT.title, "SABR-COMET"]
    assert shown(tabs) == CURED
    tabs.select(3)
    assert shown(tabs) == COMET


def test_that_the_session_is_restored_with_history_and_place(tabs: DocumentTabs, qtbot: QtBot, theme: Theme):
    tabs.open(SBRT.doc)
    tabs.open(COMET)
    tabs.pane.view.verticalScrollBar().setValue(444)
    tabs.open(CURED, where="background")
    state = tabs.state()
    again = DocumentTabs(load_page, theme, no_image, describe, title_of)
    qtbot.addWidget(again)
    again.resize(816, 640)
    again.show()
    again.restore(state)
    assert titles(again) == ["SABR-COMET", "Can it be cured?"]
    assert shown(again) == COMET
    assert abs(again.pane.view.verticalScrollBar().value() - 444) < 30
    again.go_back()
    assert shown(again) == SBRT.doc


@pytest.mark.parametrize("state", [{}, {"tabs": 3}, {"tabs": [{}]}, {"tabs": [None], "current": 9}, [], None])
def test_that_a_damaged_session_opens_nothing(tabs: DocumentTabs, state: object):
    tabs.restore(state)
    assert tabs.current_page() is None


def test_that_a_document_that_is_gone_says_so_in_its_place(tabs: DocumentTabs):
    tabs.open("papers/withdrawn")
    assert "The library holds no document named papers/withdrawn." in text_of(tabs)
    assert "Ctrl+K" in text_of(tabs)


def test_that_only_documents_are_asked_for_and_addresses_are_asked_about(tabs: DocumentTabs, qtbot: QtBot):
    tabs.open(SBRT.doc)
    with qtbot.waitSignal(tabs.outside_link_requested) as outside:
        tabs.pane.link_opened.emit("https://example.org/a", "here")
    assert outside.args == ["https://example.org/a"]
    with qtbot.waitSignal(tabs.document_requested) as asked:
        tabs.pane.link_opened.emit("#who", "background")
    assert asked.args == [SBRT.doc, "who", "background"]


def test_that_the_page_and_then_its_section_are_told(tabs: DocumentTabs):
    told: list[object] = []
    tabs.page_shown.connect(lambda page: told.append(page.doc if isinstance(page, Page) else page))
    tabs.section_reached.connect(told.append)
    tabs.open(SBRT.doc, "who")
    assert told.index(SBRT.doc) < len(told) - 1
    assert told.pop() == "who"
    tabs.close_current()
    assert None in told
    assert told.pop() == ""


def test_that_escape_goes_back_one_step_at_a_time(tabs: DocumentTabs):
    tabs.open(SBRT.doc, marks=("liver",))
    tabs.find()
    assert tabs.escape()
    assert not tabs.escape()
    tabs.open(SBRT.doc, "who", marks=("liver",))
    assert tabs.escape()
    assert not tabs.escape()


def test_that_marks_that_were_cleared_do_not_come_back(tabs: DocumentTabs):
    tabs.open(SBRT.doc, marks=("liver",))
    tabs.open(COMET, where="new")
    tabs.step(-1)
    assert tabs.pane.marks.active
    tabs.escape()
    tabs.step(1)
    tabs.step(-1)
    assert not tabs.pane.marks.active


def test_that_find_next_without_anything_to_find_opens_the_bar(tabs: DocumentTabs):
    tabs.open(SBRT.doc)
    tabs.find_next()
    assert tabs.pane.find_bar.isVisible()


def test_that_zoom_keeps_within_its_limits_and_is_told(tabs: DocumentTabs, qtbot: QtBot):
    tabs.open(SBRT.doc)
    with qtbot.waitSignal(tabs.zoom_changed) as told:
        tabs.set_zoom(9_999)
    assert told.args == [300]
    tabs.zoom_by(-1)
    assert tabs.zoom == 250
    tabs.reset_zoom()
    assert tabs.zoom == 100


def test_that_a_new_theme_recolours_the_page_and_keeps_the_place(tabs: DocumentTabs, theme: Theme):
    tabs.open(SBRT.doc, "who")
    theme.choose("dark")
    css = tabs.pane.view.document().defaultStyleSheet()
    assert theme.tokens.ink in css
    assert tabs.current_section() == "who"
    theme.choose("light")


def test_that_scrolling_is_kept_in_the_session_soon(tabs: DocumentTabs, qtbot: QtBot):
    tabs.open(SBRT.doc)
    with qtbot.waitSignal(tabs.session_changed, timeout=3_000):
        tabs.pane.view.verticalScrollBar().setValue(300)


def test_that_the_page_and_the_tabs_have_names_for_screen_readers(tabs: DocumentTabs):
    tabs.open(SBRT.doc)
    page = QAccessible.queryAccessibleInterface(tabs.pane.view)
    assert page is not None
    assert page.text(QAccessible.Text.Name) == SBRT.title
    bar = QAccessible.queryAccessibleInterface(tabs.strip.bar)
    assert bar is not None
    assert bar.role() == QAccessible.Role.PageTabList
    assert bar.child(0).text(QAccessible.Text.Name) == "Stereotactic body radiotherapy"


@pytest.mark.slow
def test_that_a_thousand_random_actions_leave_the_area_whole(tabs: DocumentTabs, qtbot: QtBot, theme: Theme):
    rng = random.Random(11)  # noqa: S311  # not for secrets
    docs, wheres = [*PAGES, "papers/withdrawn"], ("here", "background", "new")
    anchors = ["", "who", "results", "open", "gone"]
    acts: list[Callable[[], object]] = [
        lambda: tabs.open(
            rng.choice(docs), rng.choice(anchors), rng.choice([(), ("liver",)]), rng.choice(wheres)
        ),
        tabs.close_current,
        tabs.close_others,
        tabs.reopen_closed,
        tabs.duplicate_current,
        lambda: tabs.move_current(rng.choice((-1, 1))),
        tabs.go_back,
        tabs.go_forward,
        lambda: tabs.step(rng.choice((-1, 1))),
        lambda: tabs.select(rng.randint(1, 9)),
        lambda: tabs.set_zoom(rng.choice((50, 100, 175, 300))),
        tabs.find,
        tabs.find_next,
        tabs.find_previous,
        tabs.escape,
        tabs.refresh_home,
        lambda: tabs.go_to_section(rng.choice(anchors)),
        lambda: tabs.resize(rng.randint(200, 1200), rng.randint(150, 900)),
        lambda: tabs.restore(tabs.state()),
        lambda: qtbot.keyClick(
            tabs.pane.view, rng.choice((Qt.Key.Key_Tab, Qt.Key.Key_PageDown, Qt.Key.Key_End))
        ),
        lambda: theme.choose(rng.choice(("light", "dark", "contrast"))),
    ]
    for _ in range(1_000):
        rng.choice(acts)()
        assert (tabs.current_page() is None) == (tabs.strip.bar.count() == 0)
        assert tabs.strip.bar.count() == len(tabs.state()["tabs"])  # type: ignore[arg-type]
    theme.choose("light")
