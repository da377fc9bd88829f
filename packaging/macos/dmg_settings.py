"""The disk image: the program, and a link to where it belongs."""

from pathlib import Path

APPLICATION = Path("dist") / "Wardshelf.app"

format = "UDZO"  # noqa: A001  # dmgbuild reads this name
files = [str(APPLICATION)]
symlinks = {"Applications": "/Applications"}
icon_locations = {"Wardshelf.app": (140, 130), "Applications": (380, 130)}
window_rect = ((200, 200), (520, 300))
icon_size = 96
