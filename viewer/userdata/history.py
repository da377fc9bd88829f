"""What was read and searched, by day."""

from collections.abc import Callable
from datetime import datetime

from viewer.userdata.database import Database, Step
from viewer.userdata.records import Day, Search, Visit
from viewer.userdata.texts import line, stamp

VISITS = 2_000
"""How many entries are kept; a page read several times a day is one entry."""
SEARCHES = 100
_COLUMNS = "doc, title, at, day, anchor"


class History:
    """Pages by day, and recent searches."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    def record(self, doc: str, title: str, anchor: str = "") -> None:
        """Remember that a page was opened now."""
        now = self._now()
        visit = Visit(line(doc), line(title) or line(doc), stamp(now), f"{now:%Y-%m-%d}", line(anchor))
        oldest: Step = (
            "DELETE FROM visits WHERE at < (SELECT at FROM visits ORDER BY at DESC LIMIT 1 OFFSET ?)",
            (VISITS - 1,),
        )
        self._database.change(upsert(visit), oldest, key=f"visit:{visit.day}:{visit.doc}")

    def by_day(self, words: str = "") -> tuple[Day, ...]:
        """The pages and searches that hold every word, the last day and the last of each first."""
        wanted = words.casefold().split()
        visits: dict[str, list[Visit]] = {}
        searches: dict[str, list[Search]] = {}
        for visit in self._all():
            if all(word in visit.title.casefold() for word in wanted):
                visits.setdefault(visit.day, []).append(visit)
        for search in self.searches():
            if all(word in search.text.casefold() for word in wanted):
                searches.setdefault(self._day(search.at), []).append(search)
        days = sorted({*visits, *searches}, reverse=True)
        return tuple(Day(day, tuple(visits.get(day, ())), tuple(searches.get(day, ()))) for day in days)

    def _day(self, at: str) -> str:
        """The reader's own day of a time in UTC."""
        try:
            return f"{datetime.fromisoformat(at).astimezone(self._now().tzinfo):%Y-%m-%d}"
        except (ValueError, OverflowError):
            return at[:10]

    def recent(self, limit: int = 10) -> tuple[Visit, ...]:
        """The pages read last, each once."""
        # SQLite takes the other columns from the row that holds the maximum.
        sql = "SELECT doc, title, max(at), day, anchor FROM visits GROUP BY doc ORDER BY max(at) DESC LIMIT ?"
        return tuple(Visit(*row) for row in self._database.rows(sql, limit))

    def _all(self) -> list[Visit]:
        sql = f"SELECT {_COLUMNS} FROM visits ORDER BY day DESC, at DESC"  # noqa: S608 - no outside text
        return [Visit(*row) for row in self._database.rows(sql)]

    def delete(self, doc: str, day: str) -> None:
        """Forget one page of a day, in the backups too."""
        self._forget(("DELETE FROM visits WHERE doc = ? AND day = ?", (doc, day)))

    def delete_day(self, day: str) -> None:
        """Forget the pages and searches of a day, in the backups too."""
        searches = (search.text for search in self.searches() if self._day(search.at) == day)
        self._forget(("DELETE FROM visits WHERE day = ?", (day,)), *map(_without_search, searches))

    def delete_all(self) -> None:
        """Forget every page and search, in the backups too."""
        self._forget(("DELETE FROM visits", ()), ("DELETE FROM searches", ()))

    def _forget(self, *steps: Step) -> None:
        self._database.change(*steps)
        self._database.scrub_backups(*steps)

    def record_search(self, text: str) -> None:
        """Remember a search, as typed."""
        if line(text, 200):
            oldest: Step = (
                "DELETE FROM searches WHERE at < (SELECT at FROM searches ORDER BY at DESC LIMIT 1 OFFSET ?)",
                (SEARCHES - 1,),
            )
            self._database.change(upsert_search(line(text, 200), stamp(self._now())), oldest)

    def recent_searches(self, limit: int = 10) -> tuple[str, ...]:
        """The last searches, the newest first."""
        rows = self._database.rows("SELECT text FROM searches ORDER BY at DESC LIMIT ?", limit)
        return tuple(row["text"] for row in rows)

    def searches(self) -> tuple[Search, ...]:
        """Every search that is kept, the newest first."""
        rows = self._database.rows("SELECT text, at FROM searches ORDER BY at DESC")
        return tuple(Search(row["text"], row["at"]) for row in rows)

    def delete_search(self, text: str) -> None:
        """Forget one search, in the backups too."""
        self._forget(_without_search(text))


def _without_search(text: str) -> Step:
    return "DELETE FROM searches WHERE text = ?", (text,)


def upsert(visit: Visit) -> Step:
    """The step that enters a visit, the later one of two on a day."""
    sql = (
        f"INSERT INTO visits ({_COLUMNS}) VALUES (?, ?, ?, ?, ?) "  # noqa: S608 - no outside text
        "ON CONFLICT (doc, day) DO UPDATE SET title = excluded.title, at = excluded.at, "
        "anchor = excluded.anchor "
        "WHERE excluded.at > visits.at"
    )
    return sql, (visit.doc, visit.title, visit.at, visit.day, visit.anchor)


def upsert_search(text: str, at: str) -> Step:
    """The step that enters a search, the later one of two."""
    sql = (
        "INSERT INTO searches (text, at) VALUES (?, ?) "
        "ON CONFLICT (text) DO UPDATE SET at = excluded.at WHERE excluded.at > searches.at"
    )
    return sql, (text, at)
