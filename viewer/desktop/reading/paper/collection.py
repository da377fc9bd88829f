"""A collection as it is printed: each excerpt with population and warnings, all sources once. No Qt."""

import re
from collections.abc import Sequence

from viewer.desktop.look.sheets import sheet
from viewer.desktop.look.tokens import Tokens
from viewer.desktop.reading.page.html import for_view, letters_html
from viewer.desktop.reading.page.style import page_css
from viewer.desktop.reading.paper.excerpts import Excerpt
from viewer.desktop.reading.paper.html import Printed, footer, sources_html, written_out
from viewer.desktop.reading.quote.citation import caveats_of, label_lines
from viewer.library.model import OWN_LABEL, Edition, Source
from viewer.prose import escape

_SIZE = 88
"""Per cent, as any print."""
_HEADING = re.compile(r"<(/?)h([23])>")
_ANCHOR = re.compile(r'<a name="(?!source-)')


def printed_collection(
    name: str, found: Sequence[Excerpt], sources: Sequence[Source], edition: Edition, light: Tokens
) -> Printed:
    """The collection for paper, with `sources` below it."""
    said = "" if edition.is_reviewed or _are_own(found) else edition.review_note
    review = f'<p class="review">{escape(said)}</p>' if said else ""
    html = f'<p class="h1">{escape(name)}</p>{review}'
    html += "".join(_excerpt(excerpt, number) for number, excerpt in enumerate(found, 1))
    html += sources_html(sources) + letters_html(html) + f'<p class="note">{escape(edition.disclaimer)}</p>'
    css = page_css(light, _SIZE) + sheet("print.css", light, _SIZE)
    headings = tuple((f"item-{number}", heading_of(excerpt)) for number, excerpt in enumerate(found, 1))
    outline = (*headings, ("sources", "Sources")) if sources else headings
    foot = footer(edition, len(sources), is_own=_are_own(found))
    return Printed(name, for_view(html), css, name, _review(found, edition), foot, outline)


def _are_own(found: Sequence[Excerpt]) -> bool:
    return bool(found) and all(excerpt.is_own for excerpt in found)


def _review(found: Sequence[Excerpt], edition: Edition) -> str:
    """What stands on every sheet: who reviewed an edition says nothing of papers that are not in it."""
    if _are_own(found):
        return OWN_LABEL
    own = any(excerpt.is_own for excerpt in found)
    return f"{edition.review} · Your papers: not checked" if own else edition.review


def heading_of(excerpt: Excerpt) -> str:
    """`Title › Section`, by the names that this edition has for them; own papers under their label."""
    title = excerpt.page.title if excerpt.page is not None else excerpt.item.title
    heading = excerpt.section.heading if excerpt.section is not None else excerpt.item.heading
    place = f"{title} › {heading}" if heading else title
    return f"{OWN_LABEL} · {place}" if excerpt.is_own else place


def _excerpt(excerpt: Excerpt, number: int) -> str:
    html = f'<h2><a name="item-{number}"></a>{escape(heading_of(excerpt))}</h2>'
    if excerpt.words:
        html += f'<p class="review">{escape(excerpt.words)}</p>'
    if excerpt.page is not None:
        html += _about(excerpt)
    html += "".join(f"<p>{escape(text)}</p>" for text in excerpt.item.text.split("\n") if text)
    return html + "".join(_section(part.html, number, excerpt) for part in excerpt.sections)


def _about(excerpt: Excerpt) -> str:
    """Population, study and warnings: no figure leaves without them."""
    page = excerpt.page
    if page is None:
        return ""
    lines = (line for line in label_lines(page.labels) if line != OWN_LABEL)  # that is in the heading
    labels = "<br>".join(map(escape, lines))
    told = excerpt.item.text or " ".join(part.text for part in excerpt.sections)
    warned = (text for text in caveats_of(page, excerpt.section) if text not in told)
    caveats = "".join(f"<p><b>{escape(text)}</b></p>" for text in warned)
    return (f'<p class="label">{labels}</p>' if labels else "") + caveats


def _section(html: str, number: int, excerpt: Excerpt) -> str:
    """A section under the heading of its excerpt: one level lower, its anchors its own."""
    own = excerpt.section is not None and html is excerpt.sections[0].html
    if own and "</h" in html:
        html = re.sub(r"^\s*<h[2-4]>.*?</h[2-4]>", "", html, count=1, flags=re.DOTALL)
    lower = _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}>", written_out(html))
    return _ANCHOR.sub(f'<a name="item-{number}-', lower)
