"""A plain `pip install .` gives a working program: the compiled library travels in the wheel."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # builds a wheel

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("viewer", "resources", "content")
BUNDLED = "viewer/_bundled/resources"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build a wheel from a copy, as building leaves files behind."""
    place = tmp_path_factory.mktemp("a clone é")
    unwanted = shutil.ignore_patterns("__pycache__", "library.sqlite", "_bundled")
    for name in SOURCES:
        shutil.copytree(ROOT / name, place / name, ignore=unwanted)
    for file in (ROOT / "pyproject.toml", ROOT / "setup.py", *ROOT.glob("LICENSE*"), ROOT / "README.md"):
        shutil.copy(file, place)
    (place / "build/lib/viewer").mkdir(parents=True)
    (place / "build/lib/viewer/left_over.py").write_text("", "utf-8")
    options = [
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "--wheel-dir",
        str(place / "out"),
    ]
    command = [sys.executable, "-m", "pip", "wheel", *options, str(place)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return zipfile.ZipFile(next((place / "out").glob("*.whl")))


def test_that_the_wheel_carries_the_compiled_library_and_the_resources(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert f"{BUNDLED}/library/manifest.json" in names
    assert f"{BUNDLED}/library/library.sqlite" in names
    assert f"{BUNDLED}/fonts/Inter-Regular.otf" in names
    assert any(name.startswith(f"{BUNDLED}/library/index/") for name in names)


def test_that_the_wheel_carries_nothing_but_the_program(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"viewer", "wardshelf"}
    assert "viewer/left_over.py" not in names


def test_that_the_wheel_started_from_its_own_folder_answers(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-m", "viewer", "list", "--data-dir", str(tmp_path / "reader")],
        cwd=tmp_path / "site",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "guide" in done.stdout
