"""Pages of evidence in the whole program: opened, kept with their tab, left and gone back to, printed."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.program import is_answered, press, type_text
from viewer import paths
from viewer.desktop.evidence.comparison_page import ComparisonPage
from viewer.desktop.evidence.map_page import MapPage
from viewer.desktop.evidence.papers_page import PapersPage
from viewer.desktop.features.evidence import TITLES
from viewer.desktop.look.tokens import load_tokens
from viewer.desktop.reading.export.commands import CarryAway
from viewer.library.content.references import to_csl, to_ris
from viewer.library.model import COMPARISON, EVIDENCE_MAP, HOME, PAPERS


@pytest.fixture
def window(begin):
    return begin().window


def shown(window):
    return window.parts.tabs.current_hosted()


@pytest.mark.parametrize(
    ("key", "kind"), [("Ctrl+E", PapersPage), ("Alt+C", ComparisonPage), ("Alt+E", MapPage)]
)
def test_that_a_key_opens_each_page_and_finds_it_again(window, key, kind):
    press(window, key)
    assert isinstance(shown(window), kind)
    assert shown(window).isAncestorOf(QApplication.focusWidget())
    count = window.parts.tabs.strip.bar.count()
    press(window, "Ctrl+Shift+Tab")
    assert shown(window) is None
    press(window, key)
    assert window.parts.tabs.strip.bar.count() == count


def test_that_home_leads_to_each_page(window):
    for title in TITLES.values():
        window.open(HOME)
        home = window.parts.tabs.shown.home
        button = next(button for button in home.buttons() if button.entry.title == title)
        button.setFocus()
        press(window, "Return")
        assert window.parts.tabs.current_title().startswith(title)


def test_that_the_page_stands_alone_and_the_panels_come_back(window):
    window.open("papers/keynote-177")
    press(window, "Ctrl+E")
    assert not window.left.isVisible()
    assert not window.parts.side.isVisible()
    press(window, "Ctrl+B")
    assert window.left.isVisible()
    press(window, "Ctrl+W")
    assert window.left.isVisible()
    assert window.parts.side.isVisible()


def test_that_a_card_is_left_by_back_with_the_table_as_it_was(window):
    press(window, "Ctrl+E")
    page = shown(window)
    page.toggle_facet("line", "later")
    page.set_order("name")
    press(window, "Down")
    state = page.state()
    press(window, "Return")
    assert window.parts.tabs.current_page().doc == state["current"]
    press(window, "Alt+Left")
    assert shown(window).state() == state
    press(window, "Alt+Right")
    assert window.parts.tabs.current_page().doc == state["current"]


def test_that_two_tabs_of_the_table_have_a_state_each(window):
    press(window, "Ctrl+E")
    shown(window).toggle_facet("line", "later")
    press(window, "Ctrl+Alt+T")
    shown(window).toggle_facet("line", "later")
    shown(window).toggle_facet("read", "A")
    press(window, "Ctrl+Shift+Tab")
    assert shown(window).state()["facets"]["chosen"] == {"line": ["later"]}
    press(window, "Ctrl+Tab")
    assert shown(window).state()["facets"]["chosen"] == {"read": ["A"]}


def test_that_the_state_outlives_a_restart(begin):
    program = begin()
    press(program.window, "Ctrl+E")
    page = shown(program.window)
    page.toggle_facet("met", "not met")
    page.set_order("treatment")
    press(program.window, "Space")
    state = page.state()
    program.frame.close()
    again = begin()
    assert again.window.parts.tabs.current_title() == "Table of papers"
    assert shown(again.window).state() == state


def test_that_papers_marked_in_lists_hits_and_on_the_card_stand_side_by_side(qtbot, window):
    press(window, "Alt+4")
    press(window, "C")
    window.parts.browse.shelves[3].list.move(1)
    press(window, "C")
    press(window, "Ctrl+K")
    type_text(window, "sabr-comet")
    qtbot.waitUntil(lambda: is_answered(window, "sabr-comet"), timeout=10_000)
    window.parts.hits.list.setFocus()
    press(window, "C")
    window.parts.tabs.open("papers/keynote-177")
    press(window, "Alt+C")
    docs = shown(window).state()["papers"]
    assert len(docs) == 4
    assert docs[2:] == ["papers/sabr-comet", "papers/keynote-177"]


def test_that_a_fifth_paper_is_refused_and_a_mark_taken_back(window):
    titles = [row.doc for row in window.parts.browse._stack.widget(3)._load()]
    for doc in titles[:4]:
        window.parts.browse.compare_requested.emit(doc)
    window.parts.browse.compare_requested.emit(titles[4])
    assert "At most 4" in window.status._right.text()
    window.parts.browse.compare_requested.emit(titles[0])
    assert "no longer marked" in window.status._right.text()


def test_that_c_starts_a_search_where_the_row_is_no_paper(window):
    press(window, "Alt+1")
    press(window, "C")
    assert window.parts.box.text() == "c"


def test_that_side_by_side_says_what_to_do_with_one_paper(window):
    window.parts.tabs.open("papers/beacon")
    press(window, "Alt+C")
    assert shown(window).comparison is None
    assert "one more is needed" in shown(window)._nothing.text()
    window.parts.browse.compare_requested.emit("papers/sabr-comet")
    press(window, "Alt+C")
    assert shown(window).state() == {"papers": ["papers/beacon", "papers/sabr-comet"]}


def test_that_a_comparison_is_copied_with_citation(window):
    window.parts.tabs.open(COMPARISON, state={"papers": ["papers/beacon", "papers/sabr-comet"]})
    press(window, "Ctrl+Shift+C")
    copied = QApplication.clipboard().text()
    assert "Different patients: do not compare across columns." in copied
    assert "HR 0.60 (95% CI 0.47–0.75)" in copied
    assert "Palma" in copied
    assert "Not clinically reviewed" in copied


@pytest.mark.parametrize("doc", [PAPERS, COMPARISON, EVIDENCE_MAP])
def test_that_each_page_is_written_as_pdf(begin, tmp_path, doc):
    begun = begin()
    window = begun.window
    state = {"papers": ["papers/beacon", "papers/sabr-comet"]} if doc == COMPARISON else None
    window.parts.tabs.open(doc, state=state)
    out = tmp_path / "page.pdf"
    carry = _carry(begun, lambda *_: str(out))
    carry.export_pdf()
    assert out.read_bytes().startswith(b"%PDF")


def test_that_letters_in_the_table_start_a_search(window):
    press(window, "Ctrl+E")
    type_text(window, "d")
    assert window.parts.box.text() == "d"


def _carry(program, choose):
    library = program.library
    light = load_tokens(paths.resources() / "themes", "light")
    return CarryAway(
        program.window.parts.tabs, library.edition, light, library.source, library.references, to_ris, to_csl,
        library.image, choose,
    )  # fmt: skip
