"""glossary.tsv: terms, their definitions, and where a page first uses one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

COLUMNS = ("term", "definition", "source")
PAGE = "pages/glossary"
"""The page that is made from the table."""
COMMON_USAGE = "common usage"
_START = re.compile(r"(?<![\w-])(?:\w+|[^\w\s])")
_GOES_ON = re.compile(r"[\w-]")


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """An entry; `forms` are further ways to write the term."""

    slug: str
    term: str
    forms: tuple[str, ...]
    definition: str
    source: str
    line: int


def slug(text: str) -> str:
    """Small letters, digits and single hyphens: the anchor of a heading, the address of a term."""
    return re.sub(r"[^\w]+|_", "-", text.lower()).strip("-") or "section"


def term_from(cell: str, definition: str, source: str, line: int) -> GlossaryTerm:
    """Make a term from a row; further forms stand after `;`."""
    first, *forms = (form.strip() for form in cell.split(";"))
    return GlossaryTerm(slug(first), first, tuple(form for form in forms if form), definition, source, line)


class Terms:
    """Finds the first appearance of each term in a page, in a time that does not depend on their number."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self._slugs: dict[str, str] = {}
        lengths: dict[str, set[int]] = {}
        for term in terms:
            for form in (term.term, *term.forms):
                self._slugs.setdefault(_key(form), term.slug)
                if first := _START.match(form):
                    lengths.setdefault(first[0].lower(), set()).add(len(form))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, text: str, seen: set[str]) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and slug of terms in `text` that are not in `seen`, and add them to it."""
        done = 0
        for match in _START.finditer(text):
            start = match.start()
            found = self._at(text, start, match[0]) if start >= done else None
            if found is None:
                continue
            done, slug = found
            if slug not in seen:
                seen.add(slug)
                yield start, done, slug

    def _at(self, text: str, start: int, first: str) -> tuple[int, str] | None:
        """The end and slug of the longest term that begins at `start` with the word `first`."""
        for length in self._lengths.get(first.lower(), ()):
            end = start + length
            if end > len(text) or _GOES_ON.match(text, end):
                continue
            # Short forms are matched as written (`OS` is no `os`), words in any case.
            form = text[start:end]
            if slug := self._slugs.get(form) or self._slugs.get(form.lower()):
                return end, slug
        return None


def _is_short_form(form: str) -> bool:
    return any(letter.isupper() for letter in form[1:])


def _key(form: str) -> str:
    return form if _is_short_form(form) else form.lower()
