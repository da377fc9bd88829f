"""A library that has nothing to do with ours: built, searched, read, printed, and no word of ours in it."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import CASES
from viewer.compile import compile_library
from viewer.desktop.look.tokens import load_tokens
from viewer.desktop.reading.paper.html import printed_page
from viewer.desktop.reading.quote.citation import citation_of
from viewer.desktop.widgets.describe import browse_tabs, row_of_hit
from viewer.indexes import open_search
from viewer.library.checks.check import check
from viewer.library.compiled import Library
from viewer.library.model import CARRIED
from viewer.paths import resources
from viewer.search import Engine

SECOND = CASES / "second"
_OURS = re.compile(
    r"(?i)\b(?:rectal|rectum|colorectal|cancer|metasta\w*|tumou?r\w*|chemotherapy|the guide)\b"
)


@pytest.fixture(scope="module")
def second_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("second") / "library"
    compile_library(SECOND, out)
    return out


@pytest.fixture(scope="module")
def second(second_dir: Path) -> Iterator[Library]:
    with closing(Library.open(second_dir)) as library:
        yield library


@pytest.fixture(scope="module")
def engine(second_dir: Path, second: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with closing(open_search(second_dir, second, tmp_path_factory.mktemp("cache"))) as engine:
        yield engine


def first(engine: Engine, query: str) -> str:
    answer = engine.search(query)
    return answer.hits[0].doc if answer.hits else ""


def test_that_it_has_no_fault_and_its_work_left_is_named():
    problems = check(SECOND)
    assert [problem for problem in problems if not problem.work] == []
    assert len(problems) == 3


def test_that_no_word_of_our_topic_is_in_it(second: Library):
    for card in second.cards():
        page = second.page(card.doc)
        shown = (page.text, page.title, page.summary, *(label.text + label.detail for label in page.labels))
        assert not (found := _OURS.search(" ".join(shown))), (card.doc, found)


def test_that_references_count_from_one_without_a_group_of_a_guide(second: Library):
    assert [second.source(key).number for key in ("muller2020", "leaflet")] == [1, 2]
    assert {card.group for card in second.cards("reference")} == {""}


def test_that_it_has_the_help_of_the_program_and_a_home_page_of_its_own(second: Library):
    assert second.page("pages/help").section("keys")
    home = second.page("pages/home")
    assert home.title == "Looking after a bicycle"
    assert 'href="pages/tyres"' in home.sections[1].html + home.sections[2].html


def test_that_tabs_stand_for_the_kinds_that_there_are(second: Library):
    assert browse_tabs(second.cards) == (("faq", "FAQs"), ("reference", "References"), ("guide", "Pages"))


@pytest.mark.parametrize(
    ("query", "doc"),
    [
        ("tire pressure", "pages/tyres"),
        ("rear mech", "pages/glossary"),
        ("Fe2O3", "pages/chain"),
        ("mm2", "pages/chain"),
        ("author:muller", "references/muller2020"),
        ("patch hole", "faqs/puncture"),
        ("rim blocks", "pages/leaflet"),
        ("keyboard shortcuts", "pages/help"),
    ],
)
def test_that_it_is_searched(engine: Engine, query: str, doc: str):
    assert first(engine, query) == doc


def test_that_what_is_carried_says_so_on_page_hit_copy_and_print(engine: Engine, second: Library):
    page, edition = second.page("pages/leaflet"), second.edition
    assert CARRIED in [label.text for label in page.labels]
    (card,) = (card for card in second.cards() if card.doc == page.doc)
    hit = next(hit for hit in engine.search("rim blocks").hits if hit.doc == page.doc)
    assert row_of_hit(hit, card).subtitle.startswith(CARRIED)
    copied = citation_of(page, ["The pads are thicker."], (), page.section("check-2"), edition)
    assert CARRIED in copied.plain()
    assert CARRIED in copied.rich()
    assert CARRIED in printed_page(page, edition, load_tokens(resources() / "themes", "light")).html


def test_that_what_is_carried_names_its_source_and_keeps_every_heading(second: Library):
    page = second.page("pages/leaflet")
    assert [source.key for source in page.sources] == ["leaflet"]
    assert page.section("at-a-glance")
    headings = [(section.level, section.heading, section.anchor) for section in page.sections[2:]]
    assert headings == [
        (2, "Brakes", "brakes"), (2, "Rim brakes", "rim-brakes"), (3, "Check", "check"),
        (2, "Disc brakes", "disc-brakes"), (3, "Check", "check-2"),
    ]  # fmt: skip


def test_that_a_reviewed_edition_prints_the_label_too(second: Library):

    edition = replace(second.edition, clinical_review="A mechanic, 2026")
    printed = printed_page(
        second.page("pages/leaflet"), edition, load_tokens(resources() / "themes", "light")
    )
    assert CARRIED in printed.html


WORDS = (
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "inlet", "jetty", "knoll",
    "ledge", "marsh", "notch", "orchard", "pine",
)  # fmt: skip
DOCUMENTS, SECTIONS = 1_300, 15


@pytest.mark.slow
def test_that_1300_documents_of_another_topic_work_as_well(tmp_path: Path):
    content = tmp_path / "content"
    (content / "pages").mkdir(parents=True)
    (content / "library.toml").write_text((SECOND / "library.toml").read_text("utf-8"), encoding="utf-8")
    (content / "references.json").write_text("[]", encoding="utf-8")
    for number in range(DOCUMENTS):
        name = f"{WORDS[number % 16]} {WORDS[number // 16 % 16]} {_letters(number)}"
        sections = (
            f"## Part {_letters(part)}\n\nThe {WORDS[(number + part) % 16]} of {name} stands by "
            f"{WORDS[number * part % 16]}, near {_letters(100_000 + number * 31 + part)}.\n"
            for part in range(SECTIONS)
        )
        text = f"---\ntitle: {name.capitalize()}\nsummary: About {name}.\n---\n\n{''.join(sections)}"
        (content / f"pages/page-{number}.md").write_text(text, encoding="utf-8")
    assert compile_library(content, tmp_path / "out") == ()
    with closing(Library.open(tmp_path / "out")) as library:
        assert library.passage_count() > 20_000
        with closing(open_search(tmp_path / "out", library, tmp_path / "cache")) as engine:
            for number in (0, 17, 640, DOCUMENTS - 1):
                assert first(engine, _letters(number)) == f"pages/page-{number}"
                assert (
                    first(engine, f"amber {_letters(100_000 + number * 31 + 7)} ") == f"pages/page-{number}"
                )


def _letters(number: int) -> str:
    """A word that stands for a number: nothing like it is a word of English."""
    digits = f"{number:06d}"
    return "z" + "".join("bcdfghjklm"[int(digit)] + "aeiou"[place % 5] for place, digit in enumerate(digits))
