"""How people write who come from PubMed, Ovid, Embase or a search engine: tags, operators, cut-off words.

What can be understood is; of the rest the signs are taken off and that is said. A text keeps its length, so
that places in it stay what they are.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from viewer.search.analysis import identifiers
from viewer.search.analysis.analyser import fold
from viewer.search.analysis.identifiers import Identifier

TAGS = "Field tags and commands of other databases are not used here."
_YEAR_OF = r"(?:\[\s*(?:dp|pdat|edat|crdt|py|date[^\]]*|publication date)\s*\]|\.yr\.)"
_DAY = r"(?:/\d{1,2}){0,2}"
_YEARS = re.compile(
    rf'"?(\d{{4}}){_DAY}"?(?:{_YEAR_OF})?(?:\s*:\s*"?(\d{{4}}){_DAY}"?)?\s*{_YEAR_OF}', re.IGNORECASE
)
_AUTHOR = re.compile(
    r"(?:\"([^\"]+)\"|([^\W\d_][\w'’-]*(?:,?\s+[a-z]{1,3}(?!\w))?))\s?"
    r"(?:\[\s*(?:1?au|fau|lastau|auth?|auid|(?:first |last )?authors?[^\]]*)\s*\]|\.au\.)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\"([^\"]+)\"(?=\[\s*(?:mesh|mh|majr|nm|sh|pt|publication|supplementary))", re.IGNORECASE
)
"""A heading of an index: no phrase of a text."""
_FIELDS = "ab|ti|tw|mp|kw|kf|hw|sh|au|yr|pt|jn|nm|ot|af|fs|in|id|ui|la|dt|px|rx|so|tn|de|it"
_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE if folded else 0)
    for pattern, folded in (
        (r"(?<=[\w)\"”*$?#])\[[a-z][a-z /:~-]{0,40}\]", True),
        (r"\s\[(?:tiab|ti|tw|mh|mesh[^\]]*|all fields?|title[^\]]*|text words?|la|sb|pt|majr)\]", True),
        (rf"(?<=[\w)*$\"?#])\.(?:{_FIELDS})(?:,(?:{_FIELDS}))*\.(?=\s|\)|$)", True),
        (rf"(?<=[\w)*$\"'?#]):(?:{_FIELDS})(?:,(?:{_FIELDS}))*(?!\w)", True),
        (r"(?<!\w)exp\s+(?=[^()]+/)", True),
        (
            r"(?<=[a-z'\"])/(?:(?:exp|mj|br|de|[a-z]{2})(?:,\s?[a-z]{2})*)?(?=\s*(?:$|\)|(?:AND|OR|NOT)\b))",
            True,
        ),
        (r"(?<!\w)(?:adj\d+|(?:near|next|within|w|pre)/\d+)(?!\w)", True),
        (r"(?<!\w)(?:ADJ|NEAR)(?!\w)", False),
        (r"(?<!\w)(?:TITLE-ABS-KEY|TITLE-ABS|TITLE|ABS|KEY|AUTH)(?=\()|(?<!\w)(?:TS|TI|AB|SU|AK)\s?=", False),
        (r"(?<!\S)(?:all)?in(?:title|text|anchor):", True),
        (r"(?<!\S)(?:site|filetype|ext|inurl|cache|related|lang|sort):\S+", True),
        (r"(?<=\w)[~^]\d+(?:\.\d+)?(?!\w)", False),
    )
)
_CUT = re.compile(r"(?<=\w)\*(?!\w)|(?<=[^\W\d_])\$\d*(?!\w)")
_PATTERN = re.compile(r"(?<!\w)[^\W\d_]+(?:[?#*][^\W\d_]+)+[*#$]?|(?<!\w)[^\W\d_]{3,}#(?!\w)")
_NOT = re.compile(r"(?:(?<=\S )|(?<=\)))(?:(?:AND|OR|BUT)[ -]?)?NOT +(?=[\w\"“(])")
_SAYS = re.compile(
    r"\b(?:is|are|was|were|be|been|am|do|does|did|has|have|had|can|could|should|would|may|might|must|will|if"
    r"|or|but|why|versus|vs|when|who|that|which)\W+$",
    re.IGNORECASE,
)
"""Before NOT it is a sentence, however it is shouted: `the tumour is NOT resectable`."""
_OPERATOR = re.compile(r"(?<!\S)(?:AND|OR|[&|+]{1,2})(?!\S)")
_RATIO = re.compile(r"OR\s+[\d.·=<>(]")
_UNFINISHED = re.compile(r"(?:(?<=\w)|(?<=[\"”)*]))(?:\s+(?:AND|OR|NOT|AN)|\s*[&|+(])+\s*$")
_LEADING = re.compile(r"\s*(?:AND|OR)\s+(?=\S)")
_INITIALS = re.compile(
    r"[^\W\d_][\w'’-]+(?P<after>, *(?:[A-Z]\.[ -]?)+|,? +(?:[A-Z]\.[ -]?){2,})(?=\W|$)"
    r"|(?<![\w.])(?P<before>(?:[A-Z]\. ?){1,3})(?=[A-Z][a-z'’-]+)"
)
"""`Smith, D. A.`, `Smith D.A.`, `D. A. Smith`."""
_ADDRESS = re.compile(r"\bhttps?://[^\s/]*/?|\bwww\.[^\s/]+/?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:doi|pmid|pmcid|pubmed|clinical\s?trials\.gov|eudract|isrctn|ctis|eu ct|identifiers?|number|no\."
    r"|id|registration|registered|registry|under|as|trial|with|at|study|record|show)\b[\s:,.#/(\[]*)+$",
    re.IGNORECASE,
)
_COMMA = re.compile(r"(?<![\w.,])\d+,(?:\d{1,2}|\d{4,})(?![\d,])")
_COUNTED = re.compile(
    r"\b(?:grades?|stages?|phases?|class|types?|cycles?|days?|weeks?|arms?|lines?)\s+$", re.I
)
_MARKED = re.compile(r"(?<![\w-])[^\W\d_][a-zß-ÿ]{3,}(?P<marks>\d{1,2}(?:[,–-]\d{1,2})+)(?![\w.])")
"""A word with the figures of its references: `survival1,2`."""


@dataclass(slots=True)
class Dialect:
    """A text being read: what is left of it, and what was understood of the rest."""

    text: str
    rest: list[str]
    notices: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    years: tuple[int, int] | None = None
    begun: set[int] = field(default_factory=set)
    """Where words end that were cut off: `metasta*`."""
    patterns: list[tuple[int, int]] = field(default_factory=list)
    """Words with `?`, `#` or `*` in them."""
    either: list[tuple[int, int]] = field(default_factory=list)
    """Stretches of whose words any one is enough: `liver OR lung`."""
    initials: list[tuple[int, int]] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)

    def now(self) -> str:
        """What is left of the text."""
        return "".join(self.rest)

    def blank(self, start: int, end: int) -> None:
        """Take a stretch away."""
        self.rest[start:end] = " " * (end - start)


def read(text: str, rest: list[str]) -> Dialect:
    """Take out of a text what is written as other programs want it."""
    found = Dialect(text, rest)
    _identifiers(found)
    _tags(found)
    _operators(found)
    _cut_off(found)
    _figures(found)
    for match in _INITIALS.finditer(found.text):
        name = "after" if match["after"] else "before"
        found.initials.append(match.span(name))
        for place in range(*match.span(name)):
            if found.rest[place] in ",":
                found.rest[place] = " "
    return found


def _identifiers(found: Dialect) -> None:
    found.identifiers = identifiers.typed(found.text)
    for match in _ADDRESS.finditer(found.text):
        found.blank(*match.span())
    for one in found.identifiers:
        label = _LABEL.search(found.now()[: one.start])
        if label:
            found.blank(*label.span())
        behind = re.compile(r"[^\s]*").match(found.text, one.end)
        if behind and one.is_doi:
            found.blank(*behind.span())


def _tags(found: Dialect) -> None:
    for match in _YEARS.finditer(found.now()):
        found.years = int(match[1]), int(match[2] or match[1])
        found.blank(*match.span())
    for match in _AUTHOR.finditer(found.now()):
        found.authors.append(fold(match[1] or match[2]))
        found.blank(*match.span())
    for match in _SUBJECT.finditer(found.now()):
        found.rest[match.start()] = found.rest[match.end() - 1] = " "
        found.notices.append(TAGS)
    for sign in _SIGNS:
        for match in sign.finditer(found.now()):
            found.notices.append(TAGS)
            found.blank(*match.span())
    found.notices = list(dict.fromkeys(found.notices))


def _operators(found: Dialect) -> None:
    text = _as_typed(found)
    for pattern in (_UNFINISHED, _LEADING):
        match = pattern.search(text) if pattern is _UNFINISHED else pattern.match(text)
        if match and not _RATIO.match(text, match.start()):
            found.blank(*match.span())
    text = _as_typed(found)
    for match in _NOT.finditer(text):
        if not _SAYS.search(text[: match.start()]):
            found.blank(*match.span())
            _leave_out(found, match.end())
    text = _as_typed(found)
    breaks, ors = [0], list[int]()
    for match in _OPERATOR.finditer(text):
        if match.group() == "OR" and _RATIO.match(text, match.start()):
            continue
        found.blank(*match.span())
        (ors if match.group() in ("OR", "|", "||") else breaks).append(match.start())
    breaks += [place for place, letter in enumerate(text) if letter in "()"] + [len(text)]
    for start, end in pairwise(sorted(breaks)):
        if any(start <= place < end for place in ors):
            found.either.append((start, end))


def _as_typed(found: Dialect) -> str:
    """What is left, in the letters that were typed."""
    return "".join(
        letter if left != " " else " " for letter, left in zip(found.text, found.rest, strict=True)
    )


def _leave_out(found: Dialect, start: int) -> None:
    """Write what follows NOT as `-word`: a word, a phrase, or all that stands in brackets."""
    if found.rest[start] != "(":
        found.rest[start - 1] = "-"
        return
    inside = found.now()[start + 1 :].partition(")")[0]
    for match in re.finditer(r"(?:(?<=^)|(?<=\s))[\w\"“]", inside):
        found.rest[start + match.start()] = "-"
    for match in re.finditer(
        r"-?\b(?:or|and)\b", found.now()[start : start + 1 + len(inside)], re.IGNORECASE
    ):
        found.blank(start + match.start(), start + match.end())


def _cut_off(found: Dialect) -> None:
    for match in _PATTERN.finditer(found.now()):
        found.patterns.append(match.span())
    for match in _CUT.finditer(found.now()):
        if not any(start <= match.start() < end for start, end in found.patterns):
            found.begun.add(match.start())
            found.blank(*match.span())


def _figures(found: Dialect) -> None:
    """A comma as the decimal sign that it is, figures of references off their word."""
    text = found.now()
    for match in _COMMA.finditer(text):
        if not _COUNTED.search(text[: match.start()]):
            found.rest[match.start() + match.group().index(",")] = "."
            found.notices.append(f"“{match.group()}” was read as {match.group().replace(',', '.')}.")
    for match in _MARKED.finditer(text):
        found.blank(*match.span("marks"))
    for match in re.finditer(r"(?<=\d)\^(?=\d)", text):
        found.rest[match.start()] = "e"
