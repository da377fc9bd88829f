"""What can be said about the macOS package without macOS."""

import plistlib
import runpy
import shutil
from pathlib import Path
from typing import Any

import bundle
import icons
import pytest
import release
import selftest

ROOT = Path(__file__).resolve().parents[2]
NAMES = (("Wardshelf", False), ("wardshelf-cli", True))
PATHS = ROOT / "viewer" / "paths.py"


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, Any]:
    """Give what build.spec hands to BUNDLE."""
    return bundle.settings(tmp_path)


def test_that_the_bundle_opens_the_window_and_not_the_command_line(settings: dict[str, Any]) -> None:
    plist = plistlib.loads(plistlib.dumps(settings["info_plist"]))
    assert plist["CFBundleExecutable"] == "Wardshelf"
    assert plist["LSBackgroundOnly"] is False
    assert plist["NSHighResolutionCapable"] is True
    assert plist["NSRequiresAquaSystemAppearance"] is False  # dark mode
    assert plist["CFBundleShortVersionString"] == release.version()
    assert settings["bundle_identifier"] == release.APP_ID


def test_that_the_executables_in_the_bundle_are_those_that_are_built() -> None:
    spec = (ROOT / "build.spec").read_text("utf-8")
    first, second = (f'program("{name}", console={console})' for name, console in NAMES)
    assert spec.index(first) < spec.index(second)
    assert selftest.executable(release.BUNDLE).name == NAMES[1][0]


def test_that_the_icon_is_drawn_in_the_sizes_that_macos_asks_for(tmp_path: Path) -> None:
    data = icons.icns()
    assert data[:4] == b"icns"
    assert int.from_bytes(data[4:8], "big") == len(data)
    place, found = 8, {}
    while place < len(data):
        kind, length = data[place : place + 4].decode(), int.from_bytes(data[place + 4 : place + 8], "big")
        found[kind] = int.from_bytes(data[place + 24 : place + 28], "big")  # the width in the PNG's header
        place += length
    assert found == icons.ICNS_TYPES


def test_that_the_disk_image_holds_the_bundle_and_the_way_to_applications() -> None:
    settings = runpy.run_path(str(ROOT / "packaging" / "macos" / "dmg_settings.py"))
    assert [ROOT / name for name in settings["files"]] == [release.BUNDLE]
    assert settings["symlinks"] == {"Applications": "/Applications"}
    assert settings["icon_locations"].keys() == {release.BUNDLE.name, "Applications"}


def test_that_what_an_administrator_adds_lies_beside_the_bundle(tmp_path: Path) -> None:
    place = tmp_path / "Applications" / "Wardshelf.app" / "Contents" / "Frameworks" / "viewer"
    place.mkdir(parents=True)
    shutil.copy(PATHS, place)
    found = runpy.run_path(str(place / "paths.py"))
    assert found["program_folder"]() == tmp_path / "Applications"
    assert found["resources"]() == place.parent / "resources"
