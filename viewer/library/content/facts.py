"""facts/*.tsv: every number that a source gives, so that a number on a page can be looked up."""

import re
from collections.abc import Iterable
from decimal import Decimal

COLUMNS = ("source", "value", "unit", "denominator", "population", "year", "grade", "what")
_NUMBER = re.compile(r"\d*\.\d+|\d+")
_TYPOGRAPHY = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "·": ".", "\u00a0": " ", "\u2009": " ", "\u202f": " "}
)


def plain(text: str) -> str:
    """Fold what typographers vary: dashes, thin spaces, `42.3 %`, `per cent`, thousands."""
    text = re.sub(r"\s*(?:%|\bper ?cent\b)", "%", text.translate(_TYPOGRAPHY))
    return re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))", "", text)


class Facts:
    """The numbers known of each source."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a reference key and a printed value."""
        self._numbers: dict[str, set[Decimal]] = {}
        for source, value in rows:
            known = self._numbers.setdefault(source, set())
            known.update(Decimal(number) for number in _NUMBER.findall(plain(value)))

    def knows(self, number: str, sources: Iterable[str]) -> bool:
        """Say whether one of `sources` gives `number`, as in `42.3` or `0.70`."""
        value = Decimal(number)
        return any(value in self._numbers.get(source, ()) for source in sources)
