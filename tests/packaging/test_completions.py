"""The completions, in the shells themselves: what is offered where a reader presses Tab."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # a shell of its own for each

ROOT = Path(__file__).resolve().parents[2]
COMPLETIONS = ROOT / "packaging" / "linux" / "completions"
PATIENCE = 10.0  # seconds

LINES = {
    "wardshelf se": {"search", "self-test"},
    "wardshelf --li": {"--library"},
    "wardshelf --library fol": {"folder é/"},
    "wardshelf --library folder se": {"search", "self-test"},
    "wardshelf search --kin": {"--kind"},
    "wardshelf search --kind f": {"faq"},
    "wardshelf show modalities/sb": {"modalities/sbrt"},
    "wardshelf show --te": {"--text"},
    "wardshelf list pa": {"page", "paper"},
    "wardshelf list --js": {"--json"},
    "wardshelf ad": {"add"},
    "wardshelf add foli": {"folio.txt"},
    "wardshelf add --ch": {"--check"},
    "wardshelf check fol": {"folder é/"},
    "wardshelf check --rea": {"--readability"},
    "wardshelf cha": {"changes"},
    "wardshelf comp": {"compare"},
    "wardshelf compare papers/sabr-c": {"papers/sabr-comet"},
    "wardshelf papers --pop": {"--population"},
    "wardshelf papers --sort na": {"name"},
    "wardshelf changes fol": {"folder é/"},
    "wardshelf changes --js": {"--json"},
    "wardshelf build folder -o fol": {"folder é/"},
    "wardshelf new lib": {"library"},
    "wardshelf new fa": {"faq"},
    "wardshelf edit fol": {"folder é/"},
    "wardshelf check --rel": {"--release"},
    "wardshelf new paper x --con": {"--content"},
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one folder and one file in it, and our command line on the path."""
    (tmp_path / "folder é").mkdir()
    (tmp_path / "folio.txt").touch()
    program = tmp_path / "bin" / "wardshelf"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m viewer "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout


def in_bash(line: str) -> set[str]:
    """Call the function as Readline does; a folder's slash is added by Readline itself."""
    ask = (
        'source "$0"; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _wardshelf; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    found = said("bash", "--norc", "-c", ask, str(COMPLETIONS / "wardshelf.bash"), line).splitlines()
    return {f"{name}/" if Path(name).is_dir() else name for name in found}


def in_fish(line: str) -> set[str]:
    """Ask fish; it writes a description behind each word."""
    found = said(
        "fish",
        "--no-config",
        "-c",
        "source $argv[1]; complete -C $argv[2]",
        str(COMPLETIONS / "wardshelf.fish"),
        line,
    )
    return {name.split("\t")[0] for name in found.splitlines()}


ZSHRC = """
PROMPT=
unset zle_bracketed_paste
fpath=("$COMPLETIONS" $fpath)
autoload -Uz compinit
compinit -u -D
bindkey '^I' list-choices
zstyle ':completion:*' verbose no
zstyle ':completion:*' list-packed no
ready() { print -r -- READY }
done-it() { print -r -- END; exit }
zle -N zle-line-init ready
zle -N done-it
bindkey '^X' done-it
"""


def in_zsh(line: str) -> set[str]:
    """Type into a zsh on a terminal of its own and have it list what it would offer."""
    Path(".zshrc").write_text(ZSHRC, "utf-8")
    ours, its = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "ZDOTDIR": str(Path.cwd()), "COMPLETIONS": str(COMPLETIONS)}
    with subprocess.Popen(
        ["zsh", "-i"], stdin=its, stdout=its, stderr=its, env=environment, start_new_session=True
    ) as shell:
        os.close(its)
        try:
            heard(ours, "READY")
            os.write(ours, f"{line}\t\x18".encode())
            shown = heard(ours, "END")
        finally:
            shell.kill()
            os.close(ours)
    words = re.split(r"[\r\n]+|  +", shown.partition(line)[2])
    return {word.strip().replace("\\ ", " ") for word in words if word.strip() not in ("", line)}


def heard(terminal: int, mark: str) -> str:
    """Read until `mark` and give what stood before it."""
    text, end = b"", time.monotonic() + PATIENCE
    while mark.encode() not in text:
        assert time.monotonic() < end, text
        if select.select([terminal], [], [], 0.5)[0]:
            text += os.read(terminal, 65536)
    return text.decode().partition(mark)[0]


SHELLS: dict[str, Callable[[str], set[str]]] = {"bash": in_bash, "fish": in_fish, "zsh": in_zsh}


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("shell", SHELLS)
def test_that_a_shell_offers_what_fits(shell: str, line: str, desk: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed: make package brings it")
    assert SHELLS[shell](line) == LINES[line]
