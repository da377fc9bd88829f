"""The installer for one person: silent, over an older version, over an open program, and gone again."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import release

from tests.windows.conftest import MADE
from tests.windows.editions import OLD, bring, older
from tests.windows.visit import Visit
from tests.windows.wine import Computer, Screen, wait_for

__all__ = ["older"]  # a fixture
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Wardshelf"


@pytest.fixture(scope="module")
def folder(clinic: Computer, older: dict[str, Path]) -> Path:
    """Install the older version, silently, for a reader who has something already."""
    kept = clinic.local / "wardshelf"
    kept.mkdir(parents=True)
    (kept / "kept é.txt").write_bytes(b"notes\r\n\x00")
    subprocess.run(["chown", "-R", "1000:1000", str(kept)], check=True)
    assert clinic.run(bring(older["exe"], clinic), "/S").returncode == 0
    return clinic.local / "Programs" / "Wardshelf"


@pytest.fixture(scope="module")
def setup(clinic: Computer) -> Path:
    """Give the installer that was made."""
    (made,) = MADE.glob("*-setup.exe")
    return bring(made, clinic)


@pytest.fixture(scope="module")
def opened(clinic: Computer, screen: Screen, folder: Path) -> Iterator[Visit]:
    """Open the installed program."""
    visit = Visit(clinic, screen, folder, clinic.local / "wardshelf")
    visit.begin()
    yield visit
    visit.process.kill()


def menu(clinic: Computer) -> list[str]:
    programs = clinic.home / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    return [path.name for path in programs.rglob("Wardshelf*")]


def test_that_a_silent_installation_asks_nothing_and_is_registered(clinic: Computer, folder: Path) -> None:
    assert (folder / "_internal" / "old-only.txt").read_text("utf-8") == OLD
    assert f'"DisplayVersion"="{OLD}"' in clinic.registry()[UNINSTALL]
    assert menu(clinic) == ["Wardshelf.lnk"]


def test_that_an_upgrade_in_place_leaves_no_old_file_and_what_an_administrator_put_there(
    clinic: Computer, folder: Path, setup: Path
) -> None:
    (folder / "defaults.toml").write_text('theme = "light"\n', "utf-8")
    assert clinic.run(setup, "/S").returncode == 0
    assert not (folder / "_internal" / "old-only.txt").exists()
    assert (folder / "defaults.toml").exists()
    registered = clinic.registry()[UNINSTALL]
    assert f'"DisplayVersion"="{release.version()}"' in registered
    assert r"uninstall.exe\" /S" in registered


def test_that_what_was_installed_is_what_was_frozen(folder: Path, frozen: Path) -> None:
    names = [file.relative_to(frozen) for file in frozen.rglob("*") if file.is_file()]
    assert [name for name in names if (folder / name).read_bytes() != (frozen / name).read_bytes()] == []


def test_that_an_installation_over_an_open_program_changes_nothing(
    clinic: Computer, folder: Path, older: dict[str, Path], opened: Visit
) -> None:
    assert clinic.run(bring(older["exe"], clinic), "/S").returncode == 3
    assert not (folder / "_internal" / "old-only.txt").exists()
    place = f"_?={clinic.windows(folder)}".split(" ")  # in as many words: NSIS wants no quotation marks here
    assert clinic.run(folder / "uninstall.exe", "/S", *place).returncode == 3
    assert (folder / "_internal").is_dir()
    opened.accept()
    assert opened.leave() == 0


def test_that_a_removal_leaves_the_readers_files_to_the_byte(clinic: Computer, folder: Path) -> None:
    kept = clinic.local / "wardshelf"
    clinic.settle()
    before = {file: file.read_bytes() for file in kept.rglob("*") if file.is_file()}
    assert kept / "reader.sqlite" in before
    clinic.run(folder / "uninstall.exe", "/S")
    wait_for(lambda: not (folder / "_internal").exists(), "the program to go")
    clinic.settle()
    assert {file: file.read_bytes() for file in kept.rglob("*") if file.is_file()} == before
    assert (kept / "kept é.txt").read_bytes() == b"notes\r\n\x00"


def test_that_nothing_else_is_left_of_it(clinic: Computer, folder: Path) -> None:
    assert not folder.exists()
    assert menu(clinic) == []
    assert [key for key in clinic.registry() if "Wardshelf" in key] == []
