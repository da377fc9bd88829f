"""What the tests of the window share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from viewer import paths
from viewer.desktop.fonts import use_bundled_font
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
