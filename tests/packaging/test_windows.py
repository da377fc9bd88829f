"""What can be said about the Windows package without Windows."""

import ast
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import archives
import icons
import package
import pytest
import release
from windows.lock import for_windows


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


def test_that_the_compiler_of_installers_is_found_where_it_is_not_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert archives.makensis() == str(tmp_path / "NSIS" / "makensis.exe")


def test_that_packaging_needs_no_module_that_windows_lacks() -> None:
    blocked = ["pwd", "grp", "resource", "termios"]
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({blocked})); "
        f"sys.path.insert(0, {str(release.ROOT / 'packaging')!r}); import package"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_that_files_get_their_time_where_links_cannot_be_told_apart(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    utime = os.utime

    def like_windows(path: Path, times: tuple[int, int], *, follow_symlinks: bool) -> None:
        if not follow_symlinks:
            raise NotImplementedError
        utime(path, times)

    monkeypatch.setattr(os, "supports_follow_symlinks", set())
    monkeypatch.setattr(os, "utime", like_windows)
    package.settle(stand_in)
    assert {file.stat().st_mtime for file in stand_in.rglob("*")} == {release.epoch()}


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


def test_that_the_time_of_a_release_is_told_where_there_is_no_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", "")
    newest = max(int(file.stat().st_mtime) for file in (release.ROOT / "content").rglob("*"))
    assert release.epoch() == newest


def test_that_nothing_of_ours_asks_what_only_a_socket_can_tell() -> None:
    asking = {"platform", "uuid", "getpass", "socket"}  # the frozen program has no sockets
    found = {
        (file.name, name)
        for file in (release.ROOT / "viewer").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        for name in imported(node)
        if name.partition(".")[0] in asking
    }
    assert found == set()


def imported(node: ast.AST) -> list[str]:
    """Name the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_that_the_lock_is_read_as_windows_would() -> None:
    pins = for_windows((release.ROOT / "requirements-dev.txt").read_text("utf-8"))
    names = {line.partition("==")[0] for line in pins.splitlines() if "==" in line}
    assert {"colorama", "pefile", "pyside6-essentials", "whoosh3"} <= names
    assert not names & {"dmgbuild", "macholib"}
    assert pins.count("--hash=") >= len(names)
