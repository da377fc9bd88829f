"""Text as typed → what is asked: words, phrases, what must not be there, filters."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from viewer.search.analysis.analyser import DOI, Analyser, Token, chunks_at, doi_token, fold
from viewer.search.analysis.lists import STOP, WEAK

LONGEST = 1000
MOST_WORDS = 32
_SHOWN = 30
"""Characters of what was typed that a notice repeats."""

_FIELD = re.compile(r'(?<!\S)(kind|author|year):("[^"]*"|\S*)', re.IGNORECASE)
_QUOTED = re.compile(r'(?P<minus>(?<!\S)[-−])?["“”„«]\s*(?P<phrase>[^"“”„«»]+?)\s*["“”»]')
_MINUS = re.compile(r"(?<!\S)[-−](?=[^\W_])")
_OPERATOR = re.compile(r"(?<=\S )(?:AND|OR)(?= +\S)")
"""Other programs join words so; here it is a word like `and`. OR for odds ratio stands first or last."""
_WITHOUT = re.compile(r"\bw/o\b", re.IGNORECASE)
_UNFINISHED = re.compile(r"[\w\u0300-\u036f*]$")
_YEARS = re.compile(r"(?P<first>\d{4})?(?P<to>\s*[-–:]\s*|\.\.)?(?P<last>\d{4})?$")


@dataclass(frozen=True, slots=True)
class Word:
    """One thing asked for: a word, or several that must follow one another."""

    tokens: tuple[Token, ...]
    start: int = 0
    end: int = 0
    """Where it stands in `Query.text`."""
    prefix: bool = False
    quoted: bool = False
    caps: bool = False
    """In capitals as typed."""
    parts: tuple[str, ...] = ()
    """Keys of its parts: `5` and `fu` of `5-FU`."""
    joined: str = ""
    """Key of the compound that it is a part of: `short` of `short-course`."""

    @property
    def surface(self) -> str:
        """As typed, folded."""
        return " ".join(token.surface for token in self.tokens)

    @property
    def terms(self) -> tuple[str, ...]:
        """Its keys."""
        return tuple(token.term for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked."""

    typed: str
    text: str
    """As typed, cleaned and cut to a length that can be answered; places in words refer to it."""
    words: tuple[Word, ...] = ()
    excluded: tuple[Word, ...] = ()
    kinds: frozenset[str] = frozenset()
    authors: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    finished: bool = False
    """The last word is complete."""
    notices: tuple[str, ...] = field(default=())

    @property
    def filtered(self) -> bool:
        """Whether anything beside words was asked for."""
        return bool(self.kinds or self.authors or self.years)

    def unquoted(self) -> "Query":
        """The same with the words of quoted phrases asked for one by one."""
        words = (Word((token,), token.start, token.end) for word in self.words for token in word.tokens)
        return replace(self, words=tuple(words))


def parse(typed: str, analyser: Analyser, kinds: frozenset[str]) -> Query:
    """Read a query; `kinds` are those of the index. Nothing that can be typed is an error."""
    text, notices = _clean(typed)
    query = Query(typed, text, notices=notices, finished=not _UNFINISHED.search(text))
    # Somebody who types everything in capitals means nothing by it.
    rest = list(text.lower() if text.isupper() and text.count(" ") > 2 else text)
    for match in _WITHOUT.finditer(text):
        rest[slice(*match.span())] = "not"  # any negation answers any other
    for match in _FIELD.finditer(text):
        query = _filter(query, match.group(1).lower(), match.group(2).strip('"'), kinds)
        _blank(rest, match.span())
    found: list[Word] = []
    excluded: list[Word] = []
    for match in _QUOTED.finditer("".join(rest)):
        tokens = tuple(_moved(match.start("phrase"), analyser.tokens(match.group("phrase"))))
        if tokens:
            (excluded if match.group("minus") else found).append(Word(tokens, *match.span(), quoted=True))
        _blank(rest, match.span())
    for match in _MINUS.finditer("".join(rest)):
        word = next(_words("".join(rest), match.end(), analyser))
        excluded.append(word)
        _blank(rest, (match.start(), word.end))
    found += _words(_OPERATOR.sub(lambda match: match.group().lower(), "".join(rest)), 0, analyser)
    return _finish(query, sorted(found, key=lambda word: word.start), excluded)


