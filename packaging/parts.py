"""What a frozen folder is made of and where each part came from; licences and the bill of materials ask."""

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import release


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of somebody else's work."""

    name: str
    version: str
    licence: str
    """As its makers put it, or empty where a file says more than a word can."""
    address: str
    """A package URL: `pkg:pypi/rapidfuzz@3.14.6`."""
    texts: tuple[Path, ...]


def python_packages() -> Iterator[Part]:
    """Yield the locked packages that run on this system."""
    lock = (release.ROOT / "requirements.txt").read_text("utf-8")
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE):
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # locked for another system
        texts = tuple(licence_files(package))
        yield Part(name, version, licence_of(package), f"pkg:pypi/{name}@{version}", texts)


def licence_of(package: metadata.Distribution) -> str:
    """Give the short name of a licence."""
    fields = (package.metadata[key] for key in ("License-Expression", "License") if key in package.metadata)
    # Some write the whole text into the field; the text itself travels in `licences/`.
    return next((field for field in fields if field and "\n" not in field), "")


def licence_files(package: metadata.Distribution) -> Iterator[Path]:
    """Yield the licence texts that a wheel carries."""
    for file in package.files or ():
        if ".dist-info" in str(file) and re.search(r"licen[cs]e|copying|notice", str(file), re.IGNORECASE):
            path = Path(str(file.locate()))
            if path.is_file() and path.suffix != ".py":
                yield path


def python_itself() -> Part:
    """Name the interpreter that is inside."""
    version = sys.version.split()[0]
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    debian = Path("/usr/share/doc") / f"python{sysconfig.get_python_version()}" / "copyright"
    texts = tuple(place for place in (*places, debian) if place.is_file())[:1]
    return Part("python", version, "PSF-2.0", f"pkg:generic/python@{version}", texts)


def lettering() -> Part:
    """Name the typeface that is inside."""
    text = release.ROOT / "resources" / "fonts" / "OFL.txt"
    return Part("inter", "4.0", "OFL-1.1", "pkg:generic/inter@4.0", (text,))


def system_libraries(folder: Path) -> Iterator[Part]:
    """Yield the Debian packages whose libraries were taken along."""
    if not shutil.which("dpkg-query"):
        return
    files = [file.name for file in sorted((folder / "_internal").glob("lib*.so*")) if not file.is_symlink()]
    packages = {package for name in files if (package := owner(name))}
    for package in sorted(packages):
        form = "-f=${source:Package} ${Version} ${Architecture}"
        source, version, architecture = ask("dpkg-query", "-W", form, package).split()
        name = package.split(":")[0]
        address = f"pkg:deb/debian/{name}@{version}?arch={architecture}"
        yield Part(f"{name} ({source})", version, "", address, (Path("/usr/share/doc") / name / "copyright",))


def owner(library: str) -> str:
    """Find the Debian package of a library; empty for those of Python's or Qt's own."""
    for folder in ("/usr/lib", "/lib"):
        for path in Path(folder).glob(f"*-linux-gnu*/{library}"):
            if found := ask("dpkg-query", "-S", str(path)):
                return found.split(": ")[0].split(",")[0]
    return ""


def ask(*command: str) -> str:
    """Run a command for its output; empty where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def all_parts(folder: Path) -> list[Part]:
    """List every part of the frozen `folder`."""
    return [python_itself(), lettering(), *python_packages(), *system_libraries(folder)]
