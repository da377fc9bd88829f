"""Everything the reader keeps, in one place: what the window is given."""

from collections.abc import Callable, Collection, Mapping, Set
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from viewer import disk
from viewer.errors import UserDataError
from viewer.imports.paper_folder import PaperFolder
from viewer.prose import counted, long_date
from viewer.userdata.bookmarks import Bookmarks
from viewer.userdata.collections import Collections
from viewer.userdata.database import Database, Run
from viewer.userdata.exchange import PARTS, Incoming, Kept, always, export, merge, read
from viewer.userdata.file import NAME
from viewer.userdata.file_entry import GoOn
from viewer.userdata.history import History
from viewer.userdata.notes import Notes
from viewer.userdata.records import Notice
from viewer.userdata.session import Session, set_state
from viewer.userdata.settings import Choices, SettingValue
from viewer.userdata.texts import stamp


def local_now() -> datetime:
    """The time here, with its zone."""
    return datetime.now().astimezone()


def _at_once(work: Callable[[], None]) -> None:
    work()


class Store:
    """One reader's data, whatever the state of its file. Reading is from memory; `run` writes, now or later.

    `on_notice` is called from whichever thread writes; `notices` keeps the newest notice of each key.
    """

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime] = local_now,
        run: Run = _at_once,
        on_notice: Callable[[Notice], None] | None = None,
        defaults: Mapping[str, SettingValue] | None = None,
        locked: Set[str] = frozenset(),
    ) -> None:
        self._notices: dict[str, Notice] = {}
        self._on_notice, self._now = on_notice, now
        self.folder = folder
        self._database = Database(folder / NAME, now, run, self._notice)
        self.bookmarks = Bookmarks(self._database, now)
        self.notes = Notes(self._database, now)
        self.collections = Collections(self._database, now)
        self.history = History(self._database, now)
        self.session = Session(self._database)
        self.settings = Choices(self._database, dict(defaults or {}), locked)
        # Written at every start, so that a disk that refuses is known before the reader keeps anything.
        self._database.change(set_state("opened", f'"{stamp(now())}"'), key="state:opened")

    @cached_property
    def papers(self) -> PaperFolder:
        """The reader's own papers."""
        return PaperFolder(self.folder)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the reader should know, the oldest first."""
        return tuple(self._notices.values())

    @property
    def saving(self) -> bool:
        """Whether what is kept reaches the disk."""
        return self._database.saving

    def first_start_accepted(self, edition: str) -> bool:
        """Whether the first-start text of an edition was accepted."""
        return self.session.accepted() == edition

    def accept_first_start(self, edition: str) -> None:
        """Remember that the first-start text of an edition was accepted."""
        self.session.accept(edition)

    def counts(self) -> dict[str, int]:
        """How many entries there are of each part that can be exported."""
        return {
            "bookmarks": len(self.bookmarks.list()),
            "notes": len(self.notes.list()),
            "collections": len(self.collections.list()),
            "visits": sum(len(day.visits) for day in self.history.by_day()),
            "searches": len(self.history.searches()),
            "settings": len(self.settings.own()),
            "session": int(bool(self.session.load())),
            "papers": len(self.papers.papers()),
        }

    def export_to(self, path: Path, go_on: GoOn = always, parts: Collection[str] = tuple(PARTS)) -> None:
        """Write these parts to one JSON file; UserDataError says why not, or that `go_on` said no."""
        at = stamp(self._now())
        kept = Kept(self.bookmarks, self.notes, self.collections, self.history, self.settings, self.session)
        papers = self.papers.papers() if "papers" in parts else ()
        data = export(kept, at, go_on, parts, papers)
        try:
            disk.write(path, data, private=True)
        except OSError as error:
            raise UserDataError(f"{path.name} cannot be written: {error.strerror}.") from error

    def import_from(self, path: Path, go_on: GoOn = always) -> str:
        """Merge all of such a file into what is here and say what came; UserDataError says why not."""
        return self.take_in(read(path, go_on))

    def take_in(self, incoming: Incoming) -> str:
        """Merge what a file held into what is here and say what came."""
        now = self._now()
        merged = merge(incoming, self.bookmarks, self.notes, self.collections, self.settings, long_date(now))
        added = self._take_papers(incoming, now.date())  # first: a disk that refuses leaves all as it was
        if merged.steps:
            self._database.change(*merged.steps)
        words = f"{merged.words}{added}"
        if incoming.session and not self.session.load():
            self.session.save(dict(incoming.session))
            return f"{words} Open tabs come back at the next start."
        return words

    def _take_papers(self, incoming: Incoming, day: date) -> str:
        """Keep the papers that are not there yet, and say how many that were."""
        if not incoming.papers:
            return ""
        from viewer.imports.preview import missing  # late: the first picture needs none of it

        new = missing(incoming.papers, self.papers)
        self.papers.add(new, day)
        return f" {counted(len(new), 'paper of your own', 'papers of your own')} added."

    def listen(self, on_notice: Callable[[Notice], None]) -> None:
        """Call this for every notice from now on, from whichever thread writes."""
        self._on_notice = on_notice

    def flush(self) -> bool:
        """Write what waits; say whether all is on disk."""
        return self._database.flush()

    def close(self) -> None:
        """Write what waits and let go of the file."""
        self._database.close()

    def _notice(self, notice: Notice) -> None:
        self._notices.pop(notice.key, None)
        self._notices[notice.key] = notice
        if self._on_notice is not None:
            self._on_notice(notice)
