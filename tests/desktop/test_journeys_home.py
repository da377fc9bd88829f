"""From the home page to work, and lists that follow what is read, in the whole program."""

from tests.desktop.program import is_answered, press, type_text
from viewer.library.model import BROWSED
from viewer.prose import short_title


def _search(qtbot, program, text):
    press(program.window, "Ctrl+K")
    type_text(program.window, text)
    qtbot.waitUntil(lambda: is_answered(program.window, text))


def test_that_the_home_page_lists_what_was_read_and_searched(qtbot, begin):
    program = begin()
    window = program.window
    _search(qtbot, program, "prodige 7")
    press(window, "Return")
    read = window.parts.tabs.current_page().title
    press(window, "Alt+Home")
    assert window.parts.tabs.shown.home.isVisible()
    assert not window.parts.side.isVisible()
    entries = {button.entry.title: button for button in window.parts.tabs.shown.home.buttons()}
    assert short_title(read) in entries
    assert entries[short_title(read)].entry.about == "Paper · today"
    window.parts.box.set_text("")
    entries["prodige 7"].setFocus()
    press(window, "Return")
    assert window.parts.box.text() == "prodige 7"
    window.open("search:prodige%208")
    assert window.parts.box.text() == "prodige 8"


def test_that_the_home_page_starts_work_by_key_and_every_entry_leads_somewhere(qtbot, begin):
    window = begin().window
    home = window.parts.tabs.shown.home
    entries = [button.entry for button in home.buttons()]
    known = window.commands._actions.keys()
    assert sum(entry.doc.startswith("modalities/") for entry in entries) >= 10
    for entry in entries:
        assert entry.query or entry.command in known or window.parts.tabs.title_of(entry.doc)
    biomarker = next(entry for entry in entries if entry.query.startswith("label:"))
    button = next(button for button in home.buttons() if button.entry == biomarker)
    button.setFocus()
    press(window, "Return")
    qtbot.waitUntil(lambda: is_answered(window, biomarker.query))
    assert len(window.flow.answer.hits) == int(biomarker.about)


def test_that_find_in_page_shows_the_home_page_as_text(qtbot, begin):
    window = begin().window
    press(window, "Ctrl+F")
    type_text(window, "For example")
    tabs = window.parts.tabs
    qtbot.waitUntil(lambda: tabs.pane.view.contents.is_filled)
    assert tabs.pane.isVisible()
    assert "For example" in tabs.pane.view.toPlainText()


def test_that_the_list_follows_the_open_page_and_nobody_who_is_in_it_is_taken_elsewhere(qtbot, begin):
    window = begin().window
    browse = window.parts.browse
    assert browse.shelves[0].list.current() is None
    window.open("papers/beacon")
    assert BROWSED[browse.current] == "paper"
    assert browse.shelves[browse.current].list.current().doc == "papers/beacon"
    press(window, "Alt+1")
    row = browse.shelves[0].list.current()
    press(window, "Down")
    press(window, "Return")
    assert BROWSED[browse.current] == "modality"
    assert browse.shelves[0].list.current() != row
