"""The bars above and below the page."""

import pytest

from viewer.desktop.bars import ElidedLabel, StatusBar


@pytest.fixture
def status(qtbot, theme):
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(640, 28)
    bar.show()
    bar.say("Metastatic rectal cancer · edition 2026.11 · for clinicians, not a guideline", "The disclaimer.")
    return bar


def test_that_the_edition_ends_with_an_ellipsis_where_something_else_takes_its_room(qtbot, status):
    label = status.findChild(ElidedLabel)
    assert label.text().endswith("guideline")
    status.tell("Bookmarked: Where the guide and its sources differ")
    qtbot.waitUntil(lambda: label.text().endswith("…"))
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    assert label.accessibleName().endswith("guideline")
