"""What macOS wants to know about the program; build.spec asks."""

from pathlib import Path
from typing import Any

import release


def settings(work: Path) -> dict[str, Any]:
    """Give the arguments of PyInstaller's BUNDLE."""
    return {
        "name": "Wardshelf.app",
        "icon": str(work / "wardshelf.icns"),
        "bundle_identifier": release.APP_ID,
        "version": release.version(),
        "info_plist": {
            "CFBundleDisplayName": "Wardshelf",
            "CFBundleExecutable": "Wardshelf",  # not its neighbour for the command line
            "CFBundleShortVersionString": release.version(),
            "LSApplicationCategoryType": "public.app-category.medical",
            # PyInstaller sets it for the sake of the second, console executable.
            "LSBackgroundOnly": False,
            "LSMinimumSystemVersion": "13.0",
            "NSHighResolutionCapable": True,
            "NSHumanReadableCopyright": "The Wardshelf contributors; Apache-2.0 and CC BY 4.0",
            "NSPrincipalClass": "NSApplication",
            "NSRequiresAquaSystemAppearance": False,
        },
    }
