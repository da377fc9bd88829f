"""The manual page and the completions know every command and option of the command line."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from viewer.cli import run as cli
from viewer.library.model import KINDS
from viewer.userdata.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
TOLD = {
    "manual": LINUX / "wardshelf.1",
    "bash": LINUX / "completions" / "wardshelf.bash",
    "zsh": LINUX / "completions" / "_wardshelf",
    "fish": LINUX / "completions" / "wardshelf.fish",
}


def words(file: Path) -> set[str]:
    """Give the words of a file; roff writes a hyphen as `\\-`, fish an option as `-l name`."""
    text = file.read_text("utf-8").replace("\\-", "-")
    return set(re.findall(r"[a-z][a-z-]*", text.replace("--", " ")))


@pytest.mark.parametrize("where", TOLD)
def test_that_every_command_is_told(where: str) -> None:
    commands = {name for name in cli._COMMANDS if not name.startswith("_")} - {"open"}
    assert commands - words(TOLD[where]) == set()


@pytest.mark.parametrize("where", TOLD)
def test_that_every_option_is_told(where: str) -> None:
    options = {
        option.removeprefix("--")
        for name, (parser, _) in cli._COMMANDS.items()
        if not name.startswith("_")
        for action in parser()._actions
        for option in action.option_strings
        if option.startswith("--")
    }
    assert options - words(TOLD[where]) - {"help", "version", "out"} == set()


@pytest.mark.skipif(not shutil.which("man"), reason="man is not installed: make package brings it")
def test_that_the_manual_is_set_without_a_warning() -> None:
    command = ["man", "--warnings", "--encoding=UTF-8", "--local-file", str(TOLD["manual"])]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MAN_KEEP_STDERR": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "NAME" in done.stdout


@pytest.mark.parametrize("where", TOLD)
def test_that_every_kind_is_told(where: str) -> None:
    assert set(KINDS) - words(TOLD[where]) == set()


def test_that_administrators_are_told_of_every_setting() -> None:
    text = (ROOT / "docs" / "administrators.md").read_text("utf-8")
    told = set(re.findall(r"^(\w+) = ", text, re.MULTILINE))
    assert told == {setting.key for setting in SETTINGS} | {"locked"}


def test_that_an_administrators_example_sets_what_is_so_anyway() -> None:
    text = (ROOT / "docs" / "administrators.md").read_text("utf-8")
    values = dict(re.findall(r"^(\w+) = (\S+)", text, re.MULTILINE))
    defaults = {setting.key: str(setting.default).lower() for setting in SETTINGS}
    values.pop("locked")
    assert {key: value.strip('"') for key, value in values.items()} == defaults
