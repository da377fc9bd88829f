"""What the home page offers: searches, treatments, biomarkers, evidence, what was read and searched."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from viewer.desktop.commands.table import ACTIONS
from viewer.desktop.reading.tabs.home_contents import Entry, Group, HomeContents
from viewer.library.model import (
    CHANGES,
    GLOSSARY,
    HELP,
    HOME,
    KIND_NAMES,
    NOT_COVERED,
    Card,
    Edition,
    Page,
)
from viewer.prose import cut, long_date, short_title, weekday
from viewer.userdata.records import Bookmark, Visit

EXAMPLES, BIOMARKERS = "for-example", "by-biomarker"
"""Anchors of the sections of a library's home page that list searches, and biomarkers, one an item."""
_EVIDENCE = (
    ("papers", "table", "Table of papers", "sort and filter"),
    ("side-by-side", "panel", "Side by side", "two to four papers, by row"),
    ("evidence-map", "list", "Map of evidence", "what was studied, in whom"),
)
"""Commands that a window may have; those that it lacks are not offered."""
_OWN = (HOME, HELP, CHANGES, GLOSSARY, NOT_COVERED)
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&"))
_MOST = 40
Having = Callable[[str], Sequence[Card]]


def home_contents(
    page: Page,
    cards: Sequence[Card],
    having: Having,
    edition: Edition,
    kept: tuple[Iterable[Visit], Iterable[Bookmark], Iterable[str]],
    today: date,
) -> HomeContents:
    """Everything that the home page shows; `kept` is what the reader read, bookmarked and searched last."""
    visits, bookmarks, searches = kept
    kinds = {card.doc: card.kind for card in cards}
    begin = (
        Group("For example", tuple(_search(text) for text in items_of(page, EXAMPLES)), "link"),
        Group("Recent searches", tuple(_search(text, "history") for text in searches), "link"),
        Group("Last read", tuple(_visit(visit, kinds.get(visit.doc, ""), today) for visit in visits), "link"),
        Group("Bookmarks", tuple(_kept(bookmark) for bookmark in bookmarks), "link"),
    )
    pages = [card for card in cards if card.kind == "page" and card.doc not in _OWN]
    rows = (
        begin,
        _treatments(cards),
        (Group("By biomarker", tuple(_biomarkers(items_of(page, BIOMARKERS), having)), "pill"),),
        (Group("The evidence", tuple(_evidence(cards)), "wide"),),
        (Group("Look up", tuple(Entry(short_title(c.title), doc=c.doc) for c in pages[:_MOST]), "link"),),
    )
    review = "" if edition.is_reviewed else edition.review
    compiled = f"Edition {edition.edition}, compiled {long_date(edition.compiled)}."
    return HomeContents(page.title, rows, review, f"{compiled} Read the population before the number.")


def items_of(page: Page, anchor: str) -> tuple[str, ...]:
    """The items of the lists in a section, in plain text; none where the page has no such section."""
    section = page.section(anchor)
    found = (_TAG.sub("", item) for item in _ITEM.findall(section.html)) if section else ()
    return tuple(text for item in found if (text := _unescaped(item).strip()))[:_MOST]


def _unescaped(text: str) -> str:
    for name, sign in _NAMED:
        text = text.replace(name, sign)
    return text


def _search(text: str, icon: str = "search") -> Entry:
    return Entry(cut(text, 60), query=text, icon=icon)


def _visit(visit: Visit, kind: str, today: date) -> Entry:
    name = KIND_NAMES.get(kind, ("",))[0]
    about = " · ".join(part for part in (name, _day(visit.day, today)) if part)
    return Entry(short_title(visit.title), about, visit.doc, visit.anchor)


def _day(day: str, today: date) -> str:
    """`today`, `yesterday`, the weekday within a week, else the date."""
    try:
        then = date.fromisoformat(day)
    except ValueError:
        return ""
    if then == today:
        return "today"
    if then == today - timedelta(days=1):
        return "yesterday"
    return weekday(then) if timedelta() < today - then < timedelta(days=7) else long_date(then)


def _kept(bookmark: Bookmark) -> Entry:
    return Entry(cut(short_title(bookmark.title), 40), "", bookmark.doc, bookmark.anchor, icon="bookmark")


def _treatments(cards: Sequence[Card]) -> tuple[Group, ...]:
    groups: dict[str, list[Entry]] = {}
    for card in cards:
        if card.kind == "modality":
            groups.setdefault(card.group, []).append(
                Entry(short_title(card.title, 30), _population(card), card.doc)
            )
    return tuple(Group(name or "Treatments", tuple(entries), "tile") for name, entries in groups.items())


def _population(card: Card) -> str:
    found = [label.text for label in card.labels if label.role == "population"]
    return found[0] + (f" +{len(found) - 1}" if len(found) > 1 else "") if found else ""


def _biomarkers(names: Iterable[str], having: Having) -> Iterable[Entry]:
    for name in names:
        if count := len(having(name)):
            yield Entry(name, str(count), query=f'label:"{name}" ')


def _evidence(cards: Sequence[Card]) -> Iterable[Entry]:
    known = {action.id for action in ACTIONS}
    for command, icon, title, about in _EVIDENCE:
        if command in known:
            yield Entry(title, about, command=command, icon=icon)
    covered = next((card for card in cards if card.doc == NOT_COVERED), None)
    if covered is not None:
        yield Entry("What is not covered", covered.summary, covered.doc, icon="warning")
