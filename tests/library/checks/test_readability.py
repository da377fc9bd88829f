"""How much of a page speaks of provenance: what counts, what is too much, who may."""

from pathlib import Path

import pytest

from viewer.errors import Problem
from viewer.library.checks.check import check, page_shares
from viewer.library.checks.readability import PageShare, is_readable, middle

PHRASES = "phrase\n# a comment\nsecondary report\nthe guide\nnone read\n"


def share(content: Path, body: str) -> tuple[int, int]:
    """Words of provenance and all words of a page, without its title."""
    (content / "provenance.tsv").write_text(PHRASES, encoding="utf-8")
    page = f"---\ntitle: A page\nsummary: One.\n---\n\n{body}\n"
    (content / "pages/new.md").write_text(page, encoding="utf-8")
    (found,) = [page for page in page_shares(content) if page.doc == "pages/new"]
    return found.of_provenance, found.words - 1


@pytest.mark.parametrize(
    ("body", "counted"),
    [
        ("They lived longer. A secondary report says so.", (5, 8)),
        ("They lived longer [@palma2019, read B].", (0, 3)),
        ("The Guide’s list. The guides agree. The guided tour.", (6, 9)),
        ("- One secondary report.\n- Two trials.", (3, 5)),
        ("| A | B |\n|---|---|\n| None read | Many lived on |", (2, 5)),
        ("Harm\n: None read", (2, 2)),
        ("::: safety France | 2021\nDeaths were many.\n:::", (0, 3)),
    ],
)
def test_that_the_words_of_sentences_and_cells_about_provenance_are_counted(
    content: Path, body: str, counted: tuple[int, int]
):
    assert share(content, body) == counted


def test_that_only_pages_that_people_write_are_counted(content: Path):
    (content / "provenance.tsv").write_text(PHRASES, encoding="utf-8")
    found = {page.doc.partition("/")[0] for page in page_shares(content)}
    assert found == {"guide", "modalities", "pages", "faqs", "papers", "trials"}
    assert "pages/glossary" not in {page.doc for page in page_shares(content)}


def test_that_a_library_without_phrases_has_nothing_to_count(content: Path):
    assert page_shares(content) == []
    assert list(check(content)) == []


def test_that_a_page_that_says_too_much_of_provenance_is_a_warning(content: Path):
    share(content, "A secondary report says so. " * 5)
    assert [problem for problem in check(content) if problem.warning] == [
        Problem(
            "pages/new.md",
            0,
            "96% of its words stand where provenance is spoken of; at most 30%",
            warning=True,
        )
    ]


def page(doc: str, percent: int) -> PageShare:
    return PageShare(doc, f"{doc}.md", 100, percent)


def test_that_the_guide_and_about_may_speak_of_where_things_come_from():
    assert is_readable([page("guide/surgery", 90), page("pages/about", 80), *[page("faqs/a", 5)] * 3])
    assert not is_readable([page("faqs/a", 31), *[page("faqs/b", 0)] * 3])
    assert is_readable([page("faqs/a", 30), *[page("faqs/b", 0)] * 3])


def test_that_the_median_page_says_little_of_provenance():
    assert middle([page("faqs/a", 12), page("faqs/b", 13), page("faqs/c", 13)]) == 0.13
    assert not is_readable([page("faqs/a", 13)])
    assert is_readable([page("faqs/a", 12)])


def test_that_a_page_without_words_has_no_share():
    assert PageShare("faqs/a", "faqs/a.md", 0, 0).share == 0.0
