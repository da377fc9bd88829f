"""An older edition to upgrade from: an installer and an MSI of a few files, made in a second."""

import subprocess
from pathlib import Path

import archives
import pytest
import release
from windows import msi

from tests.windows.wine import SYSTEM, Computer

OLD = "0.0.9"
ICON = Path("/usr/share/nsis/Contrib/Graphics/Icons/modern-install.ico")
FILES = ("Wardshelf.exe", "wardshelf-cli.exe", "_internal/old-only.txt", "licences/qt/LICENSE", "LICENSE.txt")


@pytest.fixture(scope="module")
def older(clinic: Computer) -> dict[str, Path]:
    """Give an older `exe` and `msi`."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DIST", "BUILD"):
            patch.setattr(release, name, clinic.place)
        patch.setattr(release, "SYSTEM", "win32")
        patch.setattr(release, "version", lambda: OLD)
        patch.setattr(archives, "icon_for_windows", lambda: str(ICON))
        folder = clinic.place / "older"
        for name in FILES:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(OLD, "utf-8")
        return {"exe": archives.installer(folder), "msi": msi.build(folder, ICON)}


def bring(made: Path, clinic: Computer) -> Path:
    """Put a file that was made onto the computer, where the reader may read it."""
    target = clinic.drive / made.name
    if not target.exists():
        subprocess.run(["cp", str(made), str(target)], check=True)
        target.chmod(0o644)
    assert target.is_relative_to(SYSTEM)
    return target
