"""What the tests of the reader's data share."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from viewer.userdata.store import Store

NOBODY = 65534


class Clock:
    """A time that moves when told to, and a little at each look."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with accents and spaces that other users may enter."""
    with tempfile.TemporaryDirectory() as parent:
        Path(parent).chmod(0o755)
        folder = Path(parent) / "Użytkownik é #1"
        folder.mkdir()
        yield folder
        folder.chmod(0o755)


@pytest.fixture
def open_store(folder: Path, clock: Clock) -> Iterator[Callable[[], Store]]:
    """Open the store, as often as needed; all are closed at the end."""
    opened: list[Store] = []

    def open_one() -> Store:
        opened.append(Store.open(folder, now=clock))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    return open_store()


@pytest.fixture
def read_only(folder: Path) -> Callable[[], AbstractContextManager[None]]:
    """Take away the right to write in the folder, for root too."""

    @contextmanager
    def taken_away() -> Iterator[None]:
        for path in folder.iterdir():
            path.chmod(0o555 if path.is_dir() else 0o444)
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)
            for path in folder.iterdir():
                path.chmod(0o755 if path.is_dir() else 0o644)

    return taken_away
