"""The order of the passages that match: impacts added up term at a time, then a closer look at the best."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from heapq import nlargest
from operator import itemgetter

from viewer.library.model import GLOSSARY, HELP, NOT_COVERED
from viewer.search.index.passages import Passages
from viewer.search.ranking.bitmaps import at_least, passages_of, places, present
from viewer.search.ranking.feedback import Feedback
from viewer.search.ranking.ledger import Ledger
from viewer.search.ranking.match import Asked, Matched, is_statement
from viewer.search.ranking.rerank import Closer

CLOSE = 40
"""Passages that are looked at closely."""
TOO_WEAK = 0.4
"""Share of the best score that a passage needs which has fewer words than the step asks for."""
LISTED = 400
"""Passages that are put in order where only filters were asked for."""
OFF_NAME, OFF_SUBJECT = 0.4, 0.7
"""What is left of the score of a passage that lacks the drug or trial, or the method, asked about.

As off the subject is one that is silent on what a long question turns round.
"""
COVERED, COVERED_OF_STATEMENT = 1.0, 0.3
"""What a passage with all of a longer question gains, as a share of its score; of a short one all counts."""
LOOKED_THROUGH = 200
"""Passages whose share of the question is worked out."""
_FEW_WORDS = 3
WHOLE = 0.1
"""In questions of so few words, what passages that have them all gain, as a share of the best score."""


def order(
    text: str,
    asked: Sequence[Asked],
    matched: Matched,
    names: Mapping[int, float],
    closer: Closer,
    feedback: Feedback,
    limit: int,
    is_stale: Callable[[], bool],
    breadth: int = LOOKED_THROUGH,
    ledger: Ledger | None = None,
) -> list[tuple[float, int]]:
    """Score and number of the best `breadth` passages, best first; equal ones as in the library."""
    if not asked:
        listed = passages_of(matched.pool, closer.count)[: max(LISTED, limit)]
        return [(0.0, passage) for passage in listed]
    ledger = ledger or Ledger()
    most = max(breadth, limit)
    scores = dict(add_up(asked, promising(asked, matched.pool, closer.count, most), most, is_stale))
    ledger.enter("words, and the share of the question that they are", scores)
    close = sorted(scores, key=lambda passage: (-scores[passage], passage))[: max(CLOSE, limit)]
    for passage, factor in zip(close, closer.factors(text, asked, close), strict=True):
        scores[passage] *= factor
    ledger.enter("closer look", scores)
    _lower_what_is_off(asked, scores)
    ledger.enter("a drug, trial or method of the question is not in it", scores)
    top = max(scores.values(), default=1.0)
    has, whole = (present(flags, closer.count) for flags in (matched.flags, matched.all_flags))
    least = 0.0 if is_statement(asked) else TOO_WEAK * top
    scores = {passage: score for passage, score in scores.items() if has[passage] or score >= least}
    if counted(asked) <= _FEW_WORDS:
        for passage in scores:
            scores[passage] += WHOLE * top * whole[passage]
    ledger.enter("all words of a short question", scores)
    best = nlargest(CLOSE, ((score, -passage) for passage, score in scores.items()))
    if not is_statement(asked):  # it says enough itself
        likened = feedback.gains([(score, -minus) for score, minus in best], closer.groups(asked))
        for passage, gain in likened.items():
            scores[passage] += top * gain
    ledger.enter("words that the best passages share (RM3)", scores)
    for passage, fit in names.items():
        scores[passage] = scores.get(passage, 0.0) + 2 * top * fit
    ledger.enter("name", scores)
    return sorted(
        ((score, passage) for passage, score in scores.items()), key=lambda pair: (-pair[0], pair[1])
    )


def _lower_what_is_off(asked: Sequence[Asked], scores: dict[int, float]) -> None:
    """Passages without the drug, trial or method asked about come after those that have it."""
    for one in asked:
        if one.group.subject or one.group.opposite:
            left = OFF_NAME if one.group.named or one.group.drug else OFF_SUBJECT
            for passage in scores:
                if not one.row.dense[passage]:
                    scores[passage] *= left


def counted(asked: Sequence[Asked]) -> int:
    """Words of the question that count."""
    return sum(one.group.weight == 1.0 for one in asked)


def promising(asked: Sequence[Asked], pool: int, total: int, most: int) -> list[int]:
    """The passages of a pool that may be among the best `most` by their summed impacts; never fewer of them.

    Sums are first made coarsely, in one byte a passage: the columns of impacts, scaled so that no byte runs
    over, are added as big numbers. Each sum is below the true one by less than the number of columns.
    """
    if pool.bit_count() <= 2 * most:
        return passages_of(pool, total)
    scale, sums = 255 / sum(one.weight for one in asked), 0
    for one in asked:
        table = bytes(int(one.weight * scale * impact / 255) for impact in range(256))
        sums += int.from_bytes(one.row.dense.translate(table), "little")
    coarse = (sums & pool * 255).to_bytes(total, "little")
    reached = bisect_left(range(256), True, key=lambda least: at_least(coarse, least).count(1) < most) - 1
    least = reached - len(asked)
    return passages_of(pool, total) if least < 1 else places(at_least(coarse, least))


def add_up(
    asked: Sequence[Asked], passages: list[int], most: int, is_stale: Callable[[], bool]
) -> list[tuple[int, float]]:
    """The best passages and their scores: summed impacts, more for a larger share of the question."""
    if len(passages) < 2:
        passages = passages * 2  # itemgetter of one thing gives no tuple
    take = itemgetter(*passages) if passages else (lambda _: ())
    columns = []
    scores = [0.0] * len(passages)
    for one in asked:
        if is_stale():
            return []
        column, weight = take(one.row.dense), one.weight / 255
        columns.append(column)
        scores = [score + weight * impact for score, impact in zip(scores, column, strict=True)]
    whole = sum(one.weight for one in asked) or 1.0
    covered = COVERED_OF_STATEMENT if is_statement(asked) else COVERED
    least = 1 / covered if counted(asked) > _FEW_WORDS else 0.0
    best = {}
    for place in _best(scores, most):
        had = sum(one.weight for one, column in zip(asked, columns, strict=True) if column[place])
        best[passages[place]] = scores[place] * (least + had / whole)
    return list(best.items())


def _best(scores: list[float], most: int) -> list[int]:
    """Places of the highest scores; among equal ones the first."""
    if len(scores) <= most:
        return list(range(len(scores)))
    least = nlargest(most, scores)[-1]
    places = [place for place, score in enumerate(scores) if score >= least]
    return sorted(places, key=lambda place: (-scores[place], place))[:most]


LOOKED_AT = 60
"""Passages from the top that may change places."""
_ALIKE = 0.45
"""What a further passage of a document keeps of its score where all have the same fixed excerpt."""
_SECOND, _FURTHER = 0.97, 0.8
"""What the second passage of a document keeps, and each further one of what the one before has kept."""
FITTING, _JUST_ABOVE = 1.25, 1.0001
"""What a passage under a heading that answers what is asked gains on others of its document."""
_ASIDE = {"limits": 0.75}
"""Sections that stand back where the question asks for something else of the document."""
_MISSING = frozenset(("open questions", "not covered here", "not here", "not reported"))
"""Sections that say what is missing: they take no place from those of their document that answer."""
_STANDS_BACK = {
    "what it may mean here": 0.75,
    "open questions": 0.9,
    "not covered here": 0.8,
    "not here": 0.8,
    "not reported": 0.5,
}
"""Sections that comment or say what is missing, by the headings of docs/authoring.md: results come first."""
_NEARLY = 0.98
"""Share of the score of such a section from which on another one of its document is as good."""
_ENTRY = 0.7
"""What an entry of the list of references keeps: it says where something stands, a page says what."""
_LISTS = frozenset((GLOSSARY, NOT_COVERED, HELP))
"""Pages of which each heading is a subject of its own."""


class Spread:
    """Lets further passages of a document stand back; remembers which document a passage belongs to."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._known: dict[int, tuple[str, bool, float, str]] = {}

    def spread(
        self,
        ranked: list[tuple[float, int]],
        limit: int,
        headings: frozenset[str] = frozenset(),
        *,
        numbered: bool = False,
    ) -> list[tuple[float, int]]:
        """The same pairs of score and passage, best first, with the scores of further passages lowered.

        In each document a passage under one of `headings` goes first, if it is nearly as good as the best.
        Entries of the list of references stand back unless the question has a number: a year, a DOI.
        """
        looked_at = max(LOOKED_AT, limit)
        ranked = self._fitting(ranked[:looked_at], headings) + ranked[looked_at:]
        ranked = sorted(ranked[:looked_at], key=self._place) + ranked[looked_at:]
        seen: dict[str, int] = {}
        lowered = []
        for score, number in ranked[:looked_at]:
            doc, alike, weight, heading = self._document(number)
            weight = 1.0 if heading in headings else weight
            if not numbered and self._passages.get(number).kind == "reference":
                weight *= _ENTRY
            before = seen.get(doc, 0) if doc else 0
            seen[doc] = before + (heading not in _MISSING)
            keeps = _ALIKE if alike and before else _SECOND * _FURTHER ** (before - 1) if before else 1.0
            lowered.append((score * keeps * weight, number))
        lowered.sort(key=lambda pair: (-pair[0], pair[1]))
        return lowered + ranked[looked_at:]

    def _fitting(self, ranked: list[tuple[float, int]], headings: frozenset[str]) -> list[tuple[float, int]]:
        best: dict[str, float] = {}
        for score, number in ranked if headings else ():
            best.setdefault(self._document(number)[0], score)
        raised = []
        for score, number in ranked if headings else ():
            doc, _, _, heading = self._document(number)
            if heading in headings and (heading or self._passages.get(number).summary):
                score = min(score * FITTING, best[doc] * _JUST_ABOVE)
            elif heading in _ASIDE:
                score *= _ASIDE[heading]
            raised.append((score, number))
        return sorted(raised, key=lambda pair: (-pair[0], pair[1])) if headings else ranked

    def _place(self, pair: tuple[float, int]) -> tuple[float, int]:
        """Best first, but a comment after what is nearly as good: it is not to push back the result."""
        score, number = pair
        return -score * (_NEARLY if self._document(number)[3] in _STANDS_BACK else 1.0), number

    def _document(self, number: int) -> tuple[str, bool, float, str]:
        if number not in self._known:
            shown = self._passages.get(number)
            heading = shown.heading.casefold()
            weight = _STANDS_BACK.get(heading, 1.0)
            doc = "" if shown.doc in _LISTS else shown.doc
            self._known[number] = (doc, bool(shown.summary), weight, heading)
        return self._known[number]
