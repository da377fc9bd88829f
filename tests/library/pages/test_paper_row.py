"""What a card's fields say in the few words of a row, and what is left unsaid rather than guessed."""

import pytest

from viewer.library.content.document import Document, Field
from viewer.library.pages.paper_row import met_of_text, papers, people


def card(**fields: str) -> Document:
    return Document("papers/a", "paper", "papers/a.md", {k: Field((v,), 1) for k, v in fields.items()}, "", 1)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("yes", "met"),
        ("Yes: overall survival HR 0.52, p < 0.001 [@kopetz2019].", "met"),
        ("Yes at the preset alpha", "met"),
        ("No: p = 0.32", "not met"),
        ("No, by intention to treat", "not met"),
        ("no", "not met"),
        ("not stated; p = 0.0052", "not stated"),
        ("not applicable", "not stated"),
        ("Nobody was randomised", "not stated"),
        ("Progression-free survival yes; overall survival no", "not stated"),
        ("", "not stated"),
    ],
)
def test_that_met_is_read_where_it_is_plain(text: str, met: str):
    assert met_of_text(text) == met


@pytest.mark.parametrize(
    ("n", "numbers"),
    [
        ("665 (224 triplet, 220 doublet, 221 control) [@kopetz2019]", (665, 224, 220, 221)),
        ("1,630; breaks: 815 + 815 [@adams2011]", (1630, 815, 815)),
        ("160 (53 at 960 mg, 53 at 240 mg, 54 control)", (160, 53, 53, 54)),
        ("91 evaluated; 11% transplanted", (91,)),
        ("802 treated, 604 of them (75.3%) left-sided", (802, 604)),
        ("not applicable", ()),
        ("9" * 5_000, ()),
    ],
)
def test_that_numbers_of_people_are_told_from_doses_and_shares(n: str, numbers: tuple[int, ...]):
    assert people(card(n=n)) == numbers


def test_that_a_row_says_nothing_that_the_card_does_not():
    (row,) = papers([card(title="CAIRO4: resection first", comparison="x" * 91, met="not stated")], {})
    assert (row.study, row.compared, row.type, row.line, row.n, row.year) == (
        "CAIRO4", "", "", "not stated", "", None,
    )  # fmt: skip


def test_that_a_long_title_is_cut_between_words():
    (row,) = papers([card(title="Palliative radiotherapy of the pelvis, reviewed")], {})
    assert row.study == "Palliative…"
