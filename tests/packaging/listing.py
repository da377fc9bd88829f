"""What lies in a frozen folder, without what differs between two machines that build it."""

import re
from collections.abc import Iterator
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader


def plain(name: str) -> str:
    """Take versions of libraries and of Python, and Whoosh's segment names, out of a file name."""
    name = re.sub(r"\.cpython-\d+\w*-[\w-]+(?=\.so)|\.abi3(?=\.so)", "", name)
    name = re.sub(r"\.so\.[\d.]+$", ".so", name)
    name = re.sub(r"python3\.\d+", "python3", name)
    name = re.sub(r"-[\d.]+\.dist-info/.*", "-*.dist-info/*", name)
    # Our own: the index names its files as it likes, and an icon more is no newcomer.
    return re.sub(r"resources/(library/index|icons|themes|fonts)/.*", r"resources/\1/*", name)


def files(folder: Path) -> Iterator[str]:
    """Yield every file but licence texts, which follow from what is inside."""
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if not file.is_dir() and not file.is_symlink() and not name.startswith("licences/"):
            yield plain(name)


def packages(folder: Path) -> Iterator[str]:
    """Yield the top-level Python modules in the program's own archive."""
    archive = CArchiveReader(str(folder / "wardshelf")).open_embedded_archive("PYZ.pyz")
    yield from (f"python: {name.split('.')[0]}" for name in archive.toc)


def listing(folder: Path) -> list[str]:
    """Give one line for each thing inside, sorted."""
    return sorted({*files(folder), *packages(folder)})
