"""What is inside the frozen program: a newcomer fails here until somebody has said that it belongs.

`REWRITE=1 make test-package` writes contents.txt anew.
"""

import json
import os
import subprocess
from pathlib import Path

from tests.packaging.listing import listing

EXPECTED = Path(__file__).with_name("contents.txt")
LARGEST = 40_000_000


def test_that_nothing_is_inside_that_was_not_expected(frozen: Path) -> None:
    found = listing(frozen)
    if os.environ.get("REWRITE"):
        EXPECTED.write_text("\n".join(found) + "\n", "utf-8")
    # Another Python has some of these built in, hence nothing is said of what is missing: the self-test does.
    expected = EXPECTED.read_text("utf-8").splitlines()
    assert [name for name in found if name not in expected] == []


def test_that_no_archive_is_over_40_mb(made: Path) -> None:
    archives = [*made.glob("*.tar.xz"), *made.glob("*.deb")]
    assert len(archives) == 2
    assert {file.name: file.stat().st_size for file in archives if file.stat().st_size > LARGEST} == {}


def test_that_the_sums_fit_the_archives(made: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=made, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_that_every_part_in_the_bill_has_its_licence_beside_it(frozen: Path) -> None:
    bill = json.loads((frozen / "sbom.cdx.json").read_text("utf-8"))
    names = {part["name"].split(" ")[0].lower() for part in bill["components"]}
    assert {"pyside6-essentials", "whoosh3", "python", "inter", "libxkbcommon0"} <= names
    without = {name for name in names if not any((frozen / "licences" / name).iterdir())}
    assert without <= {"pyside6-essentials", "shiboken6"}  # theirs are in Qt.txt, LGPL-3.txt and GPL-3.txt
    assert all((frozen / "licences" / name).is_file() for name in ("Qt.txt", "LGPL-3.txt", "GPL-3.txt"))


def test_that_every_library_the_program_brings_is_in_the_bill(frozen: Path) -> None:
    bill = json.loads((frozen / "sbom.cdx.json").read_text("utf-8"))
    debian = [part for part in bill["components"] if part["purl"].startswith("pkg:deb/")]
    libraries = [
        file.name
        for file in (frozen / "_internal").glob("lib*.so*")
        if not file.is_symlink()
        and not file.name.startswith(("libpython", "libicu", "libQt6", "libpyside", "libshiboken"))
    ]
    assert len(debian) >= len(libraries) // 3
    assert libraries
