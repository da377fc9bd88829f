"""What changed between two editions of a library, statement by statement."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rapidfuzz import fuzz

from viewer.library.model import RELATED, Page, Section
from viewer.library.pages import glance, results
from viewer.prose import sentence_starts

OWN_PAGE = "pages/changes"
"""The page that lists what changed is no change."""
ADDED, CORRECTED, REWORDED, WITHDRAWN, MOVED = "added", "corrected", "reworded", "withdrawn", "moved"
ALIKE = 70.0
"""Per cent of likeness from which two statements of a page are the same one in other words."""
SAME = 90.0
"""Per cent from which two such statements with the same figures say the same."""
_FEWEST_WORDS = 8
"""A shorter statement that stands on another page now may stand there by chance."""
_OF_THE_SOURCE = ("Reference: ", "Grade: ", "Checked: ")
"""Rows of a card that speak of its source, which the page of that reference says."""
_CARD = (glance.ANCHOR, glance.CHECKS_ANCHOR)
_CITATION = re.compile(r"\[(?P<number>\d+)(?:\s(?P<letter>[ABP–]))?(?:, (?P<place>[^\]]*))?\]")
_CITATIONS = re.compile(r"(?:\[\d+(?:\s[ABP–])?(?:, [^\]]*)?\]\s*)+")
_BULLET = re.compile(r"\s*(?:•|\d+\.) ")
_LOOSE = re.compile(r"\s+(?=[.,;:)])")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_TURNING = re.compile(
    r"\b(?:not|no|non|never|none|neither|nor|without|cannot|un\w+|wild-type|mutant|mutated|positive|negative|"
    r"more|less|fewer|longer|shorter|higher|lower|better|worse|after|before)\b",
    re.IGNORECASE,
)
"""Words that turn what a statement says."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work that a statement cites."""

    key: str
    place: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class PageStatement:
    """A sentence, list item or table row of a page, without its citations."""

    doc: str
    anchor: str
    heading: str
    text: str
    citations: tuple[CitedWork, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a statement; both sides are there where it stands in both editions."""

    what: str
    here: PageStatement
    """Where a reader of the new edition finds it, or where it stood."""
    old: PageStatement | None
    new: PageStatement | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed, in the order of the pages."""

    changes: tuple[Change, ...]
    new_pages: tuple[Page, ...]
    gone_pages: tuple[Page, ...]
    new_sources: tuple[str, ...] = ()
    gone_sources: tuple[str, ...] = ()

    def counts(self) -> Mapping[str, int]:
        """How many statements were added, corrected, reworded, withdrawn or moved."""
        return Counter(change.what for change in self.changes)


@dataclass(slots=True)
class _Left:
    """Statements that do not stand in the other edition as they are, page by page."""

    old: dict[str, list[PageStatement]] = field(default_factory=lambda: defaultdict(list))
    new: dict[str, list[PageStatement]] = field(default_factory=lambda: defaultdict(list))


def compare(old: Iterable[Page], new: Iterable[Page]) -> Comparison:
    """Compare two editions, given as all of their pages."""
    before = {page.doc: page for page in old if page.doc != OWN_PAGE}
    after = {page.doc: page for page in new if page.doc != OWN_PAGE}
    left = _left(_statements(before.values()), _statements(after.values()))
    moved = list(_moved(left))
    changes = [change for doc in {**before, **after} for change in _of_page(left.old[doc], left.new[doc])]
    order = {doc: place for place, doc in enumerate([*after, *before])}
    changes.sort(key=lambda change: order[change.here.doc])
    works = [{doc for doc in pages if _is_reference(doc)} for pages in (before, after)]
    return Comparison(
        (*changes, *moved),
        tuple(page for doc, page in after.items() if doc not in before and not _is_reference(doc)),
        tuple(page for doc, page in before.items() if doc not in after and not _is_reference(doc)),
        tuple(sorted(works[1] - works[0])),
        tuple(sorted(works[0] - works[1])),
    )


def _is_reference(doc: str) -> bool:
    return doc.startswith("references/")


def _statements(pages: Iterable[Page]) -> list[PageStatement]:
    written = (page for page in pages if page.kind != "reference")
    return [found for page in written for found in statements(page)]


def statements(page: Page) -> Iterator[PageStatement]:
    """What a page says, sentence by sentence and row by row."""
    keys = {source.number: source.key for source in page.sources}
    for section in page.sections:
        if section.anchor in (RELATED, results.DRAWN_ANCHOR):
            continue
        for line in section.text.split("\n"):
            if section.anchor in _CARD and line.startswith(_OF_THE_SOURCE):
                continue
            said = [_statement(sentence, page.doc, section, keys) for sentence in _sentences(line)]
            # A row may cite once for all that it says.
            of_line = tuple(dict.fromkeys(citation for one in said for citation in one.citations))
            yield from (one if one.citations else replace(one, citations=of_line) for one in said if one.text)


def _sentences(line: str) -> Iterator[str]:
    text = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line.strip()
    # A citation after the full stop belongs to the sentence before it.
    starts = [at if at == 0 else _past_citations(text, at) for at in sentence_starts(text)]
    yield from (text[start:end] for start, end in pairwise(starts) if start < end)


def _past_citations(text: str, start: int) -> int:
    found = _CITATIONS.match(text, start)
    return found.end() if found else start


def _statement(sentence: str, doc: str, section: Section, keys: Mapping[int, str]) -> PageStatement:
    citations: list[CitedWork] = []

    def take(found: re.Match[str]) -> str:
        key = keys.get(int(found["number"]))
        if key is None:
            return found[0]
        citations.append(CitedWork(key, found["place"] or "", (found["letter"] or "").strip("–")))
        return ""

    text = " ".join(_LOOSE.sub("", _CITATION.sub(take, sentence)).split())
    return PageStatement(doc, section.anchor, section.heading, text, tuple(citations))


def _left(old: Sequence[PageStatement], new: Sequence[PageStatement]) -> _Left:
    """Leave out what stands on the same page in both, as often as it does."""
    left = _Left()
    common = Counter((one.doc, one.text) for one in old) & Counter((one.doc, one.text) for one in new)
    for side, found in ((left.old, old), (left.new, new)):
        waiting = common.copy()
        for one in found:
            if waiting[one.doc, one.text]:
                waiting[one.doc, one.text] -= 1
            else:
                side[one.doc].append(one)
    return left


def _moved(left: _Left) -> Iterator[Change]:
    """Take out what stands word for word on another page now."""
    there = {one.text: one for found in left.new.values() for one in found}
    for doc, found in left.old.items():
        for old in list(found):
            long_enough = len(old.text.split()) >= _FEWEST_WORDS
            if long_enough and (new := there.pop(old.text, None)) is not None:
                left.old[doc].remove(old)
                left.new[new.doc].remove(new)
                yield Change(MOVED, new, old, new)


def _of_page(old: list[PageStatement], new: list[PageStatement]) -> Iterator[Change]:
    """Pair the statements that are most alike; what is left over came or went."""
    scored = (
        (fuzz.token_sort_ratio(a.text, b.text), i, j) for i, a in enumerate(old) for j, b in enumerate(new)
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scored, key=lambda pair: -pair[0]):
        if score >= ALIKE and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    for i, j in sorted(partner.items(), key=lambda pair: pair[1]):
        what = CORRECTED if says_otherwise(old[i].text, new[j].text) else REWORDED
        yield Change(what, new[j], old[i], new[j])
    yield from (Change(ADDED, one, None, one) for j, one in enumerate(new) if j not in taken)
    yield from (Change(WITHDRAWN, one, one, None) for i, one in enumerate(old) if i not in partner)


def has_figure(text: str) -> bool:
    """Whether a statement says a number."""
    return bool(_FIGURE.search(text))


def says_otherwise(old: str, new: str) -> bool:
    """Whether two wordings differ much, in figures or their order, or in a word that turns the meaning."""
    if fuzz.token_sort_ratio(old, new) < SAME or _FIGURE.findall(old) != _FIGURE.findall(new):
        return True
    return _turns(old) != _turns(new)


def _turns(text: str) -> Counter[str]:
    return Counter(map(str.lower, _TURNING.findall(text)))
