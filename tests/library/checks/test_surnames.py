"""Which spellings of an author's name on a page are worth a warning."""

import json
from pathlib import Path

import pytest

from viewer.library.checks.check import check
from viewer.library.checks.surnames import folded


def found(content: Path, family: str, body: str) -> list[str]:
    path = content / "references.json"
    items = json.loads(path.read_text(encoding="utf-8"))
    next(item for item in items if item["id"] == "palma2020")["author"] = [{"family": family, "given": "T"}]
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    page = f"---\ntitle: A page\nsummary: One.\n---\n\n{body}\n"
    (content / "pages/new.md").write_text(page, encoding="utf-8")
    return [str(problem) for problem in check(content) if "is spelt" in problem.message]


@pytest.mark.parametrize(
    ("family", "written"),
    [
        ("André", "Andre"),
        ("Rønnekleiv", "Ronnekleiv"),
        ("Taïeb", "Taieb"),
        ("Andre", "André"),
        ("Øien", "Oien"),
    ],
)
def test_that_a_surname_with_other_letters_is_a_warning(content: Path, family: str, written: str):
    assert found(content, family, f"One.\n\nAs {written} says.") == [
        f"pages/new.md:8: warning: `{written}` is spelt {family} in references.json"
    ]


@pytest.mark.parametrize(
    "body",
    ["As André says.", "As ANDRÉ says.", "As Andrews says.", "An andre says.", "As Andr\u00e9’s list says."],
)
def test_that_the_same_letters_and_other_words_are_none(content: Path, body: str):
    assert found(content, "André", body) == []


def test_that_letters_are_folded_as_a_reader_would_type_them():
    assert [folded(word) for word in ("Ødegård", "Łukasz", "Weiß", "Cærn")] == [
        "odegard",
        "lukasz",
        "weiss",
        "caern",
    ]
