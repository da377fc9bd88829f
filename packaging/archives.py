"""The archives that are handed out beside the .deb."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import release


def entries(folder: Path) -> Iterator[Path]:
    """Yield everything in `folder` in an order that does not depend on the disk."""
    yield from sorted(folder.rglob("*"))


def tarball(folder: Path) -> Path:
    """Pack `folder` as .tar.xz: owner, order and times are fixed, so that two builds are alike."""
    target = release.DIST / f"{release.archive_name()}.tar.xz"
    plain = release.BUILD / f"{release.archive_name()}.tar"
    top = f"wardshelf-{release.version()}"
    with tarfile.open(plain, "w", format=tarfile.GNU_FORMAT) as archive:
        archive.add(folder, top, recursive=False, filter=anonymous)
        for file in entries(folder):
            archive.add(file, f"{top}/{file.relative_to(folder)}", recursive=False, filter=anonymous)
    with target.open("wb") as stream:
        subprocess.run(["xz", "-6", "--threads=2", "--stdout", str(plain)], stdout=stream, check=True)
    plain.unlink()
    return target


def anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Take away who built it and when."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = release.epoch()
    return entry


def portable_zip(folder: Path) -> Path:
    """Pack `folder` with the marker that keeps everything beside the program."""
    target = release.DIST / f"{release.archive_name()}-portable.zip"
    top = f"wardshelf-{release.version()}"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in entries(folder):
            if file.is_file():
                archive.write(file, f"{top}/{file.relative_to(folder).as_posix()}")
        archive.writestr(
            f"{top}/portable", "Wardshelf keeps bookmarks, notes and settings in `data` beside this file.\n"
        )
    return target


def installer(folder: Path) -> Path:
    """Compile the installer for Windows; any NSIS does, on any system."""
    target = release.DIST / f"{release.archive_name()}-setup.exe"
    script = release.ROOT / "packaging" / "windows" / "installer.nsi"
    defines = {
        "VERSION": release.version(),
        "FOLDER": str(folder),
        "TARGET": str(target),
        "ICON": icon_for_windows(),
    }
    sign = "/" if sys.platform == "win32" else "-"
    options = [f"{sign}D{name}={value}" for name, value in defines.items()]
    subprocess.run([makensis(), f"{sign}V2", *options, str(script)], check=True)
    return target


def makensis() -> str:
    """Find the compiler of installers; on Windows it does not put itself on the path."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"
    return shutil.which("makensis") or str(usual)


def icon_for_windows() -> str:
    """Name the icon that icons.py drew."""
    return str(release.BUILD / "wardshelf.ico")


def disk_image() -> Path:
    """Make the disk image for macOS."""
    target = release.DIST / f"{release.archive_name()}.dmg"
    settings = release.ROOT / "packaging" / "macos" / "dmg_settings.py"
    command = [sys.executable, "-m", "dmgbuild", "-s", str(settings), "Wardshelf", str(target)]
    subprocess.run(command, cwd=release.ROOT, check=True)
    return target


def bill(source: Path) -> Path:
    """Copy the bill of materials out of the folder."""
    return Path(shutil.copyfile(source, release.DIST / f"{release.archive_name()}.cdx.json"))
