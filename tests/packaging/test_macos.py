"""What can be said about the macOS package without macOS."""

import importlib
import plistlib
import runpy
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bundle
import icons
import pytest
import release
import selftest
import trim

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


class Made:
    """Stands for what PyInstaller makes of a step: remembers what it was given, and holds no files."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.given, self.named = given, named
        self.binaries: list[trim.TocEntry] = []
        self.pure: list[trim.TocEntry] = []
        self.dependencies: list[trim.TocEntry] = []
        self.scripts: list[trim.TocEntry] = []
        self.datas: list[trim.TocEntry] = [
            (target, source, "DATA") for source, target in named.get("datas", ())
        ]


def evaluated(monkeypatch: pytest.MonkeyPatch, work: Path) -> dict[str, Made]:
    """Evaluate build.spec as PyInstaller would on macOS, and give the steps by name."""
    made: dict[str, Made] = {}

    def step(name: str) -> Callable[..., Made]:
        def make(*given: Any, **named: Any) -> Made:
            made[f"{name} {named['name']}" if "name" in named else name] = step = Made(*given, **named)
            return step

        return make

    importlib.import_module("PyInstaller.utils.hooks")  # before this seems to be a Mac
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    steps = {name: step(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")}
    given = {**steps, "SPECPATH": str(ROOT), "workpath": str(work)}
    runpy.run_path(str(ROOT / "build.spec"), given)
    return made


def test_that_the_spec_makes_a_bundle_of_two_programs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = evaluated(monkeypatch, tmp_path)
    assert {name for name in made if name.startswith("EXE")} == {f"EXE {name}" for name, _ in NAMES}
    for name, console in NAMES:
        assert made[f"EXE {name}"].named["console"] is console
        assert made[f"EXE {name}"].named["icon"] is None  # that of the bundle
    bundled = made["BUNDLE Wardshelf.app"]
    assert bundled.given == (made["COLLECT wardshelf"],)
    assert bundled.named == bundle.settings(release.BUILD)


def test_that_nothing_of_linux_or_windows_is_in_the_bundle(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    analysis = evaluated(monkeypatch, tmp_path)["Analysis"].named
    assert analysis["runtime_hooks"] == []
    sources = [source for source, _ in analysis["datas"]]
    foreign = [ROOT / "packaging" / "linux", ROOT / "packaging" / "windows"]
    assert [name for name in sources if any(Path(name).is_relative_to(folder) for folder in foreign)] == []


def test_that_plist_and_disk_image_name_no_place_of_another_system(settings: dict[str, Any]) -> None:
    text = plistlib.dumps(settings["info_plist"]).decode()
    text += (ROOT / "packaging" / "macos" / "dmg_settings.py").read_text("utf-8")
    assert [word for word in ("/usr/", "/home/", "/etc/", "C:\\", ".exe", ".so") if word in text] == []
