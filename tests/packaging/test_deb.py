"""The Debian package: what dpkg, desktops and lintian say of it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import release


@pytest.fixture
def package(made: Path) -> Path:
    found = list(made.glob("*.deb"))
    assert len(found) == 1
    return found[0]


def said(*command: str | Path) -> str:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout


def test_that_it_names_the_libraries_the_system_must_bring(package: Path) -> None:
    needs = said("dpkg-deb", "--field", package, "Depends")
    assert {"libegl1", "libgl1", "libxcb1", "libwayland-client0"} <= set(re.split(r",\s*", needs.strip()))
    assert re.search(r"libc6 \(>= 2\.\d\d\)", needs)


def test_that_it_brings_all_that_a_desktop_expects(package: Path) -> None:
    names = {line.split()[5] for line in said("dpkg-deb", "--contents", package).splitlines()}
    share = "./usr/share"
    expected = {
        "./usr/bin/wardshelf",
        f"{share}/applications/wardshelf.desktop",
        f"{share}/metainfo/{release.APP_ID}.metainfo.xml",
        f"{share}/icons/hicolor/scalable/apps/wardshelf.svg",
        f"{share}/icons/hicolor/16x16/apps/wardshelf.png",
        f"{share}/icons/hicolor/512x512/apps/wardshelf.png",
        f"{share}/man/man1/wardshelf.1.gz",
        f"{share}/bash-completion/completions/wardshelf",
        f"{share}/zsh/vendor-completions/_wardshelf",
        f"{share}/fish/vendor_completions.d/wardshelf.fish",
    }
    assert expected - names == set()


def test_that_it_runs_no_script_when_installed_or_removed(package: Path, tmp_path: Path) -> None:
    said("dpkg-deb", "--control", package, tmp_path / "control")
    assert sorted(file.name for file in (tmp_path / "control").iterdir()) == ["control", "md5sums"]


@pytest.mark.skipif(not shutil.which("lintian"), reason="lintian is not installed")
def test_that_lintian_finds_no_error(package: Path) -> None:
    done = subprocess.run(
        ["lintian", "--fail-on", "error", "--allow-root", str(package)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_that_the_menu_entry_is_valid() -> None:
    done = subprocess.run(
        ["desktop-file-validate", "packaging/linux/wardshelf.desktop"],
        cwd=release.ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not installed")
def test_that_the_metadata_is_valid(package: Path, tmp_path: Path) -> None:
    said("dpkg-deb", "--extract", package, tmp_path)
    file = tmp_path / "usr/share/metainfo" / f"{release.APP_ID}.metainfo.xml"
    done = subprocess.run(["appstreamcli", "validate", "--no-net", str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
