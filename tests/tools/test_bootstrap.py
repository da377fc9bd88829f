"""Setting up: which Python is taken, and that a folder with an accent is found in every locale."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap

ROOT = Path(__file__).resolve().parents[2]


def script(text: str, place: Path) -> Path:
    """Write an executable that stands for a Python."""
    place.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    place.chmod(0o755)
    return place


def set_up(python: Path | str) -> subprocess.CompletedProcess[str]:
    """Run the first step of `make setup PYTHON=…`, which looks at no more than the system."""
    return subprocess.run(
        ["/bin/sh", str(ROOT / "tools" / "bootstrap.sh"), "--help"],
        env={"PATH": os.environ["PATH"], "PYTHON": str(python)},
        capture_output=True,
        text=True,
    )


def test_that_a_named_python_that_is_too_old_stops_the_setup(tmp_path: Path) -> None:
    old = script('[ "$1" = --version ] && echo "Python 3.9.2" && exit 0; exit 1', tmp_path / "old python")
    done = set_up(old)
    assert done.returncode == 2
    assert done.stderr == (
        "Wardshelf needs Python 3.11, 3.12 or 3.13 (found: Python 3.9.2). "
        "Install one, or name it: make PYTHON=/path/to/python3.12\n"
    )


def test_that_a_named_python_that_is_not_there_stops_the_setup(tmp_path: Path) -> None:
    done = set_up(tmp_path / "none")
    assert done.returncode == 2
    assert f"(found: none at {tmp_path / 'none'})" in done.stderr


def test_that_a_named_python_that_fits_is_taken() -> None:
    done = set_up(sys.executable)
    assert done.returncode == 0
    assert "--packaging" in done.stdout


def test_that_an_environment_in_a_folder_with_an_accent_is_found_in_every_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "wärd shelf"
    site = root / ".venv" / "lib" / "python3.11" / "site-packages"
    site.mkdir(parents=True)
    (root / "viewer.py").write_text("found = 1", "utf-8")
    (site / "__editable__.wardshelf-0.1.0.pth").write_text(f"{root}\n", "utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", root)
    bootstrap.name_by_relative_path(site)
    code = "import site, sys; site.addsitedir(sys.argv[1]); import viewer; print(viewer.found)"
    settings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, str(site)],
        env=settings,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")
