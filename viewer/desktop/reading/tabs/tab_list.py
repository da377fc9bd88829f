"""Open tabs and what was read in each: plain values, kept in the session. No widgets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from viewer.desktop.reading.page.place import TOP, Place, Selection, place_from

_MOST_VISITS = 50
_MOST_CLOSED = 10
_MOST_TABS = 200
TitleOf = Callable[[str], str | None]


@dataclass(slots=True)
class TabVisit:
    """A document as it was read in a tab."""

    doc: str
    anchor: str = ""
    place: Place | None = None
    """Where the reader stood when leaving; nothing before that."""
    selected: Selection | None = None
    """What was selected then; forgotten with the session."""
    state: Mapping[str, object] | None = None
    """Of what is no document: what was chosen in it."""

    @property
    def target(self) -> Place | str:
        """Where the page is to be shown."""
        return self.place if self.place is not None else (self.anchor or TOP)


@dataclass(slots=True)
class Tab:
    """The visits of a tab, one of which is shown."""

    visits: list[TabVisit]
    index: int = 0
    title: str = ""
    marks: tuple[str, ...] = ()

    @property
    def visit(self) -> TabVisit:
        """What the tab shows."""
        return self.visits[self.index]

    def go(self, visit: TabVisit) -> None:
        """Show `visit` after the present one; what was ahead is forgotten."""
        self.visits = [*self.visits[: self.index + 1], visit][-_MOST_VISITS:]
        self.index = len(self.visits) - 1

    def can_step(self, steps: int) -> bool:
        """Whether there is a visit that many steps on."""
        return 0 <= self.index + steps < len(self.visits)

    def copy(self) -> "Tab":
        """The same tab once more."""
        visits = [TabVisit(one.doc, one.anchor, one.place, state=one.state) for one in self.visits]
        return Tab(visits, self.index, self.title, self.marks)


@dataclass(slots=True)
class TabList:
    """Tabs in order, the current one, and the last ones closed."""

    tabs: list[Tab] = field(default_factory=list)
    current: int = -1
    closed: list[tuple[int, Tab]] = field(default_factory=list)
    _behind: int = 0
    """Tabs opened behind the current one since it became so: the next one goes after them."""

    _opener: Tab | None = None
    """The tab from which the current one was opened, until another is selected."""

    @property
    def tab(self) -> Tab | None:
        """The current tab."""
        return self.tabs[self.current] if 0 <= self.current < len(self.tabs) else None

    def showing(self, doc: str) -> int | None:
        """The place of the current tab where it shows `doc`, else of the first one that does."""
        if self.tab is not None and self.tab.visit.doc == doc:
            return self.current
        return next((at for at, tab in enumerate(self.tabs) if tab.visit.doc == doc), None)

    def add(self, tab: Tab, at: int) -> None:
        """Put a tab at `at`; the current one stays the current one."""
        self.tabs.insert(at, tab)
        if at <= self.current:
            self.current += 1

    def add_beside(self, tab: Tab, *, behind: bool) -> bool:
        """Put a tab beside the current one; gives whether it became the current one."""
        if behind and self.tab is not None:
            self._behind += 1
            self.tabs.insert(self.current + self._behind, tab)
            return False
        opener = self.tab
        self.tabs.insert(self.current + 1, tab)
        self.select(self.current + 1)
        self._opener = opener
        return True

    def select(self, at: int) -> None:
        """Make a tab the current one."""
        self.current, self._behind, self._opener = at, 0, None

    def close_others(self) -> None:
        """Close every tab but the current one."""
        for at in reversed(range(len(self.tabs))):
            if at != self.current:
                self.close(at)

    def close(self, at: int) -> None:
        """Close a tab; its opener, the one to its right, or the last one takes its place."""
        self.closed = [*self.closed, (at, self.tabs.pop(at))][-_MOST_CLOSED:]
        self._behind = 0
        opener = next((i for i, tab in enumerate(self.tabs) if tab is self._opener), None)
        if at == self.current and opener is not None:
            self.select(opener)
        elif at < self.current or self.current >= len(self.tabs):
            self.current -= 1

    def reopen(self) -> int | None:
        """Put the tab closed last back; gives where."""
        if not self.closed:
            return None
        at, tab = self.closed.pop()
        at = min(at, len(self.tabs))
        self.add(tab, at)
        return at

    def move(self, start: int, end: int) -> None:
        """Move a tab to another place; the current one stays the current one."""
        current = self.tab
        self.tabs.insert(end, self.tabs.pop(start))
        self.current = next((i for i, tab in enumerate(self.tabs) if tab is current), -1)

    def state(self) -> dict[str, object]:
        """For the session, in values that JSON knows."""
        return {"tabs": [_tab_state(tab) for tab in self.tabs], "current": self.current}


def restored(state: object, title_of: TitleOf) -> tuple[TabList, int]:
    """The tabs that `TabList.state` described, and how many were left out as damaged or unknown."""
    raw = _list(state, "tabs")[:_MOST_TABS]
    kept = [(number, tab) for number, item in enumerate(raw) if (tab := _tab(item, title_of)) is not None]
    wanted = _number(state, "current")
    current = max((i for i, (number, _) in enumerate(kept) if number <= wanted), default=0)
    return TabList([tab for _, tab in kept], current if kept else -1), len(raw) - len(kept)


def said_lost(count: int) -> str:
    """A sentence for tabs that were left out."""
    pages = "One page" if count == 1 else f"{count} pages"
    return f"{pages} of the last session could not be opened again."


def _tab_state(tab: Tab) -> dict[str, object]:
    return {"visits": [_visit_state(visit) for visit in tab.visits], "index": tab.index, "title": tab.title}


def _visit_state(visit: TabVisit) -> dict[str, object]:
    place = visit.place.as_list() if visit.place else None
    kept: dict[str, object] = {"doc": visit.doc, "anchor": visit.anchor, "place": place}
    return kept if visit.state is None else {**kept, "state": dict(visit.state)}


def _tab(item: object, title_of: TitleOf) -> Tab | None:
    raw = _list(item, "visits")[-_MOST_VISITS:]
    known = [(n, visit) for n, value in enumerate(raw) if (visit := _visit(value, title_of)) is not None]
    if not known:
        return None
    wanted = _number(item, "index")
    index = max((i for i, (number, _) in enumerate(known) if number <= wanted), default=0)
    visits = [visit for _, visit in known]
    return Tab(visits, index, title_of(visits[index].doc) or visits[index].doc)


def _visit(value: object, title_of: TitleOf) -> TabVisit | None:
    doc, anchor = _text(value, "doc"), _text(value, "anchor")
    if not doc or title_of(doc) is None:
        return None
    place = value.get("place") if isinstance(value, dict) else None
    state = value.get("state") if isinstance(value, dict) else None
    kept = state if isinstance(state, dict) else None
    return TabVisit(doc, anchor, None if place is None else place_from(place), state=kept)


def _list(value: object, name: str) -> Sequence[object]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else ()


def _text(value: object, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) and len(found) < 500 else ""


def _number(value: object, name: str) -> int:
    found = value.get(name) if isinstance(value, dict) else None
    return found if type(found) is int else 0
