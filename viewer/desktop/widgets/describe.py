"""Cards and hits → rows of the left panel."""

import re
from collections.abc import Callable, Iterable, Sequence

from viewer.desktop.widgets.rows import Row, RowLink
from viewer.library.model import BROWSED, CARRIED, KIND_NAMES, OWN, OWN_LABEL, Card
from viewer.prose import counted
from viewer.search.answer import Hit, Snippet, Span
from viewer.userdata.records import Note

_EXCERPT = 240
_FEW_TRIALS = 10
"""Trials below which a list says how few they are: nobody should take it for a register."""


def row_of_hit(hit: Hit, card: Card | None) -> Row:
    """The row of a hit: where it stands, in whom it was measured, and the excerpt; it opens where that is.

    Population and design are said once: what the line of a paper begins with stands beside the chip.
    """
    place = hit.heading if hit.heading and hit.heading != hit.title and not hit.fixed else ""
    chip = _population(card)
    body, spans, design = hit.snippet.text, hit.snippet.spans, ""
    if hit.fixed and card is not None and chip:
        body, spans, design = _said_once(hit.snippet, card)
    if hit.kind == "reference":  # its text begins with what its title says
        body, spans = _without(body, spans, hit.title)
    studied = design or (_studied(card) if hit.kind in ("paper", "trial", OWN) else "")
    subtitle = " › ".join(part for part in (_carried(card), studied, place) if part) or (
        card.group if card else ""
    )
    return Row(
        doc=hit.doc,
        anchor="" if hit.fixed else hit.anchor,
        title=hit.title,
        aside=_aside(hit.kind, card),
        chip=chip,
        subtitle=subtitle,
        body=body,
        body_spans=spans,
        links=tuple(RowLink(other.anchor, other.heading or "Summary") for other in hit.elsewhere),
        whole=hit.kind in ("faq", "reference"),
    )


def _without(text: str, spans: tuple[Span, ...], piece: str) -> tuple[str, tuple[Span, ...]]:
    """A text and its marks without the sentence `piece`."""
    start = text.find(piece)
    if start < 0 or not piece:
        return text, spans
    end = start + len(piece)
    while end < len(text) and text[end] in ". ":
        end += 1
    gone = end - start
    kept = [span if span[1] <= start else (span[0] - gone, span[1] - gone) for span in spans
            if span[1] <= start or span[0] >= end]  # fmt: skip
    return text[:start] + text[end:], tuple(kept)


def _said_once(snippet: Snippet, card: Card) -> tuple[str, tuple[Span, ...], str]:
    """The line of a paper without what stands above it, its marks, and the design that it begins with.

    A line is `population; design, number: result and harm`. A population that says more than the chip does,
    such as a biomarker, stays before the result: it bounds what the figures mean.
    """
    head, colon, _ = snippet.text.partition(": ")
    population, semicolon, design = head.partition("; ")
    if not (colon and semicolon):
        return snippet.text, snippet.spans, ""
    start = len(head) + len(colon)
    said = next(label.text for label in card.labels if label.role == "population")
    bounds = _beyond(population, said)
    kept = f"{bounds[:1].upper()}{bounds[1:]}: " if bounds else ""
    shift = start - len(kept)
    spans = [(first - shift, last - shift) for first, last in snippet.spans if first >= start]
    if bounds == population:
        spans = [span for span in snippet.spans if span[1] <= len(population)] + spans
    return kept + snippet.text[start:], tuple(spans), _hard(design[:1].upper() + design[1:])


def _beyond(population: str, said: str) -> str:
    """What `population` says beyond the words of a chip, such as `KRAS G12C, chemorefractory`."""
    found = re.search(rf"(?<![\w-]){re.escape(said)}(?: cancer)?(?=,|$)", population, re.IGNORECASE)
    if found is None:
        return population
    around = (population[: found.start()].strip(" ,"), population[found.end() :].strip(" ,"))
    return ", ".join(part for part in around if part)


def row_of_note(note: Note) -> Row:
    """The row of what the reader wrote on a section."""
    body = " ".join(note.text[:_EXCERPT].split())
    return Row(note.doc, note.title, note.anchor, aside="Your note", subtitle=note.heading, body=body)


def rows_of_cards(cards: Iterable[Card]) -> tuple[Row, ...]:
    """Rows of a browse list, under the headings of their groups where there are several."""
    listed = list(cards)
    if listed and len(listed) < _FEW_TRIALS and all(card.kind == "trial" for card in listed):
        said = (
            f"Only {counted(len(listed), 'trial')} stand{'s' if len(listed) == 1 else ''} here: no register."
        )
        return (Row(doc="", title=said, header=True), *map(_row_of_card, listed))
    groups = list(dict.fromkeys(card.group for card in listed))
    if len(groups) < 2 or len(listed) < 4:
        return tuple(_row_of_card(card) for card in listed)
    rows: list[Row] = []
    for group in groups:
        rows.append(Row(doc="", title=group or "Other", header=True))
        rows += [_row_of_card(card) for card in listed if card.group == group]
    return tuple(rows)


def guide_rows(cards: Callable[[str], Sequence[Card]]) -> tuple[Row, ...]:
    """The guide in its order, then the pages of this library."""
    pages = tuple(_row_of_card(card) for card in cards("page"))
    head = (Row(doc="", title="About this library", header=True),) if pages and cards("guide") else ()
    return (*rows_of_cards(cards("guide")), *head, *pages)


def browse_tabs(cards: Callable[[str], Sequence[Card]]) -> tuple[tuple[str, str], ...]:
    """Kind and name of each browse tab: kinds that the library has; pages go along with its guide."""
    named = {kind: KIND_NAMES[kind][1] for kind in BROWSED if cards(kind)}
    if cards("page"):
        named.setdefault("guide", KIND_NAMES["page"][1])
    return tuple((kind, named[kind]) for kind in BROWSED if kind in named)


def _row_of_card(card: Card) -> Row:
    if card.kind == "faq":
        subtitle = card.summary
    else:
        subtitle = _studied(card) if card.kind in ("paper", "trial", "reference") else ""
    return Row(
        doc=card.doc,
        title=card.title,
        chip=_population(card) if card.kind in ("modality", "paper", "trial", OWN) else "",
        aside=str(card.year) if card.year else "",
        subtitle=_carried(card) or subtitle,
    )


def _aside(kind: str, card: Card | None) -> str:
    name = KIND_NAMES.get(kind, (kind, kind))[0]
    return f"{name} · {card.year}" if card and card.year and kind in ("paper", "reference", OWN) else name


def _studied(card: Card | None) -> str:
    """Design and number, without the populations, which stand apart."""
    if card is None:
        return ""
    if card.kind == "reference":
        number, *short, checked = card.note.split(" · ")
        work = " · ".join(short).replace(card.title, "").replace(". .", ".").strip(" .")
        return " · ".join(part for part in (number, work, checked) if part)
    first, dot, rest = card.note.partition(" · ")
    populations = [label.text.casefold() for label in card.labels if label.role == "population"]
    studied = rest if dot and first.casefold() == "; ".join(populations) else card.note
    return _hard(studied)


def _hard(text: str) -> str:
    return text.replace("n = ", "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}")


def _carried(card: Card | None) -> str:
    """What must stand wherever a page shows that is as its source published it."""
    return CARRIED if card and any(label.text == CARRIED for label in card.labels) else ""


def _population(card: Card | None) -> str:
    if card and card.kind == OWN:
        return OWN_LABEL
    labels = [label.text for label in card.labels if label.role == "population"] if card else []
    return labels[0] + (f" +{len(labels) - 1}" if len(labels) > 1 else "") if labels else ""
