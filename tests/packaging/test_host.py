"""What the frozen program takes from the system it runs on is what we say it takes."""

import re
import shutil
import subprocess
from pathlib import Path

import deb
import pytest

ROOT = Path(__file__).resolve().parents[2]
C_LIBRARY = re.compile(r"(ld-linux-[\w-]+|libc|libdl|libm|libpthread|librt)\.so\.\d")
ON_REQUEST = {"libcups.so.2"}  # the printing plugin is loaded when the reader prints, and only then


def needed(folder: Path) -> set[str]:
    """Give the libraries that binaries in `folder` ask for and that are not in it."""
    files = [file for file in folder.rglob("*") if ".so" in file.name and not file.is_symlink()]
    heard = subprocess.run(
        ["objdump", "-p", *map(str, files)], capture_output=True, text=True, check=True
    ).stdout
    return set(re.findall(r"NEEDED\s+(\S+)", heard)) - {file.name for file in folder.rglob("*.so*")}


@pytest.mark.skipif(not shutil.which("objdump"), reason="binutils is not installed")
def test_that_the_system_must_bring_what_the_package_names_and_no_more(frozen: Path) -> None:
    asked = {name for name in needed(frozen) if not C_LIBRARY.fullmatch(name)}
    assert asked - ON_REQUEST == set(deb.HOST_LIBRARIES)


@pytest.mark.skipif(not shutil.which("objdump"), reason="binutils is not installed")
def test_that_no_library_looks_into_folders_of_the_machine_that_built_it(frozen: Path) -> None:
    files = [file for file in frozen.rglob("*.so*") if not file.is_symlink()]
    heard = subprocess.run(["objdump", "-p", *map(str, files)], capture_output=True, text=True, check=True)
    paths = re.findall(r"R(?:UN)?PATH\s+(\S+)", heard.stdout)
    assert paths  # those of Qt
    assert {path for path in paths if not path.startswith("$ORIGIN")} == set()


def test_that_administrators_are_told_what_the_system_must_bring() -> None:
    text = (ROOT / "docs" / "administrators.md").read_text("utf-8")
    assert " ".join(deb.HOST_LIBRARIES.values()) in text
