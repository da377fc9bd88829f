"""The reader's own papers on the disk: a folder a batch, a Markdown file a paper, all of a batch or none.

    papers/2026-11-28-9f3a/example2019.md

The folder can be carried away and read with any editor. What is no paper in it is left alone and told.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import RLock

from viewer import disk
from viewer.callbacks import Progress
from viewer.errors import UserDataError
from viewer.imports.encoding import decoded
from viewer.imports.own_form import paper_of, written
from viewer.imports.record import MOST, Fault, OwnPaper, Refusal

FOLDER = "papers"
_LARGEST = 20_000_000
_STEP = 50
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class _Kept:
    path: Path
    paper: OwnPaper


class PaperFolder:
    """Papers by key, in the order in which they came; every change is on the disk before it is told."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / FOLDER
        self._kept: dict[str, _Kept] = {}
        self._faults: tuple[Fault, ...] = ()
        self._seen: dict[str, tuple[int, int]] | None = None
        self._lock = RLock()

    def papers(self) -> tuple[OwnPaper, ...]:
        """Every paper."""
        with self._lock:
            self._load()
            return tuple(kept.paper for kept in self._kept.values())

    def faults(self) -> tuple[Fault, ...]:
        """Files in the folder that are no papers; they are left as they are."""
        with self._lock:
            self._load()
            return self._faults

    def get(self, key: str) -> OwnPaper | None:
        """The paper of a key, where there is one."""
        with self._lock:
            self._load()
            kept = self._kept.get(key)
            return kept.paper if kept else None

    def sha256(self) -> str:
        """What tells this state of the collection from another one."""
        import hashlib  # late: it brings OpenSSL

        digest = hashlib.sha256()
        for path, (size, changed) in self._state().items():
            digest.update(f"{path}\0{size}\0{changed}\0".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def add(
        self, papers: Sequence[OwnPaper], day: date, progress: Progress | None = None
    ) -> tuple[OwnPaper, ...]:
        """Keep papers, all or none, and give them with their keys; raises UserDataError."""
        with self._lock:
            self._load()
            if len(self._kept) + len(papers) > MOST:
                raise UserDataError(f"There may be {MOST:,} papers of your own; nothing was added.")
            keyed = self._keyed(papers, day)
            if keyed:
                self._write(keyed, day, progress)
                self._seen = None
            return keyed

    def save(self, paper: OwnPaper) -> None:
        """Write a paper that is there anew; raises UserDataError, and then the former one stays."""
        with self._lock:
            self._load()
            kept = self._kept.get(paper.key)
            if kept is None:
                raise UserDataError("This paper is no longer among yours.")
            self._put(kept.path, paper)

    def remove(self, key: str) -> OwnPaper:
        """Take a paper away and give it; `restore` puts it back. Raises UserDataError."""
        with self._lock:
            self._load()
            kept = self._kept.get(key)
            if kept is None:
                raise UserDataError("This paper is no longer among yours.")
            try:
                kept.path.unlink()
            except OSError as error:
                raise UserDataError(f"{kept.path.name} cannot be deleted: {disk.why(error)}.") from error
            with suppress(OSError):
                kept.path.parent.rmdir()  # an empty batch
            self._seen = None
            return kept.paper

    def restore(self, paper: OwnPaper, day: date) -> OwnPaper:
        """Keep a paper again that was removed, by its key where that is still free."""
        return self.add([paper], day)[0]

    def _put(self, path: Path, paper: OwnPaper) -> None:
        try:
            disk.write(path, written(paper).encode(), private=True)
        except OSError as error:
            raise UserDataError(
                f"{path.name} cannot be written: {disk.why(error)}. It is as it was."
            ) from error
        self._seen = None

    def _write(self, keyed: Sequence[OwnPaper], day: date, progress: Progress | None) -> None:
        """Write a batch beside its place and rename it: a kill at any moment leaves all or none."""
        out = self.folder / f"{day.isoformat()}-{os.urandom(4).hex()}"
        try:
            disk.make_private(self.folder)
            with disk.temporary_beside(out) as build:
                for done, paper in enumerate(keyed, 1):
                    (build / f"{paper.key}.md").write_text(written(paper), encoding="utf-8", newline="\n")
                    if progress and (done % _STEP == 0 or done == len(keyed)):
                        progress("keeping", done, len(keyed))  # who is told may raise to stop it
                disk.put_in_place(build, out)
        except OSError as error:
            raise UserDataError(
                f"Nothing was added: {self.folder} cannot be written ({disk.why(error)})."
            ) from error

    def _keyed(self, papers: Iterable[OwnPaper], day: date) -> tuple[OwnPaper, ...]:
        keys = _Keys(self._kept)
        return tuple(
            replace(paper, key=keys.take(paper), added=paper.added or day.isoformat()) for paper in papers
        )

    def _state(self) -> dict[str, tuple[int, int]]:
        """Size and time of change of every file, by its name within the folder."""
        state = {}
        for path in sorted(self.folder.glob("*.md")) + sorted(self.folder.glob("[!.]*/*.md")):
            with suppress(OSError):
                found = path.lstat()
                state[path.relative_to(self.folder).as_posix()] = (found.st_size, found.st_mtime_ns)
        return state

    def _load(self) -> None:
        """Read what changed on the disk since it was last looked at."""
        state = self._state()
        if state == self._seen:
            return
        before = {kept.path: kept.paper for kept in self._kept.values()}
        kept: dict[str, _Kept] = {}
        keys, faults = _Keys(()), list[Fault]()
        for name, stamp in state.items():
            path = self.folder / name
            is_known = path in before and (self._seen or {}).get(name) == stamp
            found = before[path] if is_known else self._read(path)
            if isinstance(found, Fault):
                faults.append(found)
                continue
            key = keys.take(found)
            kept[key] = _Kept(path, found if found.key == key else replace(found, key=key))
        self._kept, self._faults, self._seen = kept, tuple(faults), state

    def _read(self, path: Path) -> OwnPaper | Fault:
        name = path.relative_to(self.folder).as_posix()
        try:
            text = decoded(disk.read_plain(path, _LARGEST))
        except OSError as error:
            return Fault(name, 0, f"cannot be read: {disk.why(error)}")
        found = text if isinstance(text, Refusal) else paper_of(text)
        if isinstance(found, OwnPaper):
            return found
        reason = found.reason if isinstance(found, Refusal) else "is no paper"
        return Fault(name, found.line, reason)


def key_of(paper: OwnPaper) -> str:
    """`example2019`: the family's name of the first author, or the first word of the title, and the year."""
    author: dict[str, str] = next(iter(paper.item.get("author", ())), {})
    words = author.get("family") or author.get("literal") or paper.title
    return f"{slug(words) or 'paper'}{paper.year or ''}"


def slug(text: str) -> str:
    """Small letters, figures and nothing else, from the beginning of a name."""
    letters = {"ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    plain = unicodedata.normalize("NFKD", "".join(letters.get(letter, letter) for letter in text.casefold()))
    return re.sub(r"[^a-z0-9]+", "", plain)[:24]


class _Keys:
    """Gives each paper a key of its own: its own one, else with a letter or a number behind it."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, paper: OwnPaper) -> str:
        """The key of a paper, not to be given again."""
        wanted = paper.key if _is_key(paper.key) else key_of(paper)
        key = wanted
        while key in self._taken:
            number = self._next[wanted] = self._next.get(wanted, 1) + 1
            key = f"{wanted}{chr(ord('a') + number - 1)}" if number <= _LETTERS else f"{wanted}-{number}"
        self._taken.add(key)
        return key


def _is_key(key: str) -> bool:
    return re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", key) is not None
