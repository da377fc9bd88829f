"""What can be said about the Windows package without Windows."""

import ast
import shutil
import zipfile
from pathlib import Path

import archives
import icons
import package
import pytest
import release


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that looks like the frozen one, and packaging that writes beside it."""
    monkeypatch.setattr(release, "DIST", tmp_path)
    monkeypatch.setattr(release, "BUILD", tmp_path)
    folder = tmp_path / "wardshelf"
    (folder / "_internal" / "resources").mkdir(parents=True)
    for name in ("Wardshelf.exe", "wardshelf-cli.exe", "_internal/resources/some.txt"):
        (folder / name).write_text(name, "utf-8")
    icons.prepare(tmp_path)
    return folder


@pytest.mark.skipif(not shutil.which("makensis"), reason="nsis is not installed")
def test_that_the_installer_compiles(stand_in: Path) -> None:
    made = archives.installer(stand_in)
    assert made.read_bytes()[:2] == b"MZ"


def test_that_the_portable_zip_carries_its_marker(stand_in: Path) -> None:
    with zipfile.ZipFile(archives.portable_zip(stand_in)) as archive:
        names = archive.namelist()
    top = f"wardshelf-{release.version()}"
    assert {f"{top}/portable", f"{top}/Wardshelf.exe", f"{top}/_internal/resources/some.txt"} <= set(names)


def test_that_the_version_resource_is_filled_in() -> None:
    text = package.version_resource()
    assert "@" not in text
    assert f"'{release.version()}'" in text
    ast.parse(text)


def test_that_the_icon_holds_every_size() -> None:
    assert icons.ico()[4] == len(icons.WINDOWS_SIZES)
    assert icons.icns()[:4] == b"icns"
