"""An excerpt of a passage: whole sentences around the densest matches, never cut just after a negation."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from viewer.search.answer import Snippet, Span
from viewer.search.text import Analyser, chunks_at
from viewer.search.words import NEGATIONS

LENGTH = 240
_LONGEST = 340
"""A sentence longer than this is cut."""
_READ = 6000
"""Characters of a passage that are looked at."""

_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9À-Þ])|\n+")
_NO_END = re.compile(
    r"(?:\b(?:[A-Za-z]|al|vs?|cf|ca|approx|no|nos|fig|figs|dr|prof|mr|mrs|ms|st|eq|ref|refs|resp|ed|eds|vol|pp?)"
    r"|\b[a-z]\.[a-z])\.$",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:"
    + "|".join(sorted(NEGATIONS - {"cant", "wont"}))
    + r"|\w+n['’]t|non|un|against|except|unless|rather than)$",
    re.IGNORECASE,
)
_TAIL = 60


class Matcher:
    """Finds the words of a question in a text."""

    def __init__(
        self, analyser: Analyser, terms: frozenset[str], phrases: tuple[tuple[str, ...], ...]
    ) -> None:
        self._analyser, self._terms, self._phrases = analyser, terms, phrases
        self._firsts = frozenset(phrase[0] for phrase in phrases)
        self._cache: dict[str, tuple[tuple[int, int, str], ...]] = {}

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Where words of the question, or phrases that stand for them, are in `text`, and what was found."""
        found: list[tuple[int, int, str]] = []
        words: list[tuple[str, int, int]] = []
        for base, chunk in chunks_at(text):
            hits = self._cache.get(chunk)
            if hits is None:
                hits = self._cache[chunk] = self._of_chunk(chunk)
            found += ((base + start, base + end, term) for start, end, term in hits)
            if self._phrases:
                tokens = self._analyser.chunk(chunk)
                words += ((t.term, base + t.start, base + t.end) for t in tokens if not t.extra)
        return sorted([*found, *self._of_phrases(words)]) if self._phrases else found

    def _of_chunk(self, chunk: str) -> tuple[tuple[int, int, str], ...]:
        found: list[tuple[int, int, str]] = []
        for token in self._analyser.chunk(chunk):
            if token.term in self._terms and not any(
                s <= token.start and token.end <= e for s, e, _ in found
            ):
                found.append((token.start, token.end, token.term))
        return tuple(found)

    def _of_phrases(self, words: list[tuple[str, int, int]]) -> Iterator[tuple[int, int, str]]:
        for place, (term, start, _) in enumerate(words):
            if term in self._firsts:
                for phrase in self._phrases:
                    row = words[place : place + len(phrase)]
                    if tuple(word for word, _, _ in row) == phrase:
                        yield start, row[-1][2], " ".join(phrase)


def merge(spans: list[tuple[int, int, str]]) -> tuple[Span, ...]:
    """Spans in order, without overlaps."""
    merged: list[Span] = []
    for start, end, _ in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def snippet(text: str, summary: str, matcher: Matcher, weight: Callable[[str], float]) -> Snippet:
    """The fixed summary where there is one, else the sentences that have most of what was asked."""
    if summary:
        return Snippet(summary, merge(matcher.spans(summary)))
    spans = matcher.spans(text[:_READ]) or (matcher.spans(text) if len(text) > _READ else [])
    start, end = _choose(text, spans, weight)
    prefix = "… " if start and text[:start].strip() and not _begins_sentence(text, start) else ""
    suffix = " …" if end < len(text) and not _ends_sentence(text, end) else ""
    shown = text[start:end].rstrip()
    inside = [(s - start, e - start, term) for s, e, term in spans if start <= s and e <= start + len(shown)]
    shift = len(prefix)
    flat = " ".join(shown.split("\n")) if "\n" in shown else shown
    return Snippet(f"{prefix}{flat}{suffix}", tuple((s + shift, e + shift) for s, e in merge(inside)))


def _sentences(text: str) -> list[int]:
    """Where sentences begin, and the end of the text."""
    starts = [0]
    for match in _END.finditer(text):
        if match.group()[0] == "\n" or not _NO_END.search(
            text[max(0, match.start() - 8) : match.start() + 1]
        ):
            starts.append(match.end())
    return [*starts, len(text)] if starts[-1] < len(text) else starts


def _choose(text: str, spans: list[tuple[int, int, str]], weight: Callable[[str], float]) -> tuple[int, int]:
    """The stretch of whole sentences, up to LENGTH long, with the heaviest distinct matches."""
    starts = _sentences(text)
    places = [span[0] for span in spans]
    best, chosen = -1.0, (0, min(len(text), LENGTH))
    for first in range(len(starts) - 1):
        last = first + 1
        while last + 1 < len(starts) and starts[last + 1] - starts[first] <= LENGTH:
            last += 1
        inside = spans[bisect_left(places, starts[first]) : bisect_right(places, starts[last] - 1)]
        worth = sum(weight(term) for term in {term for _, _, term in inside}) + 0.01 * len(inside)
        if worth > best + 1e-9:
            best, chosen = worth, (starts[first], starts[last])
    return _shorten(text, *chosen, spans) if chosen[1] - chosen[0] > _LONGEST else chosen


def _shorten(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> tuple[int, int]:
    """A window into a very long sentence: around its first match, at spaces, with no negation just outside."""
    first = next((span[0] for span in spans if start <= span[0] < end), start)
    low = max(start, min(first - _TAIL, end - LENGTH))
    low = start if low <= start else text.find(" ", low, first) + 1 or first
    while low > start and _NEGATION.search(text[start : low - 1].rstrip()[-_TAIL:].rsplit("  ", 1)[-1]):
        low = text.rfind(" ", start, low - 1) + 1 or start
    high = min(end, low + LENGTH)
    high = end if high >= end else max(text.rfind(" ", first, high), min(end, first + 1))
    while high < end and _NEGATION.search(text[low:high]):
        high = text.find(" ", high + 1, end)
        high = end if high < 0 else high
    return low, high


def _begins_sentence(text: str, start: int) -> bool:
    return start in _sentences(text[: start + 1] + " ") or text[start - 1] == "\n"


def _ends_sentence(text: str, end: int) -> bool:
    return text[:end].rstrip()[-1:] in ".!?:)”’\"'" or "\n" in text[end - 1 : end + 1]
