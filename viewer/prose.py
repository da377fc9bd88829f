"""Whole sentences: a copy never leaves out the `not` that stands before the selection. No Qt."""

import re

_END = re.compile(r"(?<=[.!?])[”’\")\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:al|approx|cf|ca|Dr|Drs|e\.g|ed|eds|et|Fig|Figs|i\.e|incl|max|min|No|Nos|p|pp|Prof|ref|refs|resp|St|v|vs)"
    r"|\b[A-Z])\.$"
)


def sentence_starts(text: str) -> list[int]:
    """Where sentences of a paragraph begin; where in doubt, two are taken for one."""
    starts = [0]
    for match in _END.finditer(text):
        before = text[: match.start()]
        if before.endswith((".", ".”", ".’", '."')) and _ABBREVIATION.search(before.rstrip('”’")]')):
            continue
        starts.append(match.end())
    return starts


def whole_sentences(text: str, start: int, end: int) -> str:
    """The sentences of `text` that the characters `start` to `end` touch."""
    starts = sentence_starts(text)
    first = max((place for place in starts if place <= start), default=0)
    last = next((place for place in starts if place >= end), len(text))
    return text[first:last].strip()
