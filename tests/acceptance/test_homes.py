"""Odd homes, from outside: the command line started as a reader starts it, on a library without an index."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="homes are found in another way there")


@pytest.fixture
def unindexed(library_dir: Path) -> Path:
    shutil.rmtree(library_dir / "index")
    return library_dir


def ask(library: Path, home: Path) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment |= {"HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [
        sys.executable,
        "-m",
        "viewer",
        "search",
        "oligometastatic",
        "--json",
        "--library",
        str(library),
    ]
    return subprocess.run(  # noqa: S603  (our own program)
        command, env=environment, capture_output=True, text=True, timeout=30, encoding="utf-8"
    )


def test_that_a_home_with_accents_and_spaces_keeps_the_index(unindexed: Path, tmp_path: Path):
    home = tmp_path / "Zoë Müller été"
    home.mkdir()
    first, second = ask(unindexed, home), ask(unindexed, home)
    assert json.loads(first.stdout)["hits"] == json.loads(second.stdout)["hits"] != []
    assert "is built once" in first.stderr
    assert second.stderr == ""
    assert list(home.rglob("index.json"))


@pytest.mark.parametrize("home", ["a file", "missing"])
def test_that_a_home_that_cannot_hold_anything_is_answered_all_the_same(
    unindexed: Path, tmp_path: Path, home: str
):
    place = tmp_path / home
    if home == "a file":
        place.write_text("not a folder", encoding="utf-8")
    else:
        place = Path(os.devnull) / "home"
    found = ask(unindexed, place)
    assert found.returncode == 0
    assert json.loads(found.stdout)["hits"]
    assert "Traceback" not in found.stderr
