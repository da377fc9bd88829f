"""Where words stand in a text: the words of a search, or what was typed into the find bar. No Qt."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from viewer.search.analysis.analyser import Analyser, Token
from viewer.search.analysis.lists import STOP
from viewer.search.answer import Span

Find = Callable[[str], Iterator[tuple[int, int]]]
"""Text → start and end of each match, in order."""

Phrase = tuple[Token, ...]
_SURE = 4
"""Words shorter than this are marked only where they stand alone: `RT` is not in `rtPA`."""


def word_finder(words: Sequence[str]) -> Find:
    """Find words and phrases as search does, whatever their case and hyphens; long words also as a start."""
    analyser = Analyser()
    phrases: dict[str, list[Phrase]] = {}
    for phrase in _telling([tuple(t for t in analyser.tokens(word) if not t.extra) for word in words]):
        if phrase:
            phrases.setdefault(phrase[0].surface[:_SURE], []).append(phrase)
    for alike in phrases.values():
        alike.sort(key=len, reverse=True)

    def find(text: str) -> Iterator[Span]:
        tokens = list(analyser.tokens(text))
        return _apart(sorted((*_phrases_in(tokens, phrases), *_parts_in(tokens, phrases))))

    return find


def _telling(phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """The phrases without those of stop words alone, where others are left."""
    telling = [phrase for phrase in phrases if not all(token.surface in STOP for token in phrase)]
    return telling or phrases


def _phrases_in(tokens: Sequence[Token], phrases: Mapping[str, Sequence[Phrase]]) -> Iterator[Span]:
    """Words and phrases among the tokens that follow one another."""
    main = [token for token in tokens if not token.extra]
    for at, first in enumerate(main):
        for phrase in phrases.get(first.surface[:_SURE], ()):
            stretch = main[at : at + len(phrase)]
            if len(stretch) == len(phrase) and all(map(_is_word, stretch, phrase)):
                yield first.start, stretch[-1].end
                break


def _parts_in(tokens: Sequence[Token], phrases: Mapping[str, Sequence[Phrase]]) -> Iterator[Span]:
    """Single words that are part of a compound, or the compound as one word."""
    for token in tokens:
        if token.extra:
            for phrase in phrases.get(token.surface[:_SURE], ()):
                if len(phrase) == 1 and _is_word(token, phrase[0]):
                    yield token.start, token.end
                    break


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans that do not begin within the one before."""
    last = 0
    for start, end in spans:
        if start >= last:
            yield start, end
            last = end


def _is_word(token: Token, wanted: Token) -> bool:
    if token.term == wanted.term or token.surface == wanted.surface:
        return True
    start = wanted.surface
    return len(start) >= _SURE and start.isalpha() and token.surface.startswith(start)


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
