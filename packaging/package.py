"""`make package`: freezes the program, proves that it starts, and packs it for this system."""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import archives
import deb
import icons
import library
import licences
import release
import sbom
import selftest
import trim
from windows import msi


def freeze() -> None:
    """Run PyInstaller on build.spec so that two runs give the same bytes."""
    shutil.rmtree(release.FOLDER, ignore_errors=True)
    release.BUILD.mkdir(parents=True, exist_ok=True)
    icons.prepare(release.BUILD)
    library.stage(release.BUILD / "resources")
    (release.BUILD / "version.txt").write_text(version_resource(), "utf-8")
    environment = {**os.environ, **trim.PYINSTALLER, "SOURCE_DATE_EPOCH": str(release.epoch())}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += [
        "--distpath",
        str(release.DIST),
        "--workpath",
        str(release.BUILD),
        str(release.ROOT / "build.spec"),
    ]
    log = release.BUILD / "pyinstaller.log"
    with log.open("wb") as stream:
        done = subprocess.run(
            command, env=environment, cwd=release.ROOT, stdout=stream, stderr=stream, check=False
        )
    if done.returncode:
        sys.exit(f"PyInstaller stopped:\n{log.read_text('utf-8', 'replace')[-3000:]}")


def version_resource() -> str:
    """Fill in what Windows shows of an executable."""
    text = (release.ROOT / "packaging" / "windows" / "version.txt").read_text("utf-8")
    numbers = ", ".join([*release.version().split("."), "0"])
    return text.replace("@NUMBERS@", numbers).replace("@VERSION@", release.version())


def settle(folder: Path) -> None:
    """Give every file the release's time and plain rights, so that archives do not differ by them."""
    for file in (folder, *folder.rglob("*")):
        if not file.is_symlink():
            program = file.parent == folder and not file.suffix
            file.chmod(0o755 if file.is_dir() or program else 0o644)
        # Windows can only follow, and has no links here.
        follow = os.utime not in os.supports_follow_symlinks
        os.utime(file, (release.epoch(), release.epoch()), follow_symlinks=follow)


def sums(files: list[Path]) -> None:
    """Write SHA256SUMS, as `sha256sum -c` reads it."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files)]
    (release.DIST / "SHA256SUMS").write_text("".join(lines), "utf-8")


def pack() -> list[Path]:
    """Make everything that is handed out on this system."""
    made = [archives.bill(release.FOLDER / "sbom.cdx.json")]
    if release.SYSTEM.startswith("linux"):
        return [*made, archives.tarball(release.FOLDER), deb.build(release.FOLDER)]
    if release.SYSTEM == "win32":
        folder, icon = release.FOLDER, Path(archives.icon_for_windows())
        from windows import admx  # late: it reads the settings of the program, which is not on wine's path

        made += [archives.portable_zip(folder), archives.installer(folder), msi.build(folder, icon)]
        return [*made, admx.build()]
    return [*made, archives.disk_image()]


def freeze_and_prove() -> None:
    """Make the folder that everything else is made of."""
    began = time.monotonic()
    freeze()
    licences.collect(release.FOLDER)
    sbom.write(release.FOLDER)
    settle(release.FOLDER)
    selftest.prove(release.FOLDER)
    if sys.platform == "darwin":
        selftest.prove(release.BUNDLE)  # the same program in other places: that is what is handed out
    print(
        f"Frozen and tested in {time.monotonic() - began:.0f} s: {release.FOLDER.relative_to(release.ROOT)}"
    )


def handed_out() -> list[Path]:
    """List the archives that lie in `dist`."""
    return [file for file in release.DIST.glob("wardshelf[-_]*") if file.is_file()]


def main() -> int:
    """Freeze, prove, pack, add up; the options are for the release workflow, which signs in between."""
    parser = argparse.ArgumentParser(description=__doc__)
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--folder-only", action="store_true", help="freeze and prove; no archives")
    only.add_argument("--pack-only", action="store_true", help="archives of the folder that is there")
    only.add_argument("--sums-only", action="store_true", help="SHA256SUMS of the archives that are there")
    options = parser.parse_args()
    if not (options.pack_only or options.sums_only):
        freeze_and_prove()
    if not (options.folder_only or options.sums_only):
        for file in pack():
            print(f"{file.stat().st_size / 1e6:6.1f} MB  {file.relative_to(release.ROOT)}")
    if not options.folder_only:
        sums(handed_out())
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"Packaging stopped: {Path(error.cmd[0]).name} ended with {error.returncode}; see above.")
