"""One program per reader: locks, races, and what a second start hands over."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.capabilities import needs_proc, on_windows
from viewer import instance
from viewer.instance import HandOver, claim, hand_over

_HOLDER = """
import sys
from pathlib import Path
from viewer.instance import claim
sys.stdin.read(1)
held = claim(Path(sys.argv[1]))
print("first" if held else "second", flush=True)
sys.stdin.read(1)
"""


def _start(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", _HOLDER, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("g")
    process.stdin.flush()


def _said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_that_the_second_claim_gets_nothing_until_the_first_lets_go(folder: Path) -> None:
    first = claim(folder)
    assert first is not None
    assert claim(folder) is None
    first.release()
    second = claim(folder)
    assert second is not None
    second.release()


def test_that_of_many_starts_at_once_one_is_the_first(folder: Path) -> None:
    processes = [_start(folder) for _ in range(6)]
    for process in processes:
        _go(process)
    assert sorted(_said(process) for process in processes) == ["first", *["second"] * 5]
    for process in processes:
        process.communicate("q")


def test_that_the_lock_of_a_killed_program_is_free(folder: Path) -> None:
    with _start(folder) as process:
        _go(process)
        assert _said(process) == "first"
        assert claim(folder) is None
        process.kill()
    held = claim(folder)
    assert held is not None
    held.release()


@pytest.mark.parametrize(
    "left_over",
    [
        b"",
        b"garbage",
        b"\xff" * 50,
        b"[1]",
        b'{"pid": "x"}',
        b'{"pid": 999999999, "started": "5"}',
        b"x" * 10**6,
    ],
)
def test_that_whatever_stands_in_a_left_over_lock_it_is_free(folder: Path, left_over: bytes) -> None:
    (folder / "lock").write_bytes(left_over)
    held = claim(folder)
    assert held is not None
    assert json.loads((folder / "lock").read_bytes())["pid"] == os.getpid()
    held.release()


@needs_proc
def test_that_without_system_locks_the_process_and_its_start_decide(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "try_lock", lambda file: None)
    with _start(folder) as process:
        _go(process)
        assert _said(process) == "first"
        assert claim(folder) is None
        owner = json.loads((folder / "lock").read_bytes())
        process.communicate("q")
    held = claim(folder)
    assert held is not None
    held.release()
    # The id was given to another process since: ours, with another start.
    parent = {"pid": os.getppid(), "started": "1", "host": owner["host"]}
    (folder / "lock").write_text(json.dumps(parent))
    held = claim(folder)
    assert held is not None
    held.release()


@needs_proc
def test_that_a_process_is_alive_only_with_its_own_start() -> None:
    pid = os.getpid()
    assert instance.is_alive(pid, instance.started(pid))
    assert not instance.is_alive(pid, "1")
    assert not instance.is_alive(0, "")
    assert instance.started(999_999_999) == ""


@on_windows
def test_that_where_nothing_tells_who_runs_both_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance, "try_lock", lambda file: None)
    first, second = claim(folder), claim(folder)
    assert first is not None
    assert second is not None
    first.release()
    second.release()


def test_that_a_folder_which_cannot_be_written_never_stops_a_start(
    folder: Path, read_only: Callable[[], AbstractContextManager[None]]
) -> None:
    with read_only():
        first, second = claim(folder), claim(folder)
        assert first is not None
        assert second is not None
        assert first.read_hand_over() == ()
        assert not hand_over(folder, "sbrt")


def test_that_a_query_is_handed_over_and_its_taking_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-1")
    first = claim(folder)
    assert first is not None
    taken: list[HandOver] = []
    assert hand_over(folder, "sbrt\nliver ", pause=lambda seconds: taken.extend(first.read_hand_over()))
    assert taken == [HandOver("sbrt liver", "token-1")]
    assert first.read_hand_over() == ()
    first.release()


def test_that_several_queries_arrive_in_order(folder: Path) -> None:
    first = claim(folder)
    assert first is not None
    threads = []
    for query in ("one", "two", "three"):
        before = len(list(first.hand_over_folder.glob("*.json")))
        threads.append(threading.Thread(target=hand_over, args=(folder, query)))
        threads[-1].start()
        while len(list(first.hand_over_folder.glob("*.json"))) == before:
            time.sleep(0)  # others may go on
    assert [found.query for found in first.read_hand_over()] == ["one", "two", "three"]
    for thread in threads:
        thread.join()
    first.release()


def test_that_a_program_which_does_not_answer_is_given_up_and_nothing_stays(folder: Path) -> None:
    first = claim(folder)
    assert first is not None
    waited: list[float] = []
    assert not hand_over(folder, "sbrt", pause=waited.append)
    assert 2.9 < sum(waited) < 3.1
    assert first.read_hand_over() == ()
    first.release()


def test_that_a_program_on_another_computer_is_not_waited_for(folder: Path) -> None:
    (folder / "lock").write_text(json.dumps({"pid": 1, "started": "1", "host": "elsewhere"}))
    waited: list[float] = []
    assert not hand_over(folder, "sbrt", pause=waited.append)
    assert waited == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"query": 5}', b'{"query": null, "token": []}', b"\xff"]
)
def test_that_a_damaged_hand_over_only_raises_the_window(folder: Path, content: bytes) -> None:
    first = claim(folder)
    assert first is not None
    path = first.hand_over_folder / f"{time.time_ns():020}-1.json"
    path.write_bytes(content)
    assert first.read_hand_over() == (HandOver(""),)
    assert not path.exists()
    first.release()


def test_that_a_question_from_long_ago_is_dropped(folder: Path) -> None:
    first = claim(folder)
    assert first is not None
    for name in (f"{time.time_ns() - 60 * 10**9:020}-1.json", "nonsense.json"):
        (first.hand_over_folder / name).write_text('{"query": "old"}')
    assert first.read_hand_over() == ()
    assert list(first.hand_over_folder.iterdir()) == []
    first.release()


def test_that_no_network_module_is_loaded() -> None:
    script = (
        "import sys, viewer.instance, viewer.userdata.store; "
        "print([m for m in ('socket', 'ssl', 'PySide6', 'http') if m in sys.modules])"
    )
    found = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_that_a_folder_that_may_not_be_entered_holds_no_question(tmp_path: Path) -> None:
    instance = claim(tmp_path / ("name that no file system takes " * 20) / "data")
    assert instance is not None
    assert instance.read_hand_over() == ()


def test_that_the_name_of_a_windows_computer_is_asked_of_no_socket(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("COMPUTERNAME", "WARD-7")
    first = claim(folder)
    assert first is not None
    with (folder / "lock").open("rb") as lock:
        assert json.loads(lock.read())["host"] == "WARD-7"
    first.release()
