"""Text as typed → what is asked: words, phrases, what must not be there, filters."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from viewer.search.analysis.analyser import Analyser, Token, chunks_at, fold, visible
from viewer.search.analysis.identifiers import Identifier, doi_token
from viewer.search.analysis.lists import STOP, WEAK
from viewer.search.query import dialect
from viewer.search.query.dialect import Dialect

LONGEST = 1000
MOST_WORDS = 32
_SHOWN = 30
"""Characters of what was typed that a notice repeats."""
_MARKS = ' -–−"“”„«»'

_FIELD = re.compile(r'(?<!\S)(kind|author|year): ?("[^"]*"|[^\s"]*)', re.IGNORECASE)
_QUOTED = re.compile(r'(?P<minus>(?<!\S)[-–−])?["“”„«](?P<phrase>[^"“”„«»]+)["“”»]')
_MINUS = re.compile(r"(?<!\S)[-–−](?=[^\W_])")
_WHOM = re.compile(
    r"\b(?:which|what) (?:patients?|people|persons?)\b|^\W*(?:patients?|people|those) who\b", re.IGNORECASE
)
"""`which patients should not …` and `patients who should not …` ask who."""
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
    pattern: str = ""
    """What words of the library must look like, for a word with `?`, `#` or `*` in it."""
    either: int = 0
    """Words with the same number stand for one another: `liver OR lung`."""
    initial: bool = False
    """First letters of somebody’s names."""

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
    identifiers: tuple[Word, ...] = ()
    """Numbers that name one thing: where the library knows them, they alone are meant."""
    quoted: bool = False
    """A phrase was asked for."""
    notices: tuple[str, ...] = field(default=())

    @property
    def filtered(self) -> bool:
        """Whether anything beside words was asked for."""
        return bool(self.kinds or self.authors or self.years)

    def unquoted(self) -> "Query":
        """The same with the words of quoted phrases asked for one by one."""
        words = (
            Word((token,), token.start, token.end, either=word.either) if word.quoted else word
            for word in self.words
            for token in (word.tokens if word.quoted else word.tokens[:1])
        )
        return replace(self, words=tuple(words))


def parse(typed: str, analyser: Analyser, kinds: frozenset[str]) -> Query:
    """Read a query; `kinds` are those of the index. Nothing that can be typed is an error."""
    text, notices = _clean(typed)
    query = Query(typed, text, notices=notices, finished=not _UNFINISHED.search(text))
    # Somebody who types everything in capitals means nothing by it.
    rest = list(text.lower() if text.isupper() and text.count(" ") > 2 else text)
    rest = rest if len(rest) == len(text) else list(text)
    for match in _FIELD.finditer(text):
        query = _filter(query, match.group(1).lower(), match.group(2).strip('"'), kinds)
        _blank(rest, match.span())
    read = dialect.read(text, rest)
    for match in _WITHOUT.finditer(text):
        rest[slice(*match.span())] = "not"  # any negation answers any other
    query = replace(
        query,
        authors=(*query.authors, *read.authors),
        years=read.years or query.years,
        notices=(*query.notices, *read.notices),
    )
    return _words_of(query, read, analyser)


def _words_of(query: Query, read: Dialect, analyser: Analyser) -> Query:
    rest, found, excluded = read.rest, list[Word](), list[Word]()
    for one in read.identifiers:
        found.append(_identifier(one, analyser))
        _blank(rest, (one.start, one.end))
    known = tuple(found)
    for match in _QUOTED.finditer("".join(rest)):
        tokens = tuple(_moved(match.start("phrase"), analyser.tokens(match.group("phrase"))))
        if tokens:
            (excluded if match.group("minus") else found).append(Word(tokens, *match.span(), quoted=True))
        _blank(rest, match.span())
    for match in _WHOM.finditer("".join(rest)):
        rest[slice(*match.span())] = "who".rjust(match.end() - match.start())
    for match in _MINUS.finditer("".join(rest)):
        word = next(_words("".join(rest), match.end(), analyser), None)
        if word:
            excluded.append(word)
            _blank(rest, (match.start(), word.end))
    for span in read.patterns:
        found.append(_pattern("".join(rest[slice(*span)]), span))
        _blank(rest, span)
    found += _words("".join(rest), 0, analyser)
    words = [_marked(word, read) for word in sorted(found, key=lambda word: word.start)]
    query = replace(query, identifiers=known, quoted=any(word.quoted for word in words))
    return _finish(query, words, excluded)


def _identifier(one: Identifier, analyser: Analyser) -> Word:
    """A number as one word, whatever stands in it."""
    tokens = (doi_token(one.text),) if one.is_doi else tuple(_moved(0, analyser.tokens(one.text)))
    return Word(tokens, one.start, one.end)


def _pattern(text: str, span: tuple[int, int]) -> Word:
    """`wom?n`: nought or one letter for `?` and `#`, any for `*`."""
    signs = {"?": r"\w?", "#": r"\w?", "*": r"\w*", "$": r"\w*"}
    pattern = "".join(signs.get(letter, letter) for letter in fold(text))
    return Word((Token(text.lower(), text.lower(), *span),), *span, pattern=pattern)


def _marked(word: Word, read: Dialect) -> Word:
    """A word with what was understood of the signs beside it."""
    either = (n for n, (start, end) in enumerate(read.either, 1) if start <= word.start < end)
    initial = any(start <= word.start and word.end <= end for start, end in read.initials)
    return replace(
        word, prefix=word.end in read.begun, either=next(either, 0), initial=initial and not word.pattern
    )


def _moved(by: int, tokens: Iterator[Token]) -> Iterator[Token]:
    for token in tokens:
        if not token.extra:
            yield token._replace(start=token.start + by, end=token.end + by)


def _clean(typed: str) -> tuple[str, tuple[str, ...]]:
    seen = visible(unicodedata.normalize("NFC", typed[: 2 * LONGEST]))
    text = "".join(char if char.isprintable() else " " for char in seen)
    notices: tuple[str, ...] = ()
    if len(typed) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0]
        notices = (f"The question is very long: only its first {len(text)} characters were searched.",)
    return text, notices


def _blank(text: list[str], span: tuple[int, int]) -> None:
    text[span[0] : span[1]] = " " * (span[1] - span[0])


def _words(text: str, start: int, analyser: Analyser) -> Iterator[Word]:
    """The words of a text; a compound that means little in parts is one word."""
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
    if excluded:
        left_out = ", ".join(
            f"“{_short(query.text[word.start : word.end].strip(_MARKS))}”" for word in excluded[:5]
        )
        notices += (
            f"Left out: {left_out}." if found else "Type a word to look for beside those to leave out.",
        )
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
    return not word.quoted and (word.initial or word.surface in WEAK)
