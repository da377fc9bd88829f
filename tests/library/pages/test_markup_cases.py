"""Every case in cases/markup: Markdown, below it the HTML and the two texts that are made of it."""

import re
from pathlib import Path

import pytest

from tests.conftest import CASES
from viewer.errors import Problem
from viewer.library.content.document import Document
from viewer.library.content.glossary import Terms, term_from
from viewer.library.content.guide import Guide
from viewer.library.pages import text as markup_text
from viewer.library.pages.compose import Composer
from viewer.library.pages.html import Known
from viewer.library.pages.text import ShownCitation

FOLDER = CASES / "markup"
WORKS = {
    "mskcc": ShownCitation(1),
    "uchicago": ShownCitation(11, "–"),
    "palma2019": ShownCitation(27, "A"),
    "palma2020": ShownCitation(28, "B"),
}
TERMS = Terms([term_from("Oligometastatic; oligometastases", "", "", 1), term_from("SABR", "", "", 2)])
KNOWN = Known(WORKS, TERMS, {"images/square.png"}, guide=Guide("the guide", 26))
PARTS = ("HTML", "copied", "searched")


def cases() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(FOLDER.glob("*.md")):
        for part in re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))[1:]:
            title, _, rest = part.partition("\n")
            found.append((path.name, title, rest))
    return found


def rendered(body: str) -> str:
    problems: list[Problem] = []
    document = Document("guide/case", "guide", "guide/case.md", {}, body, 0)
    drafts = Composer(KNOWN, problems).compose(document).drafts
    assert problems == []
    html = "".join(draft.html for draft in drafts)
    copied = "\n\n".join(markup_text.copied(draft.blocks, WORKS) for draft in drafts).strip()
    searched = "\n\n".join(markup_text.searched(draft.blocks) for draft in drafts).strip()
    texts = zip(PARTS, (html, copied, searched), strict=True)
    return "".join(f"\n~~~~ {name}\n{text.rstrip()}\n~~~~\n" for name, text in texts)


@pytest.mark.parametrize(("file", "title", "case"), cases(), ids=[title for _, title, _ in cases()])
def test_that_markdown_is_rendered_as_its_case_says(file: str, title: str, case: str, rewrite: bool):
    body, fence, expected = case.partition("\n~~~~ ")
    found = rendered(body)
    if rewrite:
        _rewrite(FOLDER / file, title, case, f"{body.rstrip()}\n{found}\n")
        return
    assert fence + expected.rstrip() + "\n" == found


def _rewrite(path: Path, title: str, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"# {title}\n{old}", f"# {title}\n{new}"), encoding="utf-8")
