"""Pages of evidence over papers made by hand."""

import pytest

from tests.evidence.trials import ALL
from viewer.desktop.evidence.comparison_page import ComparisonPage
from viewer.desktop.evidence.map_page import MapPage
from viewer.desktop.evidence.papers_page import PapersPage
from viewer.errors import LibraryError
from viewer.library.model import Source


def source(key: str) -> Source:
    if key != "one2020":
        raise LibraryError(f"There is no reference {key}.")
    return Source(key, 7, "One A. 2020", "One A. First. 2020.", "Abstract checked", 2020)


def shown(qtbot, page, size=(1200, 700)):
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    return page


@pytest.fixture
def papers_page(qtbot, theme, tmp_path):
    return shown(qtbot, PapersPage(theme, lambda: ALL, choose=lambda *_: str(tmp_path / "out.csv")))


@pytest.fixture
def comparison_page(qtbot, theme):
    return shown(qtbot, ComparisonPage(theme, lambda: ALL, source))


@pytest.fixture
def map_page(qtbot, theme):
    return shown(qtbot, MapPage(theme, lambda: ALL))
