"""The frozen program in a world without a network: it asks for no socket of any internet family."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

INTERNET = re.compile(r"AF_(?!UNIX|LOCAL|UNSPEC)\w+")
JOURNEY = (
    ("self-test",),
    ("search", "--json", "liver", "metastases"),
    ("search", "oxaliplatn"),
    ("list", "paper"),
    ("show", "--text", "modalities/sbrt"),
)


def traced(
    program: Path, arguments: Sequence[str], log: Path, home: Path
) -> subprocess.CompletedProcess[str]:
    command = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log), str(program), *arguments]
    if os.geteuid() == 0:
        command = ["unshare", "--net", *command]
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize("arguments", JOURNEY, ids=" ".join)
def test_that_no_internet_socket_is_asked_for(frozen: Path, tmp_path: Path, arguments: Sequence[str]) -> None:
    log = tmp_path / "calls.txt"
    done = traced(frozen / "wardshelf", arguments, log, tmp_path)
    assert (done.returncode in (0, 1), done.stderr) == (True, "")
    calls = log.read_text("utf-8", errors="replace").splitlines()
    assert [call for call in calls if INTERNET.search(call)] == []


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_that_the_trace_would_show_an_internet_socket(tmp_path: Path) -> None:
    log = tmp_path / "calls.txt"
    code = "import socket; socket.socket(socket.AF_INET6)"
    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log), "python3", "-c", code], check=True
    )
    assert INTERNET.search(log.read_text("utf-8"))
