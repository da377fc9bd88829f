"""The panel beside the page: outline, sources, mentions."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.reading_support import REFERENCE, SBRT
from viewer.desktop.look.theme import Theme
from viewer.desktop.side.panel import SidePanel
from viewer.library.model import Mention


@pytest.fixture
def side(qtbot: QtBot, theme: Theme) -> SidePanel:
    side = SidePanel(theme)
    qtbot.addWidget(side)
    side.resize(252, 700)
    side.show()
    qtbot.waitExposed(side)
    return side


def heads(side: SidePanel) -> list[str]:
    labels = [label for label in side.findChildren(QLabel) if label.property("role") == "heading"]
    return [label.text() for label in labels if label.isVisible()]


def test_that_the_lists_are_sound_models(side: SidePanel):
    for rows in (side.outline, side.sources, side.passages):
        QAbstractItemModelTester(rows.entries, QAbstractItemModelTester.FailureReportingMode.Fatal, side)
    side.show_page(SBRT)
    side.show_page(None)
    side.show_page(REFERENCE)


def test_that_the_outline_begins_with_the_summary_and_indents_smaller_headings(side: SidePanel):
    side.show_page(SBRT)
    rows = side.outline.entries.rows
    assert [row.text for row in rows] == [
        "Summary",
        "Serious harms",
        "Who was studied",
        "Results",
        "The arms",
        "Open questions",
    ]
    assert [row.indent for row in rows] == [0, 0, 0, 0, 1, 0]


def test_that_the_section_of_the_reader_stands_out(side: SidePanel):
    side.show_page(SBRT)
    assert side.outline.currentIndex().data() == "Summary"
    side.show_section("results")
    assert side.outline.currentIndex().data() == "Results"


def test_that_sources_show_number_reference_and_how_far_they_were_checked(side: SidePanel):
    side.show_page(SBRT)
    assert [row.text for row in side.sources.entries.rows] == [
        "11 UChicago Medicine. Source not checked",
        "27 Palma DA et al. Lancet 2019. Abstract checked",
    ]
    assert [run.style for run in side.sources.entries.rows[0].runs] == ["number", "plain", "aside"]


def test_that_pages_with_the_same_source_are_named_once(side: SidePanel):
    side.show_page(SBRT)
    assert heads(side) == ["On this page", "Sources", "Also citing these sources"]
    docs = [row.doc for row in side.mentions.entries.rows]
    assert docs.count("papers/comet") == 1


def test_that_a_reference_lists_every_passage_that_cites_it(side: SidePanel, qtbot: QtBot):
    side.show_page(REFERENCE)
    assert "Cited in" in heads(side)
    assert "Also citing these sources" not in heads(side)
    opened = {(row.doc, row.anchor) for row in side.passages.entries.rows if row.doc}
    assert {(mention.doc, mention.anchor) for mention in REFERENCE.mentions} <= opened
    side.passages.setFocus()
    rows = side.passages.entries.rows
    harms = next(n for n, row in enumerate(rows) if (row.doc, row.anchor) == ("papers/comet", "harms"))
    with qtbot.waitSignal(side.document_requested) as asked:
        for _ in range(harms - side.passages.currentIndex().row()):
            qtbot.keyClick(side.passages, Qt.Key.Key_Down)
        qtbot.keyClick(side.passages, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["papers/comet", "harms", "background"]


def test_that_enter_in_the_outline_asks_for_the_section(side: SidePanel, qtbot: QtBot):
    side.show_page(SBRT)
    side.outline.setFocus()
    qtbot.keyClick(side.outline, Qt.Key.Key_Down)
    with qtbot.waitSignal(side.section_requested) as asked:
        qtbot.keyClick(side.outline, Qt.Key.Key_Return)
    assert asked.args == ["harms"]


def test_that_a_click_on_a_source_asks_for_its_reference(side: SidePanel, qtbot: QtBot):
    side.show_page(SBRT)
    index = side.sources.entries.index(1)
    point = side.sources.visualRect(index).center()
    with qtbot.waitSignal(side.document_requested) as asked:
        qtbot.mouseClick(side.sources.viewport(), Qt.MouseButton.MiddleButton, pos=point)
    assert asked.args == ["references/palma2019", "", "background"]


def test_that_a_mention_asks_for_its_page(side: SidePanel, qtbot: QtBot):
    side.show_page(SBRT)
    row = next(n for n, row in enumerate(side.mentions.entries.rows) if row.doc == "papers/collision")
    point = side.mentions.visualRect(side.mentions.entries.index(row)).center()
    with qtbot.waitSignal(side.document_requested) as asked:
        qtbot.mouseClick(side.mentions.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked.args == ["papers/collision", "", "here"]


def _many(kind, count):
    return tuple(Mention(f"{kind}s/{n}", kind, f"Page {n}", f"s{n}", f"Part {n}") for n in range(count))


def test_that_five_pages_with_the_same_sources_are_shown_and_then_all(side: SidePanel, qtbot: QtBot):
    side.show_page(replace(SBRT, mentions=_many("paper", 14)))
    assert [row.text for row in side.mentions.entries.rows][5:] == ["All 14 pages"]
    high = side.mentions.height()
    side.mentions.setFocus()
    side.mentions.setCurrentIndex(side.mentions.entries.index(5))
    qtbot.keyClick(side.mentions, Qt.Key.Key_Return)
    assert len(side.mentions.entries.rows) == 14
    assert side.mentions.height() > 2 * high
    assert side.mentions.currentIndex().data() == "Page 5"
    side.show_page(replace(SBRT, mentions=_many("paper", 6)))
    assert len(side.mentions.entries.rows) == 6


def test_that_the_pages_that_cite_a_reference_stand_by_kind(side: SidePanel, qtbot: QtBot):
    twice = (Mention("modalitys/0", "modality", "Page 0", "other", ""),)
    mentions = (*_many("paper", 2), *_many("modality", 1), *twice)
    side.show_page(replace(REFERENCE, mentions=mentions))
    assert [(row.text, row.indent) for row in side.passages.entries.rows] == [
        ("Modalities 1", 0), ("Page 0", 0), ("Part 0", 1), ("Summary", 1),
        ("Papers 2", 0), ("Page 0 › Part 0", 0), ("Page 1 › Part 1", 0),
    ]  # fmt: skip
    side.passages.setFocus()
    side.passages.setCurrentIndex(side.passages.entries.index(0))
    with qtbot.assertNotEmitted(side.document_requested):
        qtbot.keyClick(side.passages, Qt.Key.Key_Return)


def test_that_every_list_is_as_high_as_its_rows_and_the_panel_scrolls(side: SidePanel, qtbot: QtBot):
    long = replace(SBRT, sections=SBRT.sections * 20)
    side.show_page(long)
    assert side.outline.height() >= 24 * len(long.sections)
    qtbot.waitUntil(lambda: side._area.verticalScrollBar().maximum() > 0)
    side.show_section("open")
    assert side.outline.visualRect(side.outline.currentIndex()).isValid()


def test_that_headings_stand_apart_also_where_the_page_was_there_before_the_window(
    qtbot: QtBot, theme: Theme
):
    side = SidePanel(theme)
    qtbot.addWidget(side)
    side.resize(252, 700)
    side.ensurePolished()
    side.sizeHint()
    side.show_page(SBRT)
    side.show()
    qtbot.waitExposed(side)
    label = next(label for label in side.findChildren(QLabel) if label.text() == "Sources")
    above = side.outline.mapToGlobal(side.outline.rect().bottomLeft()).y()
    below = side.sources.mapToGlobal(side.sources.rect().topLeft()).y()
    place = label.mapToGlobal(label.rect().topLeft()).y()
    assert place - above >= 20
    assert below - (place + label.height()) >= 6


def test_that_no_page_leaves_an_empty_panel(side: SidePanel):
    side.show_page(SBRT)
    side.show_page(None)
    assert heads(side) == []


def test_that_titles_are_shown_as_they_are(side: SidePanel):
    hostile = replace(SBRT.mentions[0], title="<b>x</b> & y")
    side.show_page(replace(SBRT, mentions=(hostile,)))
    assert side.mentions.entries.rows[0].text == "<b>x</b> & y"
