"""An excerpt of a passage: whole sentences around the densest matches, never cut just after a negation."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from viewer.search.analysis.lists import NEGATIONS
from viewer.search.answer import Snippet
from viewer.search.results.highlights import Spot, Spotter, merge


@dataclass(frozen=True, slots=True)
class Extent:
    """How long an excerpt may be, in characters."""

    length: int
    longest: int
    """A sentence longer than this is cut."""
    with_caveat: int
    """Sentences that belong together may be as long as this."""


LIST = Extent(240, 340, 480)
"""A list of passages, as on the command line."""
CARD = Extent(120, 225, 340)
"""One card a document: two lines, three where a sentence would be cut, more where a caveat would."""
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

_TAKEN_BACK = re.compile(
    r"\b(?:but|however|yet|although|though|except|unless|only|stopped early|harms?|died|deaths?|toxicity)\b",
    re.IGNORECASE,
)
"""What must not be cut from the end of a sentence."""
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
    text: str,
    summary: str,
    sentences: Sequence[int],
    spotter: Spotter,
    weight: Callable[[str], float],
    extent: Extent = LIST,
) -> Snippet:
    """The fixed summary where there is one, else the sentences that have most of what was asked."""
    if summary:
        return Snippet(summary, merge(spotter.spots(summary)))
    spots = spotter.spots(text[:_READ]) or (spotter.spots(text) if len(text) > _READ else [])
    first, last = _choose(sentences, spots, weight, extent)
    return _cut(text, sentences, spots, _with_caveats(text, sentences, first, last, extent), extent)


def beginning(text: str, summary: str, sentences: Sequence[int], extent: Extent = LIST) -> Snippet:
    """The fixed summary where there is one, else the first sentences."""
    if summary:
        return Snippet(summary)
    return _cut(text, sentences, [], (0, _reach(sentences, 0, extent.length)), extent)


def _cut(
    text: str, sentences: Sequence[int], spots: Sequence[Spot], run: tuple[int, int], extent: Extent
) -> Snippet:
    first, last = run
    start, end = sentences[first], sentences[last]
    if end - start > (extent.longest if last - first == 1 else extent.with_caveat):
        matched = next((s for s, _, _ in spots if start <= s < end), start)
        start, end = _shorten(text, start, end, matched, extent)
    before = "… " if start not in sentences else ""
    after = " …" if end not in sentences else ""
    shown = text[start:end].rstrip()
    shift = len(before) - start
    inside = [(s + shift, e + shift, term) for s, e, term in spots if start <= s and e <= start + len(shown)]
    for space in "\n\t\r":
        shown = shown.replace(space, " ")
    return Snippet(f"{before}{shown}{after}", merge(inside))


def _choose(
    sentences: Sequence[int], spots: Sequence[Spot], weight: Callable[[str], float], extent: Extent
) -> tuple[int, int]:
    """The run of sentences, as long as the extent allows, with the heaviest distinct matches."""
    best, chosen = -1.0, (0, _reach(sentences, 0, extent.length))
    owners = sorted({max(0, bisect_left(sentences, spot[0] + 1) - 1) for spot in spots})
    for first in owners[:_WINDOWS]:
        last = _reach(sentences, first, extent.length)
        start, end = sentences[first], sentences[last]
        first_spot = bisect_left(spots, (start,))
        inside = [term for _, _, term in spots[first_spot : bisect_left(spots, (end,))]]
        worth = sum(map(weight, set(inside))) + 0.01 * len(inside)
        if worth > best + 1e-9:
            best, chosen = worth, (first, last)
    return chosen


def _is_label(sentence: str) -> bool:
    return len(sentence) <= _LABEL and not _DENIES.search(sentence)


def _with_caveats(
    text: str, sentences: Sequence[int], first: int, last: int, extent: Extent
) -> tuple[int, int]:
    """The same with what takes it back: `But …` after it, `Not metastatic disease.` before it."""
    if (
        last - first > 1
        and last + 1 < len(sentences)
        and _is_label(text[sentences[last - 1] : sentences[last]])
    ):
        last -= 1
    elif (
        last - first == 1
        and last + 1 < len(sentences)
        and _is_label(text[sentences[first] : sentences[last]])
    ):
        last += 1  # a label alone says nothing
    while (
        last + 1 < len(sentences)
        and sentences[last + 1] - sentences[first] <= extent.with_caveat
        and _CONTRAST.match(text, sentences[last])
    ):
        last += 1
    if first and sentences[first] - sentences[first - 1] <= _SHORT_CAVEAT:
        before = text[sentences[first - 1] : sentences[first]]
        if _DENIES.search(before) and sentences[last] - sentences[first - 1] <= extent.with_caveat:
            first -= 1
    return first, last


def _reach(sentences: Sequence[int], first: int, length: int) -> int:
    """How far sentences from `first` on fit into `length`; at least one."""
    last = min(first + 1, len(sentences) - 1)
    while last + 1 < len(sentences) and sentences[last + 1] - sentences[first] <= length:
        last += 1
    return last


def _shorten(text: str, start: int, end: int, first: int, extent: Extent) -> tuple[int, int]:
    """A window into a very long sentence: around its first match, at spaces, no negation just outside.

    In a short extent the end stays where it takes something back: there `but` may stand in the second half.
    """
    length = extent.length if extent is LIST else extent.longest
    low = max(start, min(first - _LEAD, end - length))
    if extent is not LIST and first - start <= length - _LEAD:
        low = start  # a card has no room for the same sentence cut at both ends
    if low > start:
        low = text.find(" ", low, first) + 1 or start
        while low > start and _NEGATED.search(text[max(start, low - 80) : low]):
            low = text.rfind(" ", start, low - 1) + 1 or start
    high = min(end, max(low + length, first + length // 2))
    if extent is not LIST and end - low <= extent.with_caveat and _TAKEN_BACK.search(text, high, end):
        return low, end
    if extent is not LIST and text.count("(", low, high) > text.count(")", low, high):
        closed = text.find(" ", text.find(")", high, end), end)  # half an interval is no interval
        high = closed + 1 if closed > high else high
    if high < end:
        high = text.rfind(" ", first + 1, high)
        high = end if high < 0 else high
        while high < end and _NEGATED.search(text[max(low, high - 80) : high]):
            high = text.find(" ", high + 1, end)
            high = end if high < 0 else high
    return low, high
