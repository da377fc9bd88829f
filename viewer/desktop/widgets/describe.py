"""Cards and hits → rows of the left panel."""

from collections.abc import Callable, Iterable, Sequence

from viewer.desktop.widgets.rows import Row
from viewer.library.model import KIND_NAMES, OWN, OWN_LABEL, Card
from viewer.search.answer import Hit
from viewer.userdata.records import Note

_EXCERPT = 240


def row_of_hit(hit: Hit, card: Card | None) -> Row:
    """The row of a hit: where it stands, in whom it was measured, and the excerpt; it opens where that is."""
    place = hit.heading if hit.heading and hit.heading != hit.title and not hit.fixed else ""
    group = card.group if card else ""
    studied = _studied(card) if hit.kind in ("paper", "trial", OWN) else ""
    subtitle = " › ".join(part for part in (studied or group, place) if part)
    return Row(
        doc=hit.doc,
        anchor="" if hit.fixed else hit.anchor,
        title=hit.title,
        title_spans=hit.title_spans,
        aside=_aside(hit.kind, card),
        chip=_population(card),
        subtitle=subtitle,
        body=hit.snippet.text,
        body_spans=hit.snippet.spans,
    )


def row_of_note(note: Note) -> Row:
    """The row of what the reader wrote on a section."""
    body = " ".join(note.text[:_EXCERPT].split())
    return Row(note.doc, note.title, note.anchor, aside="Your note", subtitle=note.heading, body=body)


def rows_of_cards(cards: Iterable[Card]) -> tuple[Row, ...]:
    """Rows of a browse list, under the headings of their groups where there are several."""
    listed = list(cards)
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
    head = (Row(doc="", title="About this library", header=True),) if pages else ()
    return (*rows_of_cards(cards("guide")), *head, *pages)


def _row_of_card(card: Card) -> Row:
    return Row(
        doc=card.doc,
        title=card.title,
        chip=_population(card) if card.kind in ("modality", "paper", "trial", OWN) else "",
        aside=str(card.year) if card.year else "",
        subtitle=_studied(card) if card.kind in ("paper", "trial", "reference", OWN) else "",
        body=card.summary if card.kind == "reference" else "",
    )


def _aside(kind: str, card: Card | None) -> str:
    name = KIND_NAMES.get(kind, (kind, kind))[0]
    return f"{name} · {card.year}" if card and card.year and kind in ("paper", "reference", OWN) else name


def _studied(card: Card | None) -> str:
    """Design and number, without the populations, which stand apart."""
    if card is None:
        return ""
    if card.kind == "reference":
        number, *_, checked = card.note.split(" · ")
        return f"{number} · {checked}"
    first, dot, rest = card.note.partition(" · ")
    populations = [label.text.casefold() for label in card.labels if label.role == "population"]
    studied = rest if dot and first.casefold() == "; ".join(populations) else card.note
    return studied.replace("n = ", "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}")


def _population(card: Card | None) -> str:
    if card and card.kind == OWN:
        return OWN_LABEL
    labels = [label.text for label in card.labels if label.role == "population"] if card else []
    return labels[0] + (f" +{len(labels) - 1}" if len(labels) > 1 else "") if labels else ""
