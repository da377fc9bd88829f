"""A small library for every test: its content lies in cases/sample, and it is compiled once a session."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from tests.capabilities import MODES
from viewer.compile import compile_library
from viewer.library.compiled import Library

# The same examples in every run: a failure can be repeated, and no chance decides what lands.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
NOBODY = 65534
CASES = Path(__file__).parent / "cases"


@pytest.fixture
def rewrite() -> bool:
    """Whether expectations are written anew (`REWRITE=1`); read the difference before you commit it."""
    return os.environ.get("REWRITE") == "1"


@pytest.fixture(scope="session")
def sample_content() -> Path:
    """The content folder of the sample; not to be written to."""
    return CASES / "sample"


@pytest.fixture
def content(sample_content: Path, tmp_path: Path) -> Path:
    """A copy of the sample's content to break."""
    return Path(shutil.copytree(sample_content, tmp_path / "content"))


@pytest.fixture(scope="session")
def sample_library_dir(sample_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled sample; not to be written to."""
    out = tmp_path_factory.mktemp("sample") / "library"
    compile_library(sample_content, out)
    return out


@pytest.fixture
def library_dir(sample_library_dir: Path, tmp_path: Path) -> Path:
    """A copy of the compiled sample to damage."""
    return Path(shutil.copytree(sample_library_dir, tmp_path / "library"))


@pytest.fixture
def library(sample_library_dir: Path) -> Iterator[Library]:
    """The sample, open."""
    opened = Library.open(sample_library_dir)
    yield opened
    opened.close()


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
def read_only(folder: Path) -> Callable[[], AbstractContextManager[None]]:
    """Take away the right to write in the folder, for root too."""
    if not MODES:
        pytest.skip("a system without modes: folders inherit their rights")

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
