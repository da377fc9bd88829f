"""Numbers that name one paper or one trial: DOI, PMID, PMCID, numbers of registers."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from viewer.search.analysis.analyser import Token, fold

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"“”<>,;?#]*[^\s\"“”<>,;?#.:]", re.IGNORECASE)
_VIEWS = re.compile(r"/(?:full|abstract|summary|pdf|epdf|pdfdirect|meta|fulltext|html?)$", re.IGNORECASE)
"""What the addresses of publishers have behind a DOI."""
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
REGISTRY = re.compile(
    r"\b(?:NCT\d{8}|ISRCTN\d{8}|NTR\d{3,5}|EudraCT[ :]*\d{4}-\d{6}-\d\d|(?<=PMID)[ :]*\d{6,8})\b"
)
"""Numbers of trials and of PubMed, as texts have them."""
_TYPED = re.compile(
    r"\b(?:(?:NCT|ISRCTN)[ -]?(?P<long>\d{8})|NTR[ -]?\d{3,5}|NL\d{3,5}|PMC ?\d{5,8}"
    r"|\d{4}-\d{6}-\d\d(?:-\d\d)?"
    r"|(?:PMID|pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)[ :/]*(?P<pubmed>\d{6,8}))\b",
    re.IGNORECASE,
)
"""The same as people type and paste them."""


class Identifier(NamedTuple):
    """A number that names one thing, and where it stands."""

    text: str
    start: int
    end: int
    is_doi: bool = False


def dois(text: str) -> Iterator[Identifier]:
    """The DOIs of a text, without the brackets around them and what addresses have behind them."""
    for match in _DOI.finditer(text):
        doi = _VIEWS.sub("", _balanced(match.group()))
        yield Identifier(doi, match.start(), match.start() + len(doi), True)


def typed(text: str) -> list[Identifier]:
    """All identifiers of a question."""
    found = list(dois(text))
    for match in _TYPED.finditer(text):
        if not any(one.start <= match.start() < one.end for one in found):
            start = match.start("pubmed") if match["pubmed"] else match.start()
            plain = match.group().replace(" ", "") if not match["pubmed"] else match["pubmed"]
            plain = plain if match["long"] is None else plain.replace("-", "")
            found.append(Identifier(plain, start, match.end()))
    return sorted(found, key=lambda one: one.start)


def doi_token(doi: str) -> Token:
    """A DOI as one word."""
    surface = fold(doi)
    return Token(surface, surface, 0, len(doi), True)


def _balanced(doi: str) -> str:
    """Without a closing bracket that was opened before the DOI, and what follows it."""
    opened: list[str] = []
    for place, letter in enumerate(doi):
        if letter in "([{<":
            opened.append(letter)
        elif letter in _BRACKETS and (not opened or opened.pop() != _BRACKETS[letter]):
            return doi[:place].rstrip(".,:")
    return doi
