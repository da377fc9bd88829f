"""Whatever stands in a page: it is rendered as harmless HTML, or its faults are named; nothing is raised."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.errors import Problem
from viewer.library.checks import figures
from viewer.library.content import files, frontmatter
from viewer.library.content.document import Document
from viewer.library.content.glossary import Terms, term_from
from viewer.library.pages import text as markup_text
from viewer.library.pages.compose import Composed, Composer
from viewer.library.pages.html import Known
from viewer.library.pages.text import ShownCitation

pytestmark = pytest.mark.slow  # many examples

WORKS = {"palma2019": ShownCitation(27, "A")}
KNOWN = Known(WORKS, Terms([term_from("SABR; sabr course", "", "", 1)]), {"images/square.png"})
TAGS = {
    "x", "p", "a", "b", "i", "br", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "img",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
PIECES = st.sampled_from(
    ["[@palma2019]", "[@x; @palma2019, p. 3, read B]", "::: safety EU | 2020\n", "[a](modalities/sbrt)", "](",
     "![x](images/square.png)", "<b>", "</td>", "\n", "\n\n", "::: care\n", ":::\n", "## ", "- ", "1. ", "> ",
     "| a | b |\n|---|---|\n", "\n: ", "*", "**", "`", "```\n", "&lt;", "&", "<", '"', "'", "SABR", "42.3%",
     "{#anchor}", "[x]: javascript:alert\n", "[x]", "\\", "\u202e", "é", " "]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


def composed(body: str) -> tuple[Composed, list[Problem]]:
    problems: list[Problem] = []
    body = files.PRIVATE.sub(" ", body)
    document = Document("guide/any", "guide", "guide/any.md", {}, body, 0)
    return Composer(KNOWN, problems).compose(document), problems


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_that_any_body_becomes_harmless_html(body: str):
    page, _ = composed(body.replace("\x7f", ""))
    html = "".join(draft.html for draft in page.drafts)
    for element in ElementTree.fromstring(f"<x>{html}</x>").iter():  # noqa: S314  (our own)
        assert element.tag in TAGS
        assert set(element.attrib) <= {
            "class", "href", "title", "src", "alt", "name", "align", "start", "width", "cellspacing",
        }  # fmt: skip
        assert not re.match(r"(?!https?:)[a-z]+:", element.get("href", ""), re.IGNORECASE)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_that_no_mark_of_ours_is_left_in_any_text(body: str):
    page, problems = composed(body)
    for draft in page.drafts:
        copied = markup_text.copied(draft.blocks, WORKS)
        searched = markup_text.searched(draft.blocks)
        assert not set(copied + searched) & set("\ue000\ue001\ue002\ue003")
        for block in draft.blocks:
            sentences = "".join(figures.sentences(block.text))
            assert "".join(sentences.split()) == "".join(block.text.split())
    assert all(problem.file == "guide/any.md" and problem.line > 0 for problem in problems)


@given(st.text(alphabet=st.sampled_from("abc:-[]{}&*!|>'\"%@`#\n \t,?"), max_size=60))
@settings(max_examples=300, deadline=None)
def test_that_any_front_matter_is_read_or_named(text: str):
    problems: list[Problem] = []
    fields = frontmatter.parse(text, "pages/any.md", problems)
    assert all(field.line > 1 for field in fields.values())
    assert all(problem.line > 0 and "\n" not in problem.message for problem in problems)


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 29_000, "x" * 40_000, "\n".join(" " * n + "a:" for n in range(200))]
)
def test_that_a_front_matter_without_end_is_a_fault(text: str):
    problems: list[Problem] = []
    frontmatter.parse(text, "pages/any.md", problems)
    assert len(problems) == 1
