"""What the tests of the window share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.reading_support import describe, no_image
from viewer import paths
from viewer.desktop.fonts import use_bundled_font
from viewer.desktop.reading.page_pane import PagePane
from viewer.desktop.theme import Theme


@pytest.fixture(scope="session")
def resources() -> Path:
    return paths.resources()


@pytest.fixture
def theme(qapp: QApplication, resources: Path) -> Iterator[Theme]:
    """The light theme, applied, with the bundled font so that sizes are the same everywhere."""
    qapp.setStyle("Fusion")
    use_bundled_font(qapp, resources / "fonts")
    theme = Theme(resources, "light")
    theme.apply()
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> PagePane:
    """A page view in a window of its own."""
    pane = PagePane(theme, no_image, describe)
    qtbot.addWidget(pane)
    pane.resize(816, 600)
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    return pane
