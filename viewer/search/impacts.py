"""BM25F, worked out once when the index is built: how much a passage is about a word, from 0 to 65535.

Robertson, Zaragoza, Taylor, `Simple BM25 extension to multiple weighted fields`, CIKM 2004. A word's weighted
frequency x = Σ weight · frequency / (1 − b + b · length / mean length) over the fields; the impact is
x / (x + K1). The factor that depends on the collection (IDF) is left to the query.
"""

from viewer.search.arrays import Numbers, numbers

K1 = 1.2
FIELDS = ("title", "heading", "keywords", "text")
WEIGHTS = (2.0, 1.2, 1.5, 1.0)
LENGTH = (0.4, 0.4, 0.3, 0.7)
"""b of each field: 0 does not care how long the field is, 1 divides by its length."""

_BITS = (27, 22, 17, 0)
"""Where the frequency in a field stands in the packed frequencies of a posting."""
_MOST = (31, 31, 31, (1 << 17) - 1)
TEXT_ONLY = 1 << 17


def pack(field: int, frequency: int) -> int:
    """A frequency in one field, to be added to those in other fields; more than fits counts as the most."""
    return min(frequency, _MOST[field]) << _BITS[field]


def norms(lengths: list[Numbers]) -> list[list[float]]:
    """For each field and passage, what one occurrence is worth."""
    worths = []
    for weight, b, row in zip(WEIGHTS, LENGTH, lengths, strict=True):
        filled = sum(1 for length in row if length)
        mean = sum(row) / filled if filled else 1.0
        worths.append([weight / (1 - b + b * length / mean) for length in row])
    return worths


def codes(passages: Numbers, packed: Numbers, worths: list[list[float]]) -> Numbers:
    """For each posting its impact in the upper 16 bits, and which fields have the word in the lowest four."""
    title, heading, keywords, text = worths
    result = numbers()
    for passage, pack_ in zip(passages, packed, strict=True):
        if pack_ < TEXT_ONLY:
            x, mask = pack_ * text[passage], 8
        else:
            counts = [(pack_ >> bits) & most for bits, most in zip(_BITS, _MOST, strict=True)]
            x = (
                counts[0] * title[passage]
                + counts[1] * heading[passage]
                + counts[2] * keywords[passage]
                + counts[3] * text[passage]
            )
            mask = sum(1 << place for place, count in enumerate(counts) if count)
        result.append(int(65535 * x / (x + K1)) << 16 | mask)
    return result
