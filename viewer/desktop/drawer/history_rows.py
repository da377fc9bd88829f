"""What the history lists: pages and searches under their days, the last ones first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from viewer.desktop.widgets.rows import Row
from viewer.userdata.records import Day, Search, Visit


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the history and what it stands for; neither a page nor a search for the head of a day."""

    row: Row
    day: str
    """ISO date."""
    visit: Visit | None = None
    search: Search | None = None


def entries(days: Iterable[Day], today: date) -> tuple[Entry, ...]:
    """The rows of some days, each under its head."""
    return tuple(entry for day in days for entry in _of_day(day, today))


def day_name(day: str, today: date) -> str:
    """`Today`, `Yesterday`, or the day with its date."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return day
    names = {0: "Today", 1: "Yesterday"}
    return names.get((today - when).days, f"{when:%A} {when.day} {when:%B %Y}")


def _of_day(day: Day, today: date) -> Iterator[Entry]:
    yield Entry(Row(doc="", title=day_name(day.day, today), header=True), day.day)
    made = [(visit.at, Entry(_page(visit), day.day, visit=visit)) for visit in day.visits]
    made += [(search.at, Entry(_search(search), day.day, search=search)) for search in day.searches]
    yield from (entry for _, entry in sorted(made, key=lambda pair: pair[0], reverse=True))


def _page(visit: Visit) -> Row:
    return Row(doc=visit.doc, anchor=visit.anchor, title=visit.title, aside=_time(visit.at))


def _search(search: Search) -> Row:
    link = f"search:{quote(search.text)}"
    return Row(doc=link, title=search.text, aside=_time(search.at), subtitle="Search")


def _time(at: str) -> str:
    try:
        return f"{datetime.fromisoformat(at).astimezone():%H:%M}"
    except (ValueError, OverflowError):
        return ""
