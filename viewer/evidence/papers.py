"""Papers narrowed by what they are and put in order: by year, number, name or treatment, and by nothing else.

No order by effect exists, on purpose: what authors published is shown, never ranked.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from viewer.library import statement
from viewer.library.evidence import Paper

NONE_STATED = "none stated"
NOT_STATED = statement.NOT_STATED
YES, NO = "yes", "no"
ORDERS = ("year", "n", "name", "treatment")
"""What papers can be put in order by."""
_MOST_CHOSEN = 200
_LONGEST = 500
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d[\d,\u2009\u202f ]*")


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that papers are narrowed by."""

    id: str
    name: str
    values: Callable[[Paper], tuple[str, ...]]
    """What a paper has of it; never empty."""


def _or(values: Iterable[str], otherwise: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values))) or (otherwise,)


def _outcomes(paper: Paper) -> tuple[str, ...]:
    return _or((outcome.name for outcome in paper.outcomes), "none read")


FACETS: tuple[Facet, ...] = (
    Facet("population", "Population", lambda paper: _or(paper.populations, NOT_STATED)),
    Facet("biomarker", "Biomarker", lambda paper: _or(paper.biomarkers, NONE_STATED)),
    Facet("line", "Line", lambda paper: _or((paper.line,), NOT_STATED)),
    Facet("treatment", "Treatment", lambda paper: _or((paper.group,), NOT_STATED)),
    Facet("design", "Design", lambda paper: _or((paper.type,), NOT_STATED)),
    Facet("randomised", "Randomised", lambda paper: (YES if paper.randomised else NO,)),
    Facet("met", "Primary endpoint", lambda paper: _or((paper.met,), NOT_STATED)),
    Facet("read", "Read", lambda paper: _or((paper.read,), NOT_STATED)),
    Facet("outcome", "Outcome read", _outcomes),
)


def facet_of(identity: str) -> Facet:
    """The facet of an id; LookupError where there is none."""
    for facet in FACETS:
        if facet.id == identity:
            return facet
    raise LookupError(f"There is no facet “{identity}”.")


@dataclass(frozen=True, slots=True)
class Facets:
    """What papers are narrowed to: values of one facet are alternatives, facets must all be true."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of a facet → its values."""
    first: int | None = None
    """Year from which on; a paper without a year is in no range."""
    last: int | None = None
    words: str = ""
    """Beginnings of words that must all stand in the paper's row or the names of its outcomes."""

    def __bool__(self) -> bool:
        return bool(any(self.chosen.values()) or self.words.strip() or self.has_years)

    @property
    def has_years(self) -> bool:
        """Whether years are narrowed."""
        return self.first is not None or self.last is not None

    def of(self, identity: str) -> tuple[str, ...]:
        """The values chosen in a facet."""
        return self.chosen.get(identity, ())

    def toggled(self, identity: str, value: str) -> "Facets":
        """With `value` chosen in a facet, or no more."""
        facet_of(identity)
        had = self.of(identity)
        kept = tuple(one for one in had if one != value) if value in had else (*had, value)[-_MOST_CHOSEN:]
        chosen = {name: values for name, values in self.chosen.items() if name != identity}
        return replace(self, chosen={**chosen, identity: kept} if kept else chosen)

    def without(self, identity: str) -> "Facets":
        """With a facet (or `years`, `words`) no longer narrowed."""
        if identity == "years":
            return replace(self, first=None, last=None)
        if identity == "words":
            return replace(self, words="")
        return replace(
            self, chosen={name: values for name, values in self.chosen.items() if name != identity}
        )

    def state(self) -> dict[str, object]:
        """For the session, in values that JSON knows."""
        chosen = {name: list(values) for name, values in self.chosen.items()}
        return {"chosen": chosen, "first": self.first, "last": self.last, "words": self.words}

    @classmethod
    def from_state(cls, state: object) -> "Facets":
        """What `state` gave; whatever is odd in it is passed over."""
        if not isinstance(state, dict):
            return cls()
        raw = state.get("chosen")
        chosen = {
            facet.id: values
            for facet in FACETS
            if (values := _texts(raw.get(facet.id) if isinstance(raw, dict) else None))
        }
        words = state.get("words")
        return cls(
            chosen,
            _year(state.get("first")),
            _year(state.get("last")),
            words[:200] if isinstance(words, str) else "",
        )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(text for text in value[:_MOST_CHOSEN] if isinstance(text, str) and text)


