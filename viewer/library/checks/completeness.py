"""Checks that nothing of a source is lost on the way to its page, and that nothing is shown raw or unseen."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from viewer.errors import Problem
from viewer.library.pages.compose import Composed
from viewer.library.schema import MAX_LINE, MAX_PAGE
from viewer.library.sieve import DEEPEST, LONGEST, TABLES, sieved

_WORD = re.compile(r"[^\W_]+")
_NO_WORDS = re.compile(
    r"(?m)\[@[^\[\]]*\]|(?<=\])\[[^\[\]]*\]|^\[[^\[\]]+\]:|^[\s>]*:::.*$|^(?:[\s>]*(?:[-*+]|\d+[.)])(?=\s))+"
)
"""Citations, labels of links, lines of callouts and signs of lists, which a page shows in its own words."""
_TAG = re.compile(r"<[^>]*>")
_INLINE = re.compile(r"</?(?:b|i|a|code|sup|sub)\b[^>]*>")
_DIALECTS = (
    (re.compile(r"!?\[\[[^\[\]\n]+\]\]"), "a link in double brackets; write [text](kind/page)"),
    (re.compile(r"==[^\s=][^=\n]*=="), "a mark in double equals signs; write **text**"),
    (re.compile(r"~~[^~\n]+~~|~\w+~"), "a line through words; leave them out"),
    (re.compile(r"\[\^[^\[\]\s]+\]"), "a footnote; cite a work as [@key], or write the note into the text"),
    (re.compile(r"\$[^$\n]*\\[A-Za-z]+[^$\n]*\$"), "a formula of TeX; write it in letters, as α/β"),
)
Seen = dict[str, tuple[Composed, list[Problem], list[Problem]]]
"""By document: what was judged, what is raw or unseen, and what is lost or too much."""
_TOO_MUCH = (
    f"the section cannot be shown whole: at most {TABLES} boxes or tables in one another, "
    f"{DEEPEST} of anything, {LONGEST:,} characters in a paragraph, plain letters in names of images"
)
_TASK = re.compile(r"\[[ xX]\] ")
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
"""Characters of Unicode's category Cf, which nobody sees."""


def check(composed: Iterable[Composed], problems: list[Problem], seen: Seen | None = None) -> None:
    """Add what is lost, raw or unseen on each page to `problems`; `seen` remembers former pages."""
    faulty = {problem.file for problem in problems if not problem.warning}
    remembered = {} if seen is None else seen
    for one in composed:
        former = remembered.get(one.document.id)
        if former is None or former[0] is not one:
            file = one.document.file
            raw = [*(Problem(file, line, fault) for line, fault in _raw(one)), *_unseen(one)]
            gone = [Problem(file, line, fault) for line, fault in (*_lost(one), *_too_much(one))]
            former = remembered[one.document.id] = (one, raw, gone)
        problems += former[1]
        if one.document.file not in faulty:  # what was refused is lost, and was said
            problems += former[2]


def _lost(one: Composed) -> Iterator[tuple[int, str]]:
    """Words of the source that stand nowhere on the page."""
    html = "".join(draft.html for draft in one.drafts)
    shown = {
        word
        for between in ("", " ")
        for word in _WORD.findall(unescape(_TAG.sub(" ", _INLINE.sub(between, html))))
    }
    shown.update(word for tag in _TAG.findall(html) for word in _WORD.findall(unescape(tag)))
    body = _NO_WORDS.sub(lambda found: "\n" * found[0].count("\n") + " ", one.document.body)
    for number, line in enumerate(unescape(body).split("\n"), one.document.body_line + 1):
        lost = [word for word in _WORD.findall(line) if word not in shown]
        if lost:
            yield number, f"`{' '.join(lost)[:60]}` is lost: nothing on the page shows it"


def _raw(one: Composed) -> Iterator[tuple[int, str]]:
    """What another dialect of Markdown understands, and ours shows as it is."""
    for draft in one.drafts:
        for block in draft.blocks:
            for pattern, what in _DIALECTS:
                if found := pattern.search(block.text):
                    yield block.line, f"`{found[0][:60]}` would be shown as it is: {what}"
            if _TASK.match(block.text):
                yield block.line, "a box to tick would be shown as it is: write a plain list"


def _unseen(one: Composed) -> Iterator[Problem]:
    for draft in one.drafts:
        for block in draft.blocks:
            if found := _UNSEEN.search(block.text):
                message = f"holds the character U+{ord(found[0]):04X}, which nobody sees"
                yield Problem(one.document.file, block.line, message, warning=True)


def _too_much(one: Composed) -> Iterator[tuple[int, str]]:
    lines = [(1, one.document.text("title")), *((draft.line, draft.heading) for draft in one.drafts)]
    for place, words in lines:
        if len(words) > MAX_LINE:
            yield place, f"a title has more than {MAX_LINE:,} characters"
    if sum(len(draft.html) for draft in one.drafts) > MAX_PAGE:
        yield 1, f"the page is longer than {MAX_PAGE // 1_000_000} million characters; divide it"
    for draft in one.drafts:
        if sieved(draft.html) != draft.html:
            yield draft.line, _TOO_MUCH
