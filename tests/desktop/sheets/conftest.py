"""The window that the tests of sheets open them over."""

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from tests.desktop.sheets_support import make_host
from viewer.desktop.look.theme import Theme


@pytest.fixture
def host(qtbot: QtBot, theme: Theme) -> QMainWindow:
    return make_host(qtbot)
