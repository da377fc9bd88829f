"""The console program under wine: what it pipes, how it ends, what it proves of itself."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.windows.visit import put
from tests.windows.wine import Computer

PARENT = """
import json, os, subprocess, sys
from subprocess import PIPE
command = [sys.argv[1], "--data-dir", sys.argv[2], "_index"]
environment = {**os.environ, "WARDSHELF_CHILD": "1"}
pipes = {"stdin": PIPE, "stdout": PIPE, "stderr": PIPE, "encoding": "utf-8"}
with subprocess.Popen(command, env=environment, **pipes) as child:
    said = child.communicate(timeout=60)[1]
print(json.dumps({"last": said.splitlines()[-1], "code": child.returncode}))
"""
"""Starts a program of ours as the window does, and closes its input at once: the work takes a second."""


@pytest.fixture(scope="module")
def program(clinic: Computer, frozen: Path) -> Path:
    """Give the console program on the computer."""
    return put(frozen, clinic) / "wardshelf-cli.exe"


def test_that_the_self_test_passes(clinic: Computer, program: Path) -> None:
    done = clinic.run(program, "self-test")
    lines = done.stdout.decode("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("ok  ")] == []
    assert (done.returncode, len(lines), done.stderr) == (0, 6, b"")


def test_that_signs_of_comparison_are_piped_whole(clinic: Computer, program: Path) -> None:
    done = clinic.run(program, "show", "modalities/sbrt")
    listed = clinic.run(program, "search", "--limit", "40", "grade 3 or worse").stdout.decode("utf-8")
    text = done.stdout.decode("utf-8") + listed
    assert "≥" in text
    assert "–" in text
    assert "�" not in text


def test_that_a_child_of_the_window_ends_when_its_input_does(clinic: Computer, program: Path) -> None:
    script = clinic.drive / "parent.py"
    script.write_text(PARENT, "utf-8")
    done = clinic.run(r"Z:\python\python.exe", script, program, clinic.drive / "stopped")
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)
    assert told["last"] == "Stopped; nothing was changed."
    assert told["code"] == 130
    assert list((clinic.local / "wardshelf").rglob("*.new")) == []


def test_that_a_reader_who_leaves_early_is_no_fault(clinic: Computer, program: Path) -> None:
    process = clinic.start(program, "list", "--json")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


def test_that_a_long_page_is_written_as_pdf_with_its_text(clinic: Computer, program: Path) -> None:
    made = clinic.drive / "größer ≥ 3.pdf"
    done = clinic.run(program, "_pdf", "pages/key-takeaways", made, "--font", "Tahoma")
    assert (done.returncode, done.stdout) == (0, b"")
    text = subprocess.run(["pdftotext", str(made), "-"], capture_output=True, check=True).stdout.decode()
    assert "Key takeaways" in text
