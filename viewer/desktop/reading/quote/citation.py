"""What goes onto the clipboard with a passage: its place, its population, its sources. No Qt."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from viewer.desktop.reading.page.links import SCHEME
from viewer.library.grade import legend
from viewer.library.model import OWN, OWN_SAID, Edition, Label, Page, Section, Source
from viewer.prose import long_date

_CARE = re.compile(r'<table class="callout (?:care|unchecked|safety)"[^>]*>(.*?)</table>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_HEADS = {
    "population": "Population of the evidence",
    "qualifier": "Biomarker and line",
    "plain": "Study and source",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage with everything that must go with it."""

    paragraphs: tuple[str, ...]
    caveats: tuple[str, ...]
    place: str
    """`Title › Section`."""
    labels: tuple[str, ...]
    edition: str
    sources: tuple[str, ...]
    letters: str
    """What the letters at the numbers mean."""
    link: str

    def plain(self) -> str:
        """As plain text."""
        parts = ["\n".join(self.paragraphs), *self.caveats, f"— {self.place}", *self.labels, self.edition]
        if self.sources:
            parts.append("\n".join(["Sources", *self.sources]))
        return "\n\n".join([*parts, *filter(None, [self.letters]), self.link]) + "\n"

    def rich(self) -> str:
        """As HTML, for word processors and mail."""
        quote = "".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)
        caveats = "".join(f"<p><b>{escape(text)}</b></p>" for text in self.caveats)
        about = "<br>".join(escape(line) for line in (*self.labels, self.edition))
        listed = "<br>".join(escape(source) for source in self.sources)
        sources = f"<p><b>Sources</b><br>{listed}</p>" if listed else ""
        letters = f"<p>{escape(self.letters)}</p>" if self.letters else ""
        return (
            f"<blockquote>{quote}</blockquote>{caveats}<p><b>{escape(self.place)}</b><br>{about}</p>"
            f"{sources}{letters}<p>{escape(self.link)}</p>"
        )


def citation_of(
    page: Page, paragraphs: Sequence[str], keys: Iterable[str], section: Section | None, edition: Edition
) -> Citation:
    """A passage of `page` that cites `keys` and stands in `section` (none: the whole page)."""
    wanted = set(keys)
    told = " ".join(paragraphs)
    caveats = [text for text in caveats_of(page, section) if text not in told]
    heading = f" › {section.heading}" if section is not None and section.heading else ""
    return Citation(
        tuple(paragraphs),
        tuple(caveats),
        f"{page.title}{heading}",
        tuple(label_lines(page.labels)),
        OWN_SAID if page.kind == OWN else edition_line(edition),
        tuple(source_line(source) for source in page.sources if source.key in wanted),
        legend(" ".join((told, *caveats))),
        section_link(page.doc, section.anchor if section is not None else ""),
    )


def label_lines(labels: Iterable[Label]) -> list[str]:
    """The labels by role, one line a role; the review label as it is."""
    given = list(labels)
    lines = [label.text for label in given if label.role == "warn"]
    for role, head in _HEADS.items():
        texts = [label.text for label in given if label.role == role]
        if texts:
            lines.append(f"{head}: {'; '.join(texts)}")
    return lines


def edition_line(edition: Edition) -> str:
    """`Wardshelf: Title of the library, edition 2026.11, compiled 20 November 2026`."""
    return f"Wardshelf: {edition.title}, edition {edition.edition}, compiled {long_date(edition.compiled)}"


def source_line(source: Source) -> str:
    """A reference with its number and how far it was checked."""
    return f"{source.number}. {source.full} [{source.checked}]"


def section_link(doc: str, anchor: str) -> str:
    """`wardshelf:pages/help#keys`."""
    return f"{SCHEME}{doc}#{anchor}" if anchor else f"{SCHEME}{doc}"


def caveats_of(page: Page, section: Section | None) -> Iterator[str]:
    """Warnings of the section and of the head of the page: no figure leaves without them."""
    if section is None:
        return
    for part in page.sections:
        if part.level == 0 or part.anchor == section.anchor:
            for match in _CARE.finditer(part.html):
                yield " ".join(unescape(_TAG.sub(" ", match[1])).split()).replace(" .", ".")
