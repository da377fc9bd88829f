"""Puts the licences of everything inside into `licences/` of the frozen folder."""

import shutil
import sys
from pathlib import Path

import parts
import release

COMMON = Path("/usr/share/common-licenses")


def collect(folder: Path) -> None:
    """Copy every licence text, each in a folder named for its part."""
    target = folder / "licences"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    found = parts.all_parts(folder)
    if silent := [
        part.name
        for part in found
        if not part.texts and not part.name.lower().startswith(("pyside", "shiboken"))
    ]:
        sys.exit(f"No licence text was found for {', '.join(silent)}.")
    for part in found:
        place = target / part.name.split(" ")[0].lower()
        place.mkdir(exist_ok=True)
        for text in part.texts:
            shutil.copyfile(text, place / text.name)
    own(folder, target)
    qt(target, found)


def own(folder: Path, target: Path) -> None:
    """Put our own licences on top, where people look first."""
    for name in ("LICENSE", "LICENSE-CONTENT"):
        shutil.copyfile(release.ROOT / name, folder / f"{name}.txt")
    for text in sorted(COMMON.glob("*GPL-[23]*")) + sorted(COMMON.glob("LGPL-2.1")):
        if not text.is_symlink():
            shutil.copyfile(text, target / f"{text.name}.txt")


def qt(target: Path, found: list[parts.Part]) -> None:
    """Say under which terms Qt is inside, which is all that the LGPL asks of us."""
    version = next(part.version for part in found if part.name.startswith("pyside6"))
    texts = release.ROOT / "packaging" / "licences"
    (target / "Qt.txt").write_text((texts / "Qt.txt").read_text("utf-8").format(version=version), "utf-8")
    for name in ("LGPL-3.txt", "GPL-3.txt"):
        shutil.copyfile(texts / name, target / name)
