"""What the tests of the reader's data share."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from viewer.userdata.store import Store


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
def open_store(folder: Path, clock: Clock) -> Iterator[Callable[[], Store]]:
    """Open the store, as often as needed; all are closed at the end."""
    opened: list[Store] = []

    def open_one() -> Store:
        opened.append(Store(folder, now=clock))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    return open_store()
