"""Where words stand in a text: the words of a search, or what was typed into the find bar. No Qt."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from viewer.search.text import terms

Find = Callable[[str], Iterator[tuple[int, int]]]
"""Text → start and end of each match, in order."""

_WHOLE_BELOW = 4
"""Words shorter than this are marked only where they stand alone: `RT` is not in `part`."""


def word_finder(words: Sequence[str]) -> Find:
    """Find words and phrases as search does, whatever their case and hyphens; long words also as a start."""
    wanted = [phrase for word in words if (phrase := tuple(term for term, _, _ in terms(word)))]
    by_start: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(set(wanted), key=len, reverse=True):
        by_start.setdefault(phrase[0][:_WHOLE_BELOW], []).append(phrase)

    def find(text: str) -> Iterator[tuple[int, int]]:
        found = list(terms(text))
        at = 0
        while at < len(found):
            size = _phrase_at(found, at, by_start.get(found[at][0][:_WHOLE_BELOW], ()))
            if size:
                yield found[at][1], found[at + size - 1][2]
            at += max(1, size)

    return find


def _phrase_at(found: Sequence[tuple[str, int, int]], at: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """How many words from `at` on are one of `phrases`; 0 where none is."""
    for phrase in phrases:
        stretch = [term for term, _, _ in found[at : at + len(phrase)]]
        if len(stretch) == len(phrase) and all(map(_is_word, stretch, phrase)):
            return len(phrase)
    return 0


def _is_word(term: str, wanted: str) -> bool:
    return term == wanted or (len(wanted) >= _WHOLE_BELOW and wanted.isalpha() and term.startswith(wanted))


def text_finder(needle: str, *, case: bool = False, whole: bool = False) -> Find:
    """Find `needle` as it was typed; hard spaces, dashes and soft hyphens are taken for plain ones."""
    pattern = re.escape(_even(needle.strip(), case)[0]).replace(r"\ ", r"\s+")
    if whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    matcher = re.compile(pattern) if needle.strip() else None

    def find(text: str) -> Iterator[tuple[int, int]]:
        if matcher is None:
            return
        folded, places = _even(text, case)
        for match in matcher.finditer(folded):
            if match.end() > match.start():
                yield places[match.start()], places[match.end() - 1] + 1

    return find


_ALIKE = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
        "\N{EN DASH}": "-", "\N{EM DASH}": "-", "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-", "\N{MINUS SIGN}": "-",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"', "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    }
)  # fmt: skip
_UNSEEN = frozenset("\N{SOFT HYPHEN}\N{WORD JOINER}\N{ZERO WIDTH SPACE}")


def _even(text: str, case: bool) -> tuple[str, Sequence[int]]:
    """`text` with what looks alike made alike, and for each of its characters its place in `text`."""
    if text.isascii():
        return text if case else text.lower(), range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text.translate(_ALIKE)):
        for letter in _letters(char, case):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _letters(char: str, case: bool) -> str:
    if char in _UNSEEN:
        return ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return plain if case else plain.casefold()
