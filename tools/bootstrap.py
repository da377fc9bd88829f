"""Makes `.venv` with the locked packages and the program in it; `make setup` calls it through bootstrap.sh.

What the system itself must bring (python3-venv, Qt's libraries, a font) is installed where that is possible
without asking, as root on a Debian-like system, and else named in one line that can be pasted.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements-dev.txt"

QT_LIBRARIES = {
    # What the Qt of PySide6 6.11 and its xcb, wayland and offscreen plugins link to and do not carry.
    "libglib-2.0.so.0": "libglib2.0-0",
    "libzstd.so.1": "libzstd1",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
PACKAGING_TOOLS = {
    "objdump": "binutils",
    "chrpath": "chrpath",
    "xz": "xz-utils",
    "dpkg-deb": "dpkg",
    "strace": "strace",
    "unshare": "util-linux",
    "makensis": "nsis",
    "lintian": "lintian",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "fish": "fish",
    "zsh": "zsh",
    "man": "man-db",
}
WINDOWS_TOOLS = {
    "debootstrap": "debootstrap",
    "unshare": "util-linux",
    "makensis": "nsis",
    "wixl": "wixl",
    "msiinfo": "msitools",
    "osslsigncode": "osslsigncode",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "pdftotext": "poppler-utils",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def loads(library: str) -> bool:
    """Say whether the dynamic linker finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Say whether any scalable font is installed."""
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(
        file.suffix.lower() in {".ttf", ".otf", ".ttc", ".pfb", ".t1"}
        for folder in folders
        for file in folder.rglob("*")
    )


def missing_tools(tools: Mapping[str, str]) -> Iterator[str]:
    """Yield the Debian packages of tools that this system lacks."""
    yield from (package for tool, package in tools.items() if not shutil.which(tool))


def missing_from_system(packaging: bool, windows: bool = False) -> Iterator[str]:
    """Yield the Debian packages that this system lacks."""
    major, minor = sys.version_info[:2]
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        yield f"python{major}.{minor}-venv"
    yield from (package for library, package in QT_LIBRARIES.items() if not loads(library))
    if not has_font():
        yield "fonts-dejavu-core"
    if packaging:
        yield from missing_tools(PACKAGING_TOOLS)
        if not any(loads(name) for name in shared_pythons()):
            yield f"libpython{major}.{minor}"
    if windows:
        yield from missing_tools(WINDOWS_TOOLS)


def shared_pythons() -> Iterator[str]:
    """Yield where PyInstaller would look for libpython."""
    name = f"libpython{sys.version_info[0]}.{sys.version_info[1]}.so.1.0"
    yield name
    yield str(Path(sysconfig.get_config_var("LIBDIR") or "/usr/lib") / name)


def may_install() -> bool:
    """Say whether packages can be installed without asking anybody."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt(*arguments: str) -> bool:
    """Run apt-get without questions; what it says is shown only where it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", "-y", *arguments]
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        say(done.stdout[-2000:])
    return done.returncode == 0


def install_on_system(packages: Iterable[str]) -> None:
    """Install Debian packages, or say how and stop."""
    names = list(dict.fromkeys(packages))
    if not names or not sys.platform.startswith("linux"):
        return
    line = "apt-get install --no-install-recommends " + " ".join(names)
    if not may_install():
        sys.exit(
            f"Wardshelf needs what this system does not have yet. Run this, then try again:\n  sudo {line}"
        )
    say(f"Installing {len(names)} system packages: {' '.join(names)}")
    install = ("install", "--no-install-recommends", *names)
    if not (apt("update") and apt(*install)):
        sys.exit(f"The system packages could not be installed. This is the command:\n  {line}")


def say(text: str) -> None:
    """Tell what is going on."""
    print(text, file=sys.stderr, flush=True)


def in_venv(*arguments: str) -> None:
    """Run the environment's Python, or stop with its exit code."""
    python = VENV / "bin" / "python"
    pip_quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    # setuptools writes paths in the letters of the locale, and `C` has no accents.
    environment = {**os.environ, **pip_quiet, "LC_ALL": "C.UTF-8"}
    done = subprocess.run([str(python), *arguments], env=environment, cwd=ROOT)
    if done.returncode:
        sys.exit(f"Setting up stopped: `{' '.join(arguments[:3])} …` did not succeed.")


def fingerprint() -> str:
    """Name what an environment depends on: the lock, this Python and the folder (scripts hold its path)."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{lock}\n{sys.version}\n{ROOT}\n"


def make_environment() -> None:
    """Make `.venv` and install the locked packages, unless this very lock is installed in this very place."""
    stamp = VENV / "wardshelf.stamp"
    if not (stamp.is_file() and stamp.read_text("utf-8") == fingerprint()):
        say("Making .venv and installing the locked packages (once; about 150 MB) …")
        stamp.unlink(missing_ok=True)
        if not (VENV / "bin" / "python").exists() or not same_place(VENV):
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
        in_venv("-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:", "-r", str(LOCK))
        stamp.write_text(fingerprint(), "utf-8")
    in_venv("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "-e", ".")
    for site in VENV.glob("lib/python*/site-packages"):
        name_by_relative_path(site)


def name_by_relative_path(site: Path) -> None:
    """Rewrite the file that leads Python here: the locale, which may know no accents, says how it is read."""
    for file in site.glob("__editable__.wardshelf-*.pth"):
        file.write_text(os.path.relpath(ROOT, site) + "\n", "ascii")


def same_place(venv: Path) -> bool:
    """Say whether `venv` was made here and by this version of Python."""
    settings = (venv / "pyvenv.cfg").read_text("utf-8")
    return str(venv) in settings and f"version = {'.'.join(map(str, sys.version_info[:3]))}" in settings


def main() -> None:
    """Set up, from nothing or from what is there."""
    parser = argparse.ArgumentParser(description="Make .venv with the locked packages and the program in it.")
    parser.add_argument(
        "--packaging", action="store_true", help="also bring what `make package` and its tests use"
    )
    parser.add_argument("--windows", action="store_true", help="also bring what `make windows` uses")
    parser.add_argument(
        "--system-only", action="store_true", help="look at the system's packages and leave it at that"
    )
    options = parser.parse_args()
    install_on_system(missing_from_system(options.packaging, options.windows))
    if not options.system_only:
        make_environment()


if __name__ == "__main__":
    main()
