"""The bars above and below the page."""

import pytest

from viewer.desktop.widgets.elided_label import ElidedLabel
from viewer.desktop.window.bars import StatusBar


@pytest.fixture
def status(qtbot, theme):
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(640, 28)
    bar.show()
    caution = "edition 2026.11 · for clinicians, not a guideline"
    bar.show_library("Metastatic rectal cancer", caution, "The disclaimer.")
    return bar


def test_that_the_name_of_the_library_goes_before_the_disclaimer_and_then_an_ellipsis_comes(qtbot, status):
    label = status.findChild(ElidedLabel)
    assert label.text().startswith("Metastatic")
    status.message("Bookmarked: Where the guide and its")
    qtbot.waitUntil(lambda: label.text().startswith("edition"))
    assert label.text().endswith("guideline")
    status.resize(420, 28)
    qtbot.waitUntil(lambda: label.text().endswith("…"))
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    assert label.accessibleName().endswith("guideline")