def _year(value: object) -> int | None:
    return value if type(value) is int and 0 <= value <= 9999 else None


def filtered(papers: Iterable[Paper], facets: Facets) -> tuple[Paper, ...]:
    """The papers that `facets` leave, in their order."""
    return tuple(paper for paper in papers if _fits_chosen(paper, facets) and _fits_range(paper, facets))


def counts(papers: Sequence[Paper], facets: Facets) -> dict[str, dict[str, int]]:
    """For each facet, how many papers each value would leave, with the other facets as they are.

    Every value that any of the papers has is listed, by name; 0 where none would be left.
    """
    there = [paper for paper in papers if _fits_range(paper, facets)]
    found: dict[str, dict[str, int]] = {}
    for facet in FACETS:
        others = facets.without(facet.id)
        tally = Counter(
            value for paper in there if _fits_chosen(paper, others) for value in facet.values(paper)
        )
        every = {value for paper in papers for value in facet.values(paper)} | set(facets.of(facet.id))
        found[facet.id] = {value: tally[value] for value in sorted(every, key=_last_unstated)}
    return found


def _last_unstated(value: str) -> tuple[bool, str]:
    return value in (NONE_STATED, NOT_STATED, "none read"), value.casefold()


def _fits_chosen(paper: Paper, facets: Facets) -> bool:
    return all(
        not wanted or not set(facet_of(identity).values(paper)).isdisjoint(wanted)
        for identity, wanted in facets.chosen.items()
    )


def _fits_range(paper: Paper, facets: Facets) -> bool:
    if facets.has_years:
        last = 9999 if facets.last is None else facets.last
        if paper.year is None or not (facets.first or 0) <= paper.year <= last:
            return False
    return has_words(paper, facets.words)


def searchable(paper: Paper) -> str:
    """Everything of a paper that its row says, and the names of its outcomes; at most so much of each."""
    values = (
        value for facet in FACETS if facet.id != "randomised" for value in facet.values(paper)[:_MOST_CHOSEN]
    )
    year = "" if paper.year is None else str(paper.year)
    own = (paper.study, paper.title, paper.compared, paper.design, paper.endpoint, paper.n, year)
    return " ".join(text[:_LONGEST] for text in (*own, *paper.qualifiers, *values))


def has_words(paper: Paper, words: str) -> bool:
    """Whether every word of `words` begins a word of the paper's row."""
    return not words.strip() or begins(searchable(paper), words)


def begins(text: str, words: str) -> bool:
    """Whether every word of `words` begins a word of `text`."""
    wanted = _WORD.findall(words.casefold())
    if not wanted:
        return True
    there = set(_WORD.findall(text.casefold()))
    return all(any(word.startswith(beginning) for word in there) for beginning in wanted)


def ordered(papers: Iterable[Paper], by: str = "year", *, reverse: bool = False) -> tuple[Paper, ...]:
    """Papers by `year` (newest first), `n` (largest first), `name` or `treatment` (A to Z).

    `reverse` turns the order round, but what is not stated stays last. ValueError for any other order.
    """
    if by not in ORDERS:
        raise ValueError(f"Papers are put in order by {', '.join(ORDERS)} only, not by “{by}”.")
    named = sorted(papers, key=lambda paper: (paper.study.casefold(), paper.doc))
    if by in ("year", "n"):
        number = _year_of if by == "year" else size_of
        known = [paper for paper in named if number(paper) is not None]
        known.sort(key=lambda paper: number(paper) or 0, reverse=not reverse)
        return (*known, *(paper for paper in named if number(paper) is None))
    word = _name_of if by == "name" else _treatment_of
    return tuple(sorted(named, key=word, reverse=reverse))


def _name_of(paper: Paper) -> str:
    return paper.study.casefold()


def _treatment_of(paper: Paper) -> str:
    return paper.compared.casefold()


def _year_of(paper: Paper) -> int | None:
    return paper.year


def size_of(paper: Paper) -> int | None:
    """The first number of a paper's printed n (`2,368 (785 infused)` is 2368), or nothing."""
    found = _NUMBER.search(paper.n[:200])
    digits = "".join(filter(str.isdecimal, found.group())) if found else ""
    return int(digits[:12]) if digits else None
