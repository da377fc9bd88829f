"""The bar that says what the reader should know."""

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.desktop.program import notices
from viewer.desktop.look.theme import Theme
from viewer.desktop.window.notices import NoticeBar
from viewer.userdata.records import Notice


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> NoticeBar:
    bar = NoticeBar(theme)
    qtbot.addWidget(bar)
    return bar


def test_that_the_bar_is_hidden_while_there_is_nothing_to_say(bar: NoticeBar) -> None:
    assert bar.isHidden()


def test_that_a_newer_notice_takes_the_place_of_one_with_its_key(bar: NoticeBar) -> None:
    bar.notice(Notice("The disk is full.", "saving"))
    bar.notice(Notice("The file was damaged.", "restored"))
    bar.notice(Notice("Everything is saved again.", "saving", warning=False))
    assert notices(bar) == ["The file was damaged.", "Everything is saved again."]


def test_that_a_notice_is_dismissed_by_its_button(qtbot: QtBot, bar: NoticeBar, theme: Theme) -> None:
    bar.notice(Notice("The disk is full.", "saving"))
    button = bar.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Dismiss this notice"
    assert min(button.minimumWidth(), button.minimumHeight()) >= 24
    button.click()
    assert bar.isHidden()
    theme.choose("dark")
    bar.dismiss("saving")
    assert notices(bar) == []