def _moved(by: int, tokens: Iterator[Token]) -> Iterator[Token]:
    for token in tokens:
        if not token.extra:
            yield token._replace(start=token.start + by, end=token.end + by)


def _clean(typed: str) -> tuple[str, tuple[str, ...]]:
    text = "".join(
        char if char.isprintable() else " " for char in unicodedata.normalize("NFC", typed[: 2 * LONGEST])
    )
    notices: tuple[str, ...] = ()
    if len(typed) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0]
        notices = (f"The question is very long: only its first {len(text)} characters were searched.",)
    return text, notices


def _blank(text: list[str], span: tuple[int, int]) -> None:
    text[span[0] : span[1]] = " " * (span[1] - span[0])


def _words(text: str, start: int, analyser: Analyser) -> Iterator[Word]:
    """The words of a text; a compound that means little in parts is one word."""
    doi = DOI.search(text, start)
    if doi:
        yield Word((doi_token(doi.group()),), *doi.span())
        text = text[: doi.start()] + " " * (doi.end() - doi.start()) + text[doi.end() :]
    for base, chunk in chunks_at(text, start):
        tokens = analyser.chunk(chunk)
        tight = len(tokens) > 1 and tokens[1].extra
        parts = tuple(token.term for token in tokens[1:]) if tight else ()
        joined = tokens[-1].term if tokens and tokens[-1].extra and not tight else ""
        for token in tokens:
            if not token.extra:
                caps = chunk[token.start : token.end].isupper()
                yield Word(
                    (token,), base + token.start, base + token.end, caps=caps, parts=parts, joined=joined
                )


def _finish(query: Query, found: list[Word], excluded: list[Word]) -> Query:
    notices = query.notices
    if len(found) > MOST_WORDS:
        notices += (f"The question is very long: only its first {MOST_WORDS} words were searched.",)
        found = found[:MOST_WORDS]
    if not found and excluded:
        notices += ("Type a word to look for beside those to leave out.",)
    if found and not query.finished and not found[-1].quoted and found[-1].end >= len(query.text.rstrip("*")):
        found[-1] = replace(found[-1], prefix=True)
    return replace(query, words=tuple(found), excluded=tuple(excluded), notices=notices)


def _filter(query: Query, name: str, value: str, kinds: frozenset[str]) -> Query:
    if name == "author" and value:
        return replace(query, authors=(*query.authors, fold(value)))
    if name == "year":
        return _year(query, value)
    if name == "kind" and value:
        wanted = frozenset(kind for kind in kinds if _same_kind(fold(value), fold(kind)))
        if wanted:
            return replace(query, kinds=query.kinds | wanted)
        known = ", ".join(sorted(kinds)[:12])
        return replace(
            query, notices=(*query.notices, f"There is no kind “{_short(value)}”; kinds are {known}.")
        )
    return query


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"


def _same_kind(typed: str, kind: str) -> bool:
    """`faq`, `faqs`, `modalities` and, half typed, `mod`."""
    return kind.startswith(typed) or typed in (f"{kind}s", f"{kind.removesuffix('y')}ies")


def _year(query: Query, value: str) -> Query:
    match = _YEARS.match(value)
    if not match or not (match["first"] or match["last"]):
        if len(value) >= 4:
            notice = f"“{_short(value)}” is no year: write year:2019 or year:2018-2022."
            return replace(query, notices=(*query.notices, notice))
        return query
    first, last = match["first"], match["last"]
    if not match["to"]:
        last = first
    return replace(query, years=(int(first or 0), int(last or 9999)))


def is_stop(word: Word) -> bool:
    """A word that a question can do without; `IT` and `OR` in capitals are no such words."""
    short = word.caps and len(word.surface) > 1
    return not word.quoted and not short and word.tokens[0].surface in STOP


def is_weak(word: Word) -> bool:
    """A word that counts little."""
    return not word.quoted and word.surface in WEAK
