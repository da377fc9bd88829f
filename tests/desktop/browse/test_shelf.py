"""The quick filter of a browse tab."""

import pytest

from viewer.desktop.browse.panel import BrowsePanel
from viewer.desktop.widgets.rows import Row


@pytest.fixture
def panel(qtbot, theme):
    rows = (Row("a", "Anti-PD-1 and α-fetoprotein"), Row("b", "Méthode"), Row("", "Group", header=True))
    panel = BrowsePanel(theme, lambda kind: rows)
    qtbot.addWidget(panel)
    panel.show()
    return panel


@pytest.mark.parametrize(("typed", "found"), [("alpha", ["a"]), ("α", ["a"]), ("methode", ["b"]), ("x", [])])
def test_that_the_filter_folds_as_search_does(panel, typed, found):
    shelf = panel.shelves[0]
    shelf.filter.setText(typed)  # QTest can press Latin letters alone
    assert [row.doc for row in shelf.list.rows.all()] == found
