"""Packs the frozen folder as a .deb, with what a desktop expects beside it."""

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import icons
import release

LINUX = release.ROOT / "packaging" / "linux"
HOST_LIBRARIES = {
    # What PyInstaller leaves to the system because it must match its graphics.
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxcb.so.1": "libxcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
CONTROL = """Package: wardshelf
Version: {version}
Architecture: {architecture}
Maintainer: The Wardshelf contributors <wardshelf@wardshelf.invalid>
Installed-Size: {size}
Depends: {depends}
Recommends: fonts-dejavu-core
Suggests: libcups2
Section: science
Priority: optional
Description: offline reference for clinicians: metastatic rectal cancer
 A treatment guide, its questions and references, and summaries of the papers
 behind them. Any passage is found in milliseconds from the keyboard.
 .
 Wardshelf sends nothing and fetches nothing. It is not a guideline, not
 prescribing information and not advice about any one patient.
"""


def architecture() -> str:
    """Name this machine as Debian does."""
    return subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()


def needed_glibc(folder: Path) -> str:
    """Find the oldest C library that every binary in `folder` runs on."""
    newest = (2, 17)
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink() and file.open("rb").read(4) == b"\x7fELF":
            found = re.findall(rb"GLIBC_(\d+)\.(\d+)\b", file.read_bytes())
            newest = max([newest, *((int(major), int(minor)) for major, minor in found)])
    return f"{newest[0]}.{newest[1]}"


def template(name: str) -> bytes:
    """Read a file of packaging/linux with version and date put in."""
    text = (LINUX / name).read_text("utf-8")
    return text.replace("@VERSION@", release.version()).replace("@DATE@", release.day()).encode()


def write(root: Path, name: str, data: bytes) -> None:
    """Write one file of the package."""
    target = root / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    target.chmod(0o644)  # whatever the umask


def squeezed(data: bytes) -> bytes:
    """Compress without a time in the header."""
    return gzip.compress(data, 9, mtime=0)


def changelog() -> bytes:
    """Say the one thing Debian's changelog must say."""
    when = subprocess.run(
        ["date", "--utc", "--rfc-email", f"--date=@{release.epoch()}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    version, who = release.version(), "The Wardshelf contributors <wardshelf@wardshelf.invalid>"
    text = (
        f"wardshelf ({version}) stable; urgency=low\n\n  * Edition {release.edition()}; see CHANGELOG.md.\n\n"
    )
    return f"{text} -- {who}  {when}\n".encode()


def desktop_files(root: Path) -> None:
    """Add menu entry, icons, AppStream data, manual page and completions."""
    share, metainfo = "usr/share", f"{release.APP_ID}.metainfo.xml"
    write(root, f"{share}/applications/wardshelf.desktop", template("wardshelf.desktop"))
    write(root, f"{share}/metainfo/{metainfo}", template(metainfo))
    for size in icons.SIZES:
        write(root, f"{share}/icons/hicolor/{size}x{size}/apps/wardshelf.png", icons.png(size))
    write(root, f"{share}/icons/hicolor/scalable/apps/wardshelf.svg", icons.DRAWING.read_bytes())
    write(root, f"{share}/man/man1/wardshelf.1.gz", squeezed(template("wardshelf.1")))
    write(root, f"{share}/bash-completion/completions/wardshelf", template("completions/wardshelf.bash"))
    write(root, f"{share}/zsh/vendor-completions/_wardshelf", template("completions/_wardshelf"))
    write(root, f"{share}/fish/vendor_completions.d/wardshelf.fish", template("completions/wardshelf.fish"))
    write(root, f"{share}/doc/wardshelf/copyright", template("copyright"))
    write(root, f"{share}/doc/wardshelf/changelog.gz", squeezed(changelog()))
    write(root, f"{share}/lintian/overrides/wardshelf", template("lintian-overrides"))


def control(root: Path, folder: Path) -> None:
    """Write what dpkg reads: name, needs, sums."""
    files = sorted(file for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    text = CONTROL.format(
        version=release.version(),
        architecture=architecture(),
        size=sum(file.stat().st_size for file in files) // 1024,
        depends=", ".join((f"libc6 (>= {needed_glibc(folder)})", *HOST_LIBRARIES.values())),
    )
    write(root, "DEBIAN/control", text.encode())
    command = ["md5sum", *(str(file.relative_to(root)) for file in files)]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    write(root, "DEBIAN/md5sums", done.stdout)


def build(folder: Path) -> Path:
    """Pack `folder` and give back the .deb."""
    root = release.BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    (root / "usr" / "bin").mkdir(parents=True)
    shutil.copytree(folder, root / "usr" / "lib" / "wardshelf", symlinks=True)
    (root / "usr" / "bin" / "wardshelf").symlink_to("../lib/wardshelf/wardshelf")
    desktop_files(root)
    control(root, folder)
    for place in (root, *root.rglob("*")):
        if place.is_dir():
            place.chmod(0o755)
        os.utime(place, (release.epoch(), release.epoch()), follow_symlinks=False)
    target = release.DIST / f"wardshelf_{release.version()}_{architecture()}.deb"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(release.epoch())}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(root), str(target)]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return target
