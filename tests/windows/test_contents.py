"""What lies in the frozen folder for Windows: nothing of wine, nothing missing, nothing for networks."""

import re
from pathlib import Path

import pytest

from tests.windows.portable_executable import Program
from tests.windows.wine import SYSTEM

# What every Windows 10 and 11 brings: https://learn.microsoft.com/en-us/windows/win32/apiindex/windows-apisets
OF_WINDOWS = {
    *("advapi32", "authz", "bcrypt", "comctl32", "comdlg32", "crypt32", "d2d1", "d3d11", "d3d12", "d3d9"),
    *(
        "dnsapi",
        "dwmapi",
        "dwrite",
        "dxgi",
        "gdi32",
        "icuuc",
        "imm32",
        "iphlpapi",
        "kernel32",
        "mpr",
        "msvcrt",
    ),
    *("netapi32", "ntdll", "ole32", "oleaut32", "opengl32", "rpcrt4", "setupapi", "shcore", "shell32"),
    *("shlwapi", "ucrtbase", "uiautomationcore", "user32", "userenv", "uxtheme", "version", "winmm"),
    *("winspool", "ws2_32", "wtsapi32"),
}
API_SET = re.compile(r"(api|ext)-ms-win-[\w-]+")


@pytest.fixture(scope="module")
def programs(frozen: Path) -> list[Path]:
    """Give every executable and library."""
    return [file for file in sorted(frozen.rglob("*")) if file.suffix.lower() in {".exe", ".dll", ".pyd"}]


def test_that_no_file_of_wine_or_of_the_stand_in_is_inside(frozen: Path, programs: list[Path]) -> None:
    assert [file.name for file in frozen.rglob("*") if file.stem.lower() in {"icuuc", "icuin", "icu"}] == []
    marks = (b"Wine builtin DLL", b"Wine placeholder DLL")
    assert [file.name for file in programs if any(mark in file.read_bytes() for mark in marks)] == []
    system = {file.name.lower(): file for file in (SYSTEM / "prefix/drive_c/windows/system32").iterdir()}
    of_system = [(file, system[name]) for file in programs if (name := file.name.lower()) in system]
    assert [ours.name for ours, theirs in of_system if ours.read_bytes() == theirs.read_bytes()] == []


def test_that_every_library_asked_for_is_inside_or_windows_own(programs: list[Path]) -> None:
    inside = {file.name.lower() for file in programs}
    missing = {
        (file.name, name)
        for file in programs
        for name in Program(file).libraries()
        if name not in inside
        and not API_SET.match(name)
        and name.removesuffix(".dll").removesuffix(".drv") not in OF_WINDOWS
    }
    assert missing == set()


def test_that_everything_is_for_64_bits(programs: list[Path]) -> None:
    machines = {file.name: Program(file).machine for file in programs}
    assert {name for name, machine in machines.items() if machine != 0x8664} == set()


def test_that_nothing_for_networks_is_inside(frozen: Path) -> None:
    names = [file.name.lower() for file in frozen.rglob("*")]
    asking = re.compile(r"_socket|_ssl|libssl|libcrypto|qt6network|qt6web|qtnetwork|_hashlib")
    assert [name for name in names if asking.search(name)] == []
