"""Words of the topic that stand in viewer/ or resources/: the program must not know it.

The words are those of content/: its drugs, its populations, its title, and how it names its guide.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("viewer", "resources")
ENDINGS = {".py", ".md", ".tsv", ".txt", ".css", ".qss", ".toml"}
_MADE = ("resources/library/", "viewer/_bundled/", "resources/words/english.txt")
"""What is compiled from content/, and a list of plain English."""
_NAMES = ("sbrt", "sabr", "hipec", "folfox", "folfiri", "pdq", "palma")
"""Names of methods, sources and authors that only this topic has."""
_GENERAL = frozenset(
    [
        "any",
        "cancer",
        "elsewhere",
        "general",
        "method",
        "mixed",
        "obstruction",
        "primary",
        "solid",
        "spread",
        "stage",
        "with",
        "from",
        "that",
        "colon",
        "liver",
        "metastatic",
        "metastases",
        "tumours",
        "resectable",
        "unresectable",
    ]
)
"""Medical English that any library may have."""


def words(content: Path) -> frozenset[str]:
    """The words of the topic, in small letters."""
    with (content / "library.toml").open("rb") as stream:
        edition = tomllib.load(stream)
    found = set(_NAMES) | set(re.findall(r"[a-z]{4,}", edition["title"].lower()))
    for line in _rows(content / "populations.tsv"):
        found.update(re.findall(r"[a-z]{4,}", line.lower()))
    for line in _rows(content / "vocabulary" / "drugs.tsv"):
        generic, *brands = line.split("\t")[:4]
        found.update(name.strip().lower() for cell in (generic, *brands) for name in cell.split(";"))
    return frozenset(
        word for word in found if re.fullmatch(r"[a-z][a-z-]{2,}", word) and word not in _GENERAL
    )


def phrases(content: Path) -> frozenset[str]:
    """How the library speaks of its guide."""
    with (content / "library.toml").open("rb") as stream:
        guide = tomllib.load(stream).get("guide", {})
    return frozenset({guide.get("own_heading", ""), f"by {guide.get('name', '')};"} - {"", "by ;"})


def _rows(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [line for line in lines[1:] if line and not line.startswith("#")]


def breaches(root: Path = ROOT) -> Iterator[str]:
    """Yield every line of the program that has a word of the topic."""
    said = re.compile(rf"(?i)(?<![a-z])(?:{'|'.join(sorted(words(root / 'content')))})(?![a-z])")
    about_guide = phrases(root / "content")
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in ENDINGS or str(path.relative_to(root).as_posix()).startswith(_MADE):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found = said.search(line)
                word = found[0] if found else next((words for words in about_guide if words in line), "")
                if word:
                    yield f"{path.relative_to(root)}:{number}: has `{word}`, a word of the topic"
