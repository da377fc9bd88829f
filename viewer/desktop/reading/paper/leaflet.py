"""A leaflet: the answer to a question on one sheet of paper, with its sources in short and what limits it."""

from collections.abc import Iterable

from PySide6.QtGui import QFont

from viewer.desktop.look.sheets import sheet
from viewer.desktop.look.tokens import Tokens
from viewer.desktop.reading.page.drawings import Draw, no_drawing
from viewer.desktop.reading.page.html import for_view, letters_html
from viewer.desktop.reading.page.images import LoadImage
from viewer.desktop.reading.page.style import page_css
from viewer.desktop.reading.paper.html import SOURCE, Printed, footer, review_line, written_out
from viewer.desktop.reading.paper.pages import PaperDocument, body_of_a_sheet, document_of, laid_out
from viewer.desktop.reading.quote.citation import label_lines
from viewer.library.model import Edition, Page, Section, Source
from viewer.prose import escape

ANSWER, NOT_REPORTED = "answer", "not-reported"
_SIZES = (140, 125, 112, 100, 88)
"""Per cent, the largest first: type shrinks until one sheet holds all of it, and never below print's own."""
_EXTRA = 88


def answer_of(page: Page | None) -> tuple[Section, ...]:
    """What a leaflet of `page` says: what stands above its headings, the answer, what is not reported.

    Nothing where the page is no question with an answer.
    """
    if page is None or page.section(ANSWER) is None:
        return ()
    wanted = (ANSWER, NOT_REPORTED)
    return tuple(part for part in page.sections if part.level == 0 or part.anchor in wanted)


def leaflet_of(
    page: Page,
    edition: Edition,
    light: Tokens,
    font: QFont,
    load_image: LoadImage,
    draw: Draw = no_drawing,
) -> tuple[Printed, PaperDocument] | None:
    """The leaflet in the largest type that a sheet of A4 holds it in; None where no readable one does."""
    body = body_of_a_sheet()
    for size in _SIZES:
        printed = _printed(page, edition, light, size)
        document = document_of(printed, font, load_image, draw)
        laid_out(printed, document, body)
        if document.pageCount() == 1:
            return printed, document
    return None


def _printed(page: Page, edition: Edition, light: Tokens, size: int) -> Printed:
    parts = answer_of(page)
    keys = dict.fromkeys(key for part in parts for key in part.sources)
    sources = [source for source in page.sources if source.key in keys]
    html = f'<p class="h1">{escape(page.title)}</p>{_about(page, edition)}'
    html += "".join(_said(part) for part in parts) + _sources(sources)
    html += letters_html(html) + f'<p class="note">{escape(edition.disclaimer)}</p>'
    css = page_css(light, size) + sheet("print.css", light, min(size, _EXTRA))
    foot = footer(edition, len(sources))
    return Printed(page.title, for_view(html), css, "Leaflet", edition.review, foot, zoom=size)


def _said(part: Section) -> str:
    """A section; the answer needs no heading, for the question is the title."""
    html = written_out(part.html)
    return html.partition("</h2>")[2] if part.anchor == ANSWER and "</h2>" in html else html


def _about(page: Page, edition: Edition) -> str:
    said = review_line(page, edition)
    review = f'<p class="review">{escape(said)}</p>' if said else ""
    warnings = {label.text for label in page.labels if label.role == "warn"}
    lines = (escape(line) for line in label_lines(page.labels) if line not in warnings)
    told = "<br>".join(lines)
    return f'{review}<p class="label">{told}</p>' if told else review


def _sources(sources: Iterable[Source]) -> str:
    lines = "".join(
        f'<p class="source"><a name="{SOURCE}{source.key}"></a><b>{source.number}</b>&nbsp; '
        f"{escape(source.short)} <i>{escape(source.checked)}</i></p>"
        for source in sources
    )
    return f'<h2><a name="sources"></a>Sources</h2>{lines}' if lines else ""
