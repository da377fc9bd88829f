"""The frozen folder that `make test-package` looks at."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def frozen() -> Path:
    """Give the folder that `make package` made."""
    place = os.environ.get("WARDSHELF_FROZEN")
    if not place:
        pytest.skip("looks at a frozen program: make package test-package")
    return Path(place).resolve()


@pytest.fixture(scope="session")
def made(frozen: Path) -> Path:
    """Give the folder that holds the archives."""
    return frozen.parent
