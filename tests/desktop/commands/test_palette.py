"""Commands found by their name."""

from viewer.desktop.commands.palette import matching
from viewer.desktop.commands.table import ACTIONS


def _names(text):
    return [action.text for action in matching(text)]


def test_that_nothing_typed_lists_every_command_once():
    assert _names("") == list(dict.fromkeys(action.text for action in ACTIONS if action.bound))


def test_that_a_name_that_begins_so_comes_first():
    assert _names("book")[0].startswith("Bookmark")
    assert _names("tab close")[0] == "Close tab"
    assert _names("pdf")[0] == "Export PDF…"


def test_that_every_word_must_be_there_and_help_counts():
    assert "Next match" in _names("next enter")
    assert _names("larger tiger") == []


def test_that_rows_that_only_document_keys_are_no_commands():
    assert "Move in the hits" not in _names("")
