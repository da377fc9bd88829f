"""What the home page offers, from the library and from what the reader did."""

from datetime import date

import pytest

from tests.desktop.reading_support import EDITION, HOME, section
from viewer.desktop.commands.table import action_of
from viewer.desktop.features import home
from viewer.desktop.features.home import home_contents, items_of
from viewer.library.model import Card, Label, Page
from viewer.userdata.records import Visit

TODAY = date(2026, 11, 28)


def _page(*sections):
    return Page("pages/home", "page", "Home", "", (), (), sections, (), ())


def _modality(doc, group):
    return Card(
        doc, "modality", doc, "", group, (Label("metastatic rectal", "population"), Label("x", "population"))
    )


CARDS = (
    _modality("modalities/a", "Systemic"),
    _modality("modalities/b", "Surgery"),
    _modality("modalities/c", "Systemic"),
    Card("pages/not-covered", "page", "Not covered", "No doses."),
    Card("pages/regimens", "page", "Regimens", ""),
    Card("papers/p", "paper", "P", ""),
)


def _contents(page=HOME, visits=(), searches=(), having=lambda name: ()):
    return home_contents(page, CARDS, having, EDITION, (visits, (), searches), TODAY)


def _groups(contents):
    return {group.heading: group.entries for row in contents.rows for group in row}


def test_that_treatments_stand_by_group_with_their_population():
    groups = _groups(_contents())
    assert [entry.doc for entry in groups["Systemic"]] == ["modalities/a", "modalities/c"]
    assert groups["Surgery"][0].about == "metastatic rectal +1"


def test_that_searches_and_biomarkers_are_those_of_the_library_with_counts_that_are_found():
    page = _page(
        section("for-example", "For example", "<ul>\n<li>Who &lt; 5 <b>lives</b>?</li>\n<li></li></ul>"),
        section("by-biomarker", "By biomarker", "<ul><li>HER2</li><li>ABC</li></ul>"),
    )
    found = {"HER2": (CARDS[0], CARDS[5])}
    groups = _groups(_contents(page, having=lambda name: found.get(name, ())))
    assert [entry.query for entry in groups["For example"]] == ["Who < 5 lives?"]
    assert [(entry.title, entry.about, entry.query) for entry in groups["By biomarker"]] == [
        ("HER2", "2", 'label:"HER2" ')
    ]
    assert items_of(page, "gone") == ()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-28", "Paper · today"),
        ("2026-11-27", "Paper · yesterday"),
        ("2026-11-23", "Paper · Monday"),
        ("2026-11-20", "Paper · 20 November 2026"),
        ("2026-12-01", "Paper · 1 December 2026"),
        ("odd", "Paper"),
    ],
)
def test_that_what_was_read_last_says_what_it_is_and_when(day, said):
    visit = Visit("papers/p", "P", "", day, "harms")
    (entry,) = _groups(_contents(visits=(visit,)))["Last read"]
    assert (entry.doc, entry.anchor, entry.about) == ("papers/p", "harms", said)


def test_that_evidence_is_offered_only_by_commands_that_there_are(monkeypatch):
    monkeypatch.setattr(home, "ACTIONS", ())
    assert [entry.doc for entry in _groups(_contents())["The evidence"]] == ["pages/not-covered"]
    monkeypatch.setattr(home, "ACTIONS", (action_of("find"),))
    monkeypatch.setattr(home, "_EVIDENCE", (("find", "table", "Find", ""), ("none", "table", "None", "")))
    assert [entry.command for entry in _groups(_contents())["The evidence"]] == ["find", ""]


def test_that_pages_of_the_program_itself_are_not_looked_up():
    assert [entry.doc for entry in _groups(_contents())["Look up"]] == ["pages/regimens"]
