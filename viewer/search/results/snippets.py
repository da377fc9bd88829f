"""An excerpt of a passage: whole sentences around the densest matches, never cut just after a negation."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from viewer.search.analysis.lists import NEGATIONS
from viewer.search.answer import Snippet
from viewer.search.results.highlights import Spot, Spotter, merge

LENGTH = 240
_LONGEST = 340
"""A sentence longer than this is cut."""
_WITH_CAVEAT = 480
"""Sentences that belong together may be as long as this."""
_SHORT_CAVEAT = 50
"""A sentence of no more characters before the excerpt is shown where it denies something."""
_LABEL = 20
"""A last sentence as short as this heads what follows: `Read with care.`"""
_READ = 30_000
"""Characters of a passage that are looked at first."""
_LEAD = 60
"""Characters before the first match in a cut sentence."""
_WINDOWS = 400
"""Sentences that are tried as a beginning."""

_NEGATED = re.compile(
    r"\b(?:"
    + "|".join(sorted(NEGATIONS))
    + r"|\w+n['’]t|non|against|except|unless|rather)\b(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)
"""A negation among the last three words."""


_CONTRAST = re.compile(
    r"(?:but|however|yet|although|though|nevertheless|still|only|not|none|no"
    r"|(?:that|this|it|these|they|those)\s+(?:is|are|was|were|does|do|did)\s+(?:not|no))\b",
    re.IGNORECASE,
)
"""How a sentence begins that takes something back."""
_DENIES = re.compile(r"\b(?:not|no|none|never|only)\b", re.IGNORECASE)


def snippet(
    text: str, summary: str, sentences: Sequence[int], spotter: Spotter, weight: Callable[[str], float]
) -> Snippet:
    """The fixed summary where there is one, else the sentences that have most of what was asked."""
    if summary:
        return Snippet(summary, merge(spotter.spots(summary)))
    spots = spotter.spots(text[:_READ]) or (spotter.spots(text) if len(text) > _READ else [])
    first, last = _choose(sentences, spots, weight)
    return _cut(text, sentences, spots, *_with_caveats(text, sentences, first, last))


def beginning(text: str, summary: str, sentences: Sequence[int]) -> Snippet:
    """The fixed summary where there is one, else the first sentences."""
    return Snippet(summary) if summary else _cut(text, sentences, [], 0, _reach(sentences, 0))


def _cut(text: str, sentences: Sequence[int], spots: Sequence[Spot], first: int, last: int) -> Snippet:
    start, end = sentences[first], sentences[last]
    if end - start > (_LONGEST if last - first == 1 else _WITH_CAVEAT):
        start, end = _shorten(text, start, end, next((s for s, _, _ in spots if start <= s < end), start))
    before = "… " if start not in sentences else ""
    after = " …" if end not in sentences else ""
    shown = text[start:end].rstrip()
    shift = len(before) - start
    inside = [(s + shift, e + shift, term) for s, e, term in spots if start <= s and e <= start + len(shown)]
    for space in "\n\t\r":
        shown = shown.replace(space, " ")
    return Snippet(f"{before}{shown}{after}", merge(inside))


def _choose(
    sentences: Sequence[int], spots: Sequence[Spot], weight: Callable[[str], float]
) -> tuple[int, int]:
    """The run of sentences, up to LENGTH characters long, with the heaviest distinct matches."""
    best, chosen = -1.0, (0, _reach(sentences, 0))
    owners = sorted({max(0, bisect_left(sentences, spot[0] + 1) - 1) for spot in spots})
    for first in owners[:_WINDOWS]:
        last = _reach(sentences, first)
        start, end = sentences[first], sentences[last]
        first_spot = bisect_left(spots, (start,))
        inside = [term for _, _, term in spots[first_spot : bisect_left(spots, (end,))]]
        worth = sum(map(weight, set(inside))) + 0.01 * len(inside)
        if worth > best + 1e-9:
            best, chosen = worth, (first, last)
    return chosen


def _is_label(sentence: str) -> bool:
    return len(sentence) <= _LABEL and not _DENIES.search(sentence)


def _with_caveats(text: str, sentences: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """The same with what takes it back: `But …` after it, `Not metastatic disease.` before it."""
    if (
        last - first > 1
        and last + 1 < len(sentences)
        and _is_label(text[sentences[last - 1] : sentences[last]])
    ):
        last -= 1
    while (
        last + 1 < len(sentences)
        and sentences[last + 1] - sentences[first] <= _WITH_CAVEAT
        and _CONTRAST.match(text, sentences[last])
    ):
        last += 1
    if first and sentences[first] - sentences[first - 1] <= _SHORT_CAVEAT:
        before = text[sentences[first - 1] : sentences[first]]
        if _DENIES.search(before) and sentences[last] - sentences[first - 1] <= _WITH_CAVEAT:
            first -= 1
    return first, last


def _reach(sentences: Sequence[int], first: int) -> int:
    """How far sentences from `first` on fit into LENGTH; at least one."""
    last = min(first + 1, len(sentences) - 1)
    while last + 1 < len(sentences) and sentences[last + 1] - sentences[first] <= LENGTH:
        last += 1
    return last


def _shorten(text: str, start: int, end: int, first: int) -> tuple[int, int]:
    """A window into a very long sentence: around its first match, at spaces, no negation just outside."""
    low = max(start, min(first - _LEAD, end - LENGTH))
    if low > start:
        low = text.find(" ", low, first) + 1 or start
        while low > start and _NEGATED.search(text[max(start, low - 80) : low]):
            low = text.rfind(" ", start, low - 1) + 1 or start
    high = min(end, max(low + LENGTH, first + LENGTH // 2))
    if high < end:
        high = text.rfind(" ", first + 1, high)
        high = end if high < 0 else high
        while high < end and _NEGATED.search(text[max(low, high - 80) : high]):
            high = text.find(" ", high + 1, end)
            high = end if high < 0 else high
    return low, high
