"""A page as it is printed: light colours, labels as text, sources and links written out. No Qt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from viewer.desktop.look.sheets import sheet
from viewer.desktop.look.tokens import Tokens
from viewer.desktop.reading.page.html import for_view, letters_html
from viewer.desktop.reading.page.style import page_css
from viewer.desktop.reading.quote.citation import label_lines
from viewer.library.model import OWN, OWN_LABEL, OWN_SAID, Edition, Page, Source
from viewer.prose import counted, escape, long_date

_OUTSIDE = re.compile(r'<a class="outside" href="([^"]*)">(.*?)</a>', re.DOTALL)
_TERM = re.compile(r'<a class="term"[^>]*>(.*?)</a>', re.DOTALL)
_LINK = re.compile(r'<a href="[^"]*">(.*?)</a>', re.DOTALL)
SOURCE = "source-"
_CITATION = re.compile(r'(?<=class="cite" )href="references/([a-z0-9-]+)"')
_DOI = re.compile(r"doi:(10\.\d{4,9}/[^\s<>\"]*[^\s<>\".,;])")
_SMALL, _LARGE = 88, 125
"""Per cent of the size on the screen, for A4 at 96 pixels an inch."""
_SMALL_EXTRA, _LARGE_EXTRA = 88, 108
"""The same for labels and sources, which large print need not show as large."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What goes onto paper."""

    title: str
    html: str
    css: str
    header: str
    review: str
    """Stands on every sheet."""
    footer: str
    headings: tuple[tuple[str, str], ...] = ()
    """Anchor and text of each, for the outline of a PDF."""
    zoom: int = _SMALL
    """Per cent of the size on the screen, for drawings."""


def printed_page(page: Page, edition: Edition, light: Tokens, *, large: bool = False) -> Printed:
    """`page` for paper, in the usual or in `large` type."""
    html = _head(page, edition) + "".join(written_out(section.html) for section in page.sections)
    html += (
        sources_html(page.sources) + letters_html(html) + f'<p class="note">{escape(edition.disclaimer)}</p>'
    )
    css = page_css(light, _LARGE if large else _SMALL)
    css += sheet("print.css", light, _LARGE_EXTRA if large else _SMALL_EXTRA)
    return Printed(
        page.title,
        for_view(html),
        css,
        page.title,
        OWN_LABEL if page.kind == OWN else edition.review,
        footer(edition, len(page.sources), is_own=page.kind == OWN),
        _headings(page),
        _LARGE if large else _SMALL,
    )


def _headings(page: Page) -> tuple[tuple[str, str], ...]:
    own = tuple((section.anchor, section.heading) for section in page.sections if section.heading)
    return (*own, ("sources", "Sources")) if page.sources else own


def _head(page: Page, edition: Edition) -> str:
    crumbs = escape(" › ".join(page.breadcrumb))
    lines = label_lines(page.labels)
    said = review_line(page, edition)
    review = f'<p class="review">{escape(said)}</p>' if said else ""
    told = (line for line in lines if line not in _warnings(page))
    labels = f'<p class="label">{"<br>".join(escape(line) for line in told)}</p>'
    return f'<p class="crumbs">{crumbs}</p><p class="h1">{escape(page.title)}</p>{review}{labels}'


def _warnings(page: Page) -> list[str]:
    return [label.text for label in page.labels if label.role == "warn"]


def review_line(page: Page, edition: Edition) -> str:
    """That nobody, or who, has checked it, with what the page warns of; empty where nothing is to be said."""
    heads = _warnings(page) or ([] if edition.is_reviewed else [edition.review])
    if page.kind == OWN:
        return f"{'. '.join(heads)}. {OWN_SAID}"
    if not heads or edition.is_reviewed:
        return ". ".join(heads)
    return f"{'. '.join(heads)}. {edition.review_note}"


def written_out(html: str) -> str:
    """Links as they can be read on paper: addresses in full, terms and links within the library as text.

    Citations lead to their entry, which a PDF keeps.
    """
    html = _CITATION.sub(f'href="#{SOURCE}\\1"', html)
    html = _OUTSIDE.sub(r"\2 (\1)", html)
    html = _TERM.sub(r"\1", html)
    return _LINK.sub(r"\1", html)


def sources_html(sources: Iterable[Source]) -> str:
    """The sources in full, under a heading of their own; nothing where there are none."""
    lines = "".join(
        f'<p class="source"><a name="{SOURCE}{source.key}"></a><b>{source.number}</b>&nbsp; '
        f"{_with_doi(escape(source.full))} "
        f"<i>{escape(source.checked)}</i></p>"
        for source in sources
    )
    return f'<h2><a name="sources"></a>Sources</h2>{lines}' if lines else ""


def _with_doi(text: str) -> str:
    """The DOI as a link, which a PDF keeps."""
    return _DOI.sub(r'<a href="https://doi.org/\1">doi:\1</a>', text)


def footer(edition: Edition, sources: int, *, is_own: bool = False) -> str:
    """What stands at the foot of every sheet; papers of the reader's own are of no edition."""
    if is_own:
        return f"Wardshelf · {OWN_SAID}"
    return (
        f"Wardshelf · {edition.title} · edition {edition.edition}, compiled {long_date(edition.compiled)}"
        f" · {counted(sources, 'source')}"
    )
