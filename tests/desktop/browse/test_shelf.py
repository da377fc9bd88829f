"""The quick filter of a browse tab."""

import pytest

from viewer.desktop.browse.panel import BrowsePanel
from viewer.desktop.widgets.rows import Row


@pytest.fixture
def panel(qtbot, theme):
    study = Row(
        "c", "SABR-COMET", aside="2019", chip="mixed solid tumours", subtitle="phase 2 RCT · n\xa0=\xa099"
    )
    rows = (
        Row("a", "Anti-PD-1 and α-fetoprotein"),
        Row("b", "Méthode"),
        Row("", "Group", header=True),
        study,
    )
    panel = BrowsePanel(theme, lambda kind: rows)
    qtbot.addWidget(panel)
    panel.show()
    return panel


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alpha", ["a"]),
        ("α", ["a"]),
        ("methode", ["b"]),
        ("z", []),
        ("sabr 2019", ["c"]),
        ("phase 2 rct", ["c"]),
        ("n = 99", ["c"]),
        ("mixed solid 2019", ["c"]),
    ],
)
def test_that_the_filter_folds_as_search_does(panel, typed, found):
    shelf = panel.shelves[0]
    shelf.filter.setText(typed)  # QTest can press Latin letters alone
    assert [row.doc for row in shelf.list.rows.all()] == found
