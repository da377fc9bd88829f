"""Nothing of a source is lost, shown raw or unseen without a word."""

from pathlib import Path

import pytest

from viewer.library.checks.check import check

HEAD = "---\ntitle: A page\nsummary: One sentence.\n---\n\n"
TABLE = "| drug | dose |\n|---|---|\n"


def said(content: Path, body: str) -> list[str]:
    (content / "pages/new.md").write_text(HEAD + body, encoding="utf-8")
    return [str(problem) for problem in check(content)]


LOST = {
    "a cell too many": (f"{TABLE}| a | b | c |\n", "pages/new.md:8: a row has 3 cells, its header 2;"),
    "a cell too few": (f"{TABLE}| a |\n", "pages/new.md:8: a row has 1 cells, its header 2;"),
    "a bar in a code span": (f"{TABLE}| a | `b|c` |\n", "pages/new.md:8: a row has 3 cells, its header 2;"),
    "a row in a quotation": (
        "> | drug | dose |\n> |---|---|\n> | a | b | c |\n",
        "pages/new.md:8: a row has 3 cells, its header 2;",
    ),
    "a definition that nothing uses": ("Text.\n\n[x]: lost\n", "pages/new.md:8: `lost` is lost:"),
    "what stands deeper than is read": (f"{'> ' * 40}deep\n", "pages/new.md:6: `deep` is lost:"),
    "the language of a block": ("```python\nx\n```\n", "pages/new.md:6: `python` is lost:"),
}


@pytest.mark.parametrize(("body", "fault"), LOST.values(), ids=LOST)
def test_that_what_a_page_would_lose_is_a_fault(content: Path, body: str, fault: str):
    (found,) = said(content, body)
    assert found.startswith(fault)


KEPT = (
    f"{TABLE}| a | b |\n| | b |\n| a \\| b | c\n",
    "1. one\n2. two\n\n* three\n   - four\n",
    "a_b *c*d **e** `f g` &amp; &nbsp; h\\_i\n",
    "::: care\nMind.\n:::\n",
    "## A heading {#named}\n\nImmuno*therapy* and [SABR](modalities/sbrt).\n",
    "[link][x]\n\n[x]: modalities/sbrt\n",
)


@pytest.mark.parametrize("body", KEPT)
def test_that_what_a_page_shows_is_not_called_lost(content: Path, body: str):
    assert [line for line in said(content, body) if "lost" in line or "cells" in line] == []


RAW = {
    "[[other page]]": "double brackets",
    "![[image.png]]": "double brackets",
    "==marked==": "double equals signs",
    "Said.[^1]": "a footnote",
    "Said.[^1][^2]": "no sub- or superscript",
    "~~gone~~": "a line through words",
    "~~gone away~~": "a line through words",
    r"$\alpha/\beta$": "a formula of TeX",
    "- [ ] task": "a box to tick",
    "- [x] task": "a box to tick",
}


@pytest.mark.parametrize(("body", "what"), RAW.items())
def test_that_another_dialect_is_named(content: Path, body: str, what: str):
    assert any(line.startswith("pages/new.md:6: ") and what in line for line in said(content, body))


@pytest.mark.parametrize("letters", ["a\u00adb", "a&shy;b", "\u200bx", "a\u202eb", "x\ufeffy"])
def test_that_a_character_that_nobody_sees_is_warned_of(content: Path, letters: str):
    (found,) = said(content, f"{letters}\n")
    assert "which nobody sees" in found
    assert "warning" in found


def test_that_what_is_still_to_be_done_is_a_fault_wherever_it_stands(content: Path):
    assert "pages/new.md:6: is not finished: TODO: write this" in said(content, "TODO: write this\n")
    (content / "pages/new.md").write_text("---\ntitle: TODO\nsummary: A.\n---\n\nText.\n")
    assert "pages/new.md:2: is not finished: title: TODO" in map(str, check(content))


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (
            "\n".join(
                [*(f"{':' * n} care" for n in range(9, 3, -1)), "deep", *(":" * n for n in range(4, 10))]
            ),
            "the section cannot be shown whole",
        ),
        ("a " * 15_000, "a paragraph has more than 20,000 characters; divide it"),
        ("![" * 2_000, "a paragraph has more than 500 opening brackets"),
        ("A.B.C.D. " * 30_000, "a paragraph has more than 20,000 characters; divide it"),
    ],
)
def test_that_what_no_page_could_show_is_refused(content: Path, body: str, fault: str):
    assert any(fault in line for line in said(content, body))


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (
            "".join(f"[t{n}]\n" for n in range(100_000)),
            "library.toml: is longer than 30,000 characters",
        ),
        (f"x = {'[' * 20_000}", "library.toml: broken TOML: nested too deeply"),
    ],
)
def test_that_an_endless_edition_is_refused(content: Path, more: str, fault: str):
    path = content / "library.toml"
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    assert fault in map(str, check(content))


def test_that_a_page_with_more_rows_than_anybody_reads_is_refused_in_a_sentence(content: Path):
    (found,) = said(content, TABLE + "| a | b |\n" * 10_000)
    assert found == "pages/new.md: has more than 10,000 rows of tables; divide it"


@pytest.mark.parametrize(
    "line", ["# a remark", "order: 4 # a remark", "summary2: 'x' # a remark", "keywords: [one] # a remark"]
)
def test_that_a_comment_in_the_front_matter_is_a_fault(content: Path, line: str):
    text = HEAD.replace("---\n\n", f"{line}\n---\n\n") + "Text.\n"
    (content / "pages/new.md").write_text(text, encoding="utf-8")
    said = [str(problem) for problem in check(content)]
    assert any(fault.startswith("pages/new.md:4: `a remark` is lost: what follows a #") for fault in said)


@pytest.mark.parametrize("value", ["'a # b'", "a#b", '"C# major"', "|\n  one\n  # two"])
def test_that_a_number_sign_within_a_value_is_no_comment(content: Path, value: str):
    text = HEAD.replace("title: A page", f"title: {value}") + "Text.\n"
    (content / "pages/new.md").write_text(text, encoding="utf-8")
    assert [problem for problem in check(content) if "lost" in problem.message] == []
