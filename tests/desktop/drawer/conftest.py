"""What the tests of the drawer share: a store whose clock goes on a second at each look."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.sheets_support import Clock
from viewer.userdata.store import Store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    store = Store(tmp_path, now=clock)
    yield store
    store.close()
