"""The MSI for a computer, by `wine msiexec`: silent, detected, upgraded, removed; and what its tables say."""

import subprocess
from pathlib import Path

import pytest
import release
from windows import msi

from tests.windows.conftest import MADE
from tests.windows.editions import OLD, bring, older
from tests.windows.wine import Computer

__all__ = ["older"]  # a fixture
INSTALLED = r"HKLM\Software\Wardshelf"
UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\{%s}"


@pytest.fixture(scope="module")
def made() -> Path:
    """Give the MSI that was made."""
    (found,) = MADE.glob("*.msi")
    return found


@pytest.fixture(scope="module")
def folder(clinic: Computer, older: dict[str, Path]) -> Path:
    """Install the older version as software distribution does."""
    done = clinic.run("msiexec", "/i", bring(older["msi"], clinic), "/qn")
    assert done.returncode == 0
    return clinic.drive / "Program Files" / "Wardshelf"


def table(made: Path, name: str) -> list[list[str]]:
    done = subprocess.run(["msiinfo", "export", str(made), name], capture_output=True, text=True, check=True)
    return [line.split("\t") for line in done.stdout.splitlines()[3:]]


def test_that_it_is_for_the_computer_and_can_be_detected(made: Path) -> None:
    properties = dict(row for row in table(made, "Property"))
    assert properties["ALLUSERS"] == "1"
    assert properties["UpgradeCode"] == f"{{{msi.UPGRADE}}}"
    assert properties["ProductCode"] == f"{{{msi.product_code(release.version())}}}"
    assert properties["ProductVersion"] == release.version()
    assert [row[1] for row in table(made, "Directory") if row[0] == "INSTALLDIR"] == [msi.ROOT_FOLDER]


def test_that_it_replaces_every_older_version_before_it_puts_files_there(made: Path) -> None:
    order = {row[0]: int(row[2]) for row in table(made, "InstallExecuteSequence")}
    assert order["InstallValidate"] < order["RemoveExistingProducts"] < order["InstallFiles"]
    assert [row[0] for row in table(made, "Upgrade")] == [f"{{{msi.UPGRADE}}}"] * 2


def test_that_it_holds_every_file_of_the_frozen_folder_once_in_its_size(made: Path, frozen: Path) -> None:
    sizes = sorted((row[2].rpartition("|")[2], row[3]) for row in table(made, "File"))
    expected = [(file.name, str(file.stat().st_size)) for file in frozen.rglob("*") if file.is_file()]
    assert sizes == sorted(expected)


def test_that_it_runs_nothing_and_has_nothing_of_its_own_run(made: Path) -> None:
    tables = subprocess.run(["msiinfo", "tables", str(made)], capture_output=True, text=True, check=True)
    for name in ("CustomAction", "ServiceInstall", "Binary"):
        assert name not in tables.stdout.split() or table(made, name) == []


def test_that_it_installs_silently_for_everybody(clinic: Computer, folder: Path) -> None:
    assert (folder / "_internal" / "old-only.txt").read_text("utf-8") == OLD
    assert f'"version"="{OLD}"' in clinic.registry()[INSTALLED]
    assert f'"DisplayVersion"="{OLD}"' in clinic.registry()[UNINSTALL % msi.product_code(OLD)]


def test_that_a_newer_one_takes_its_place(clinic: Computer, folder: Path, made: Path, frozen: Path) -> None:
    (folder / "defaults.toml").write_text('theme = "light"\n', "utf-8")
    assert clinic.run("msiexec", "/i", bring(made, clinic), "/qn", "/l*v", r"C:\log.txt").returncode == 0
    assert not (folder / "_internal" / "old-only.txt").exists()
    assert (folder / "defaults.toml").exists()
    names = [file.relative_to(frozen) for file in frozen.rglob("*") if file.is_file()]
    assert [name for name in names if (folder / name).read_bytes() != (frozen / name).read_bytes()] == []
    assert UNINSTALL % msi.product_code(OLD) not in clinic.registry()
    assert (clinic.drive / "log.txt").stat().st_size > 0


def test_that_an_older_one_is_refused(clinic: Computer, folder: Path, older: dict[str, Path]) -> None:
    assert clinic.run("msiexec", "/i", bring(older["msi"], clinic), "/qn").returncode != 0
    assert not (folder / "_internal" / "old-only.txt").exists()


def test_that_the_installed_program_passes_its_self_test(clinic: Computer, folder: Path) -> None:
    done = clinic.run(folder / "wardshelf-cli.exe", "self-test")
    assert (done.returncode, done.stderr) == (0, b"")


def test_that_it_is_removed_silently_and_leaves_the_reader_alone(clinic: Computer, folder: Path) -> None:
    kept = clinic.local / "wardshelf"
    clinic.settle()
    before = {file: file.read_bytes() for file in kept.rglob("*") if file.is_file()}
    code = f"{{{msi.product_code(release.version())}}}"
    assert clinic.run("msiexec", "/x", code, "/qn").returncode == 0
    assert [path.name for path in folder.rglob("*")] == ["defaults.toml"]
    assert [key for key in clinic.registry() if key.endswith(("Wardshelf", code))] == []
    assert {file: file.read_bytes() for file in kept.rglob("*") if file.is_file()} == before
