"""glossary.tsv: terms, their definitions, and where a page first uses one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

COLUMNS = ("term", "definition", "source")
PAGE = "pages/glossary"
"""The page that is made from the table."""
COMMON_USAGE = "common usage"


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
    """Finds the first appearance of each term in a page."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self._slugs: dict[str, str] = {}
        for term in terms:
            for form in (term.term, *term.forms):
                self._slugs.setdefault(_key(form), term.slug)
        forms = sorted(self._slugs, key=len, reverse=True)
        # Short forms are matched as written (`OS` is no `os`), words in any case.
        choices = "|".join(re.escape(f) if _is_short_form(f) else f"(?i:{re.escape(f)})" for f in forms)
        self._pattern = re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])") if forms else None

    def find(self, text: str, seen: set[str]) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and slug of terms in `text` that are not in `seen`, and add them to it."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            found = self._slugs.get(match[0]) or self._slugs.get(match[0].lower())
            if found and found not in seen:
                seen.add(found)
                yield match.start(), match.end(), found


def _is_short_form(form: str) -> bool:
    return any(letter.isupper() for letter in form[1:])


def _key(form: str) -> str:
    return form if _is_short_form(form) else form.lower()
