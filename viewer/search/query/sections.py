"""Which sections answer a question: results for `median survival`, harms for `toxicity`."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from viewer import paths
from viewer.search.query.parse import Query


class SoughtSection(NamedTuple):
    """Something that is asked for."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    headings: frozenset[str]


@cache
def _kinds() -> tuple[SoughtSection, ...]:
    """The table in resources/words/sections.tsv, read at the first question."""
    text = (paths.resources() / "words" / "sections.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(_kind(words.split(), headings.split(";")) for _, words, headings in rows)


def _kind(words: Iterable[str], headings: Iterable[str]) -> SoughtSection:
    words = tuple(words)
    return SoughtSection(
        frozenset(word for word in words if not word.endswith("*")),
        tuple(word[:-1] for word in words if word.endswith("*")),
        frozenset(heading.strip().casefold() for heading in headings),
    )


def of_library(rows: Iterable[tuple[str, str]]) -> tuple[SoughtSection, ...]:
    """What may be asked for besides, by words and headings of the library itself."""
    return tuple(_kind(words.split(), headings.split(";")) for words, headings in rows)


def wanted(query: Query, own: tuple[SoughtSection, ...] = ()) -> frozenset[str]:
    """The headings, in small letters, under which an answer to a question is looked for; often none."""
    surfaces = [word.surface for word in query.words]
    return frozenset(
        heading
        for kind in (*_kinds(), *own)
        if any(surface in kind.words or surface.startswith(kind.beginnings) for surface in surfaces)
        for heading in kind.headings
    )
