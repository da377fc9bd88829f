"""Small libraries to search, and the bundled one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.search.building import VOCABULARY, passage
from viewer.compile import compile_library
from viewer.library.compiled import Library
from viewer.library.model import Passage
from viewer.library.vocabulary import Vocabulary
from viewer.search import Engine, build_index, open_index

ROOT = Path(__file__).parents[2]
Make = Callable[..., Engine]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Build and open an index of passages, or of texts."""
    opened: list[Engine] = []

    def build(*passages: Passage | str, vocabulary: Vocabulary = VOCABULARY) -> Engine:
        folder = tmp_path / f"index{len(opened)}"
        folder.mkdir()
        items = [
            passage(f"d{place}", item) if isinstance(item, str) else item
            for place, item in enumerate(passages)
        ]
        build_index(items, folder, vocabulary)
        opened.append(open_index(folder, vocabulary))
        return opened[-1]

    yield build
    for engine in opened:
        engine.close()


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The library that the program carries, compiled from its content."""
    out = tmp_path_factory.mktemp("bundled") / "library"
    compile_library(ROOT / "content", out)
    library = Library.open(out)
    engine = open_index(out / "index", library.vocabulary())
    yield engine
    engine.close()
    library.close()
