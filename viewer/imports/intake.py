"""Files → papers, and what was not understood, with file, line and reason."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from viewer import disk
from viewer.callbacks import IsStale
from viewer.imports.encoding import decoded
from viewer.imports.form import papers
from viewer.imports.record import LARGEST, Fault, OwnPaper, Passed, Refusal

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Intake:
    """What files hold, in their order; `outside` is what stands between records and is not taken."""

    papers: tuple[OwnPaper, ...] = ()
    faults: tuple[Fault, ...] = ()
    outside: tuple[Fault, ...] = ()

    @property
    def read(self) -> int:
        """How many records there were."""
        return len(self.papers) + len(self.faults)


def take_in(paths: Sequence[Path], is_stale: IsStale | None = None) -> Intake:
    """Read files; a file that cannot be read is a fault and keeps no other from being read."""
    found, faults, outside = list[OwnPaper](), list[Fault](), list[Fault]()
    for path in paths:
        name = " ".join(path.name.split())[:_LONGEST]
        for one in _read(path):
            if is_stale and is_stale():
                return Intake()
            if isinstance(one, OwnPaper):
                found.append(replace(one, origin=one.origin or name))
            else:
                where = Fault(
                    name,
                    one.line,
                    one.reason if isinstance(one, Refusal) else f"outside of records: {one.text}",
                )
                (faults if isinstance(one, Refusal) else outside).append(where)
    return Intake(tuple(found), tuple(faults), tuple(outside))


def _read(path: Path) -> Iterator[OwnPaper | Refusal | Passed]:
    try:
        data = disk.read_plain(Path(os.path.realpath(path)), LARGEST)
    except (OSError, ValueError) as error:
        yield Refusal(0, f"cannot be read: {_why(path, error)}")
        return
    yield from read_bytes(data)


def read_bytes(data: bytes) -> Iterator[OwnPaper | Refusal | Passed]:
    """Everything in the bytes of a file; a file of which nothing is understood is one refusal."""
    text = decoded(data)
    if isinstance(text, Refusal):
        yield text
        return
    count = 0
    for one in papers(text):
        count += not isinstance(one, Passed)
        yield one
    if not count:
        yield Refusal(1, "no record in this file")


def _why(path: Path, error: Exception) -> str:
    """What hinders a file from being read; one that is too large is told how large it may be."""
    with suppress(OSError, ValueError):
        if path.stat().st_size > LARGEST:
            return f"it is larger than {LARGEST // 1_000_000} MB; divide it"
    return disk.why(error)
