"""nDCG@10 with gains 2^grade − 1 (Burges and others, ICML 2005)."""

from collections.abc import Sequence
from itertools import islice
from math import log2

from benchmarks.corpus import Question


def ndcg(ids: Sequence[str], question: Question) -> float:
    """How near the order of the first ten is to the best there could be, from 0 to 1."""
    gains = [2 ** question.relevant.get(name, 0) - 1 for name in ids[:10]]
    ideal = sorted((2**grade - 1 for grade in question.relevant.values()), reverse=True)
    return _dcg(gains) / _dcg(list(islice(ideal, 10)))


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))
