"""Words that turn a meaning: `not`, `mutant`, `unresectable`, `non-metastatic`, and what else says the same.

No passage without such a word of the question is a hit (docs/decisions/072-a-page-is-always-full.md). So what
says it otherwise counts too: `failed` for `not`, `not invasive` for `non-invasive`. What turns nothing, as in
`not only`, is no such word (docs/decisions/108-what-says-no.md).
"""

from collections.abc import Iterator, Sequence

from viewer.search.analysis.analyser import Analyser
from viewer.search.analysis.lists import DENIALS, NEGATIONS, POLAR, UNTURNED
from viewer.search.index.lexicon import Lexicon
from viewer.search.query.parse import Word
from viewer.search.query.thesaurus import Terms

_SHORTEST = 3
"""Letters that are left of a word without its `un-` or `non-` at least."""
_UN, _NON = "un", "non"


class Polarity:
    """Knows which words of a question turn its meaning."""

    def __init__(self, lexicon: Lexicon, analyser: Analyser) -> None:
        self._lexicon, self._analyser = lexicon, analyser
        self._denials = tuple(self._key(word) for word in sorted(DENIALS))

    def is_turning(self, word: Word) -> bool:
        """Whether no passage without this word may be a hit."""
        surface = word.surface
        return word.quoted or surface in NEGATIONS or surface in POLAR or bool(self.turned(surface))

    def turned(self, surface: str) -> str:
        """`thermal` for `nonthermal`: the word that is turned round, or nothing."""
        if surface.startswith(_NON) and len(surface) >= len(_NON) + _SHORTEST:
            return surface[len(_NON) :]
        if surface in UNTURNED or not surface.startswith(_UN) or len(surface) < 7:
            return ""
        return surface[len(_UN) :] if self._lexicon.count(surface[len(_UN) :]) else ""

    def sayings(self, surface: str) -> Iterator[Terms]:
        """Other words that turn the same thing round."""
        if surface in NEGATIONS:
            yield from ((other,) for other in sorted(NEGATIONS - {surface}))
            yield from ((term,) for term in self._denials)
        elif turned := self.turned(surface):
            key = self._key(turned)
            yield ("not", key)
            if surface.startswith(_NON):
                yield from ((other, key) for other in ("no", "without"))

    def _key(self, surface: str) -> str:
        return self._analyser.chunk(surface)[0].term


def idle(words: Sequence[Word]) -> frozenset[Word]:
    """Negations that deny nothing: of `not only` and `whether or not`."""
    surfaces = [word.surface for word in words]
    return frozenset(
        word
        for place, word in enumerate(words)
        if surfaces[place] == "not"
        and not word.quoted
        and (
            surfaces[place + 1 : place + 2] == ["only"]
            or surfaces[max(0, place - 2) : place] == ["whether", "or"]
        )
    )
