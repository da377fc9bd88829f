"""Processes that die in the middle."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from tests.capabilities import needs_limits
from viewer.userdata.store import Store

_WRITER = """
import sys
from pathlib import Path
from viewer.userdata.store import Store
store = Store(Path(sys.argv[1]))
for number in range(100_000):
    store.notes.save("faqs/a", "", "", f"typed {number} " + "x" * 5000)
    print(number, flush=True)
"""


def test_that_a_process_killed_while_writing_loses_at_most_its_last_change(folder: Path) -> None:
    for lines in (1, 7, 30):
        with subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-c", _WRITER, folder], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(lines):
                last = process.stdout.readline()
            process.kill()
            last = ([last, *process.stdout.readlines()])[-1]
        store = Store(folder)
        note = store.notes.get("faqs/a")
        assert store.notices == ()
        assert note is not None
        assert int(note.text.split()[1]) >= int(last)
        store.close()


def test_that_changes_are_written_by_a_worker_while_the_window_reads(folder: Path) -> None:
    waiting: list[Callable[[], None]] = []
    store = Store(folder, run=waiting.append)
    for number in range(50):
        store.bookmarks.add(str(number), f"faqs/{number}")
    assert len(store.bookmarks.list()) == 50
    worker = threading.Thread(target=waiting[-1])
    worker.start()
    for number in range(50, 100):
        store.bookmarks.add(str(number), f"faqs/{number}")
    worker.join()
    store.close()
    again = Store(folder)
    assert len(again.bookmarks.list()) == 100
    again.close()


def test_that_a_worker_that_comes_after_closing_does_no_harm(folder: Path) -> None:
    waiting: list[Callable[[], None]] = []
    store = Store(folder, run=waiting.append)
    store.close()
    before = (folder / "reader.sqlite").read_bytes()
    for work in waiting:
        work()
    assert (folder / "reader.sqlite").read_bytes() == before


@needs_limits
def test_that_a_real_write_fault_is_survived(folder: Path) -> None:
    script = """
import resource, sys
from pathlib import Path
from viewer.userdata.store import Store
store = Store(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
for number in range(40):
    store.notes.save(f"faqs/{number}", "", "", "x" * 5000)
assert not store.saving, "the limit was not felt"
assert len(store.notes.list()) == 40
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.close()
print(store.notices[0].text)
"""
    result = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script, folder], capture_output=True, text=True, check=False, env=os.environ
    )
    assert result.stderr == ""
    assert "saved again" in result.stdout
    store = Store(folder)
    assert len(store.notes.list()) == 40
    assert store.notices == ()
    store.close()


def test_that_a_file_damaged_after_a_good_close_loses_nothing_of_that_day(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.bookmarks.add("SABR-COMET", "papers/sabr-comet")
    store.close()
    (tmp_path / "reader.sqlite").write_bytes(b"no database")
    again = Store(tmp_path)
    assert [mark.doc for mark in again.bookmarks.list()] == ["papers/sabr-comet"]
    again.close()
