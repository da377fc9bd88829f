"""`wardshelf self-test`: one line a check, `ok  …` or `FAIL …`; 0 where all is well, else 1.

It is what an administrator, the build and the release run on the program as installed. It needs no display,
touches nothing of the reader's, and takes anything that Qt or a library says unasked as a fault.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from viewer import paths
from viewer.errors import SearchIndexError, ViewerError
from viewer.indexes import open_search, rebuild_index
from viewer.library import manifest
from viewer.library.compiled import Library

Check = Callable[[], str]
"""Says what was seen, or raises."""


_NAMED = 3
"""Faults of the files that a line names; where a whole folder is missing, they say it all."""


class SelfTestError(Exception):
    """A check that did not come out as it should."""


def run(library_dir: Path, data_dir: Path | None) -> int:
    """Test this installation with the library in `library_dir`; `data_dir` is looked at, not written."""
    try:
        with tempfile.TemporaryDirectory(prefix="wardshelf-", ignore_cleanup_errors=True) as folder:
            passed = [tell(name, check) for name, check in checks(library_dir, data_dir, Path(folder))]
    except OSError as error:
        say(f"FAIL temporary files: {error.strerror}", passed=False)
        return 1
    return 0 if all(passed) else 1


def checks(library_dir: Path, data_dir: Path | None, scratch: Path) -> Iterator[tuple[str, Check]]:
    """Name everything that is looked at; `scratch` is an empty folder to write to."""
    yield "library", lambda: find_library(library_dir)
    yield "manifest", lambda: verify_files(library_dir)
    yield "papers", lambda: read_papers(library_dir)
    yield "search", lambda: answer_question(library_dir, scratch)
    yield "window", lambda: show_window(library_dir, scratch)
    yield "reader's files", lambda: look_at_reader_files(data_dir or paths.user_data())


def tell(name: str, check: Check) -> bool:
    """Carry out a check and print its line."""
    try:
        with nothing_else_said():
            seen = check()
    except (ViewerError, SelfTestError, OSError, ImportError) as error:
        return say(f"FAIL {name}: {error}", passed=False)
    except Exception as error:  # a fault of ours: the line names it, and the next checks still run
        return say(f"FAIL {name}: {type(error).__name__}: {error}", passed=False)
    return say(f"ok  {name}: {seen}", passed=True)


def say(line: str, *, passed: bool) -> bool:
    """Print one line, and pass on how it went."""
    sys.stdout.write(line.replace("\n", " ") + "\n")
    sys.stdout.flush()
    return passed


def find_library(directory: Path) -> str:
    """See that there is a library, and which."""
    with closing(Library.open(directory)) as library:
        return f"edition {library.edition.edition}, {len(library.cards())} documents in {directory}"


def verify_files(directory: Path) -> str:
    """Compare every file of the library with the manifest."""
    if faults := manifest.verify(directory):
        more = len(faults) - _NAMED
        raise SelfTestError(" ".join(faults[:_NAMED]) + (f" And {more} more." if more > 0 else ""))
    return f"{len(manifest.read(directory)['files'])} files are as they were built"


def read_papers(directory: Path) -> str:
    """Read every paper card as data."""
    with closing(Library.open(directory)) as library:
        read = [library.paper(card.doc) for card in library.cards("paper")]
    return f"{len(read)} papers, {sum(len(paper.outcomes) for paper in read)} outcomes"


def question_of(library: Library) -> tuple[str, str]:
    """Take a document that every library has one of, and the words of its title as a question."""
    card = next((card for card in library.cards() if card.kind != "reference"), None)
    if card is None:
        raise SelfTestError("The library holds no page.")
    return card.doc, card.title


def answer_question(directory: Path, scratch: Path) -> str:
    """Ask for a page by its title; an index of no use is built anew, as the program would."""
    with closing(Library.open(directory)) as library:
        doc, title = question_of(library)
        try:
            engine = open_search(directory, library, scratch)
        except SearchIndexError:
            rebuild_index(library, scratch)
            engine = open_search(directory, library, scratch)
        with closing(engine):
            answer = engine.search(title)
    if doc not in {hit.doc for hit in answer.hits}:
        raise SelfTestError(f"“{title}” did not find {doc}")
    return f"{answer.total} passages for “{title}”"


def show_window(directory: Path, scratch: Path) -> str:
    """Open the window in memory, read a page in it, search, and quit."""
    if sys.platform != "win32":  # where Qt's memory knows no font; the window shows for a second there
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Qt reads no other text, and says so of every other locale, and of one that is set but not installed.
    os.environ["LC_ALL"] = "C.UTF-8"
    from viewer.desktop.self_test import rehearse

    with closing(Library.open(directory)) as library:
        doc, title = question_of(library)
    return rehearse(directory, scratch / "reader", doc, title)


def look_at_reader_files(directory: Path) -> str:
    """Say where bookmarks and notes go, and whether they can be kept; a locked home is no fault of ours."""
    existing = next(place for place in (directory, *directory.parents) if place.exists())
    try:  # Windows answers by lists of rights that only a file that is made really asks
        tempfile.TemporaryFile(dir=existing).close()
    except OSError:
        return f"{directory} (cannot be written: the program runs, and keeps no bookmarks or notes)"
    return str(directory)


@contextmanager
def nothing_else_said() -> Iterator[None]:
    """Fail where anything at all is written to standard error meanwhile, by us or by a library below us."""
    sys.stderr.flush()
    kept = standard_error()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as heard:
        os.dup2(heard.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)
        refuse_noise(heard)


def standard_error() -> int:
    """Give a copy of standard error; a program started without one gets one that is silent."""
    try:
        return os.dup(2)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)


def refuse_noise(heard: IO[str]) -> None:
    """Raise where something was heard."""
    heard.seek(0)
    if noise := heard.read().strip():
        raise SelfTestError(f"unexpected output: {noise}")
