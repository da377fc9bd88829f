"""Starts the frozen program as a clinic would: elsewhere, as somebody else, with an empty environment."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LONGEST = 120  # seconds


def stranger() -> int | None:
    """Give the number of an account that owns nothing, or None where we may not change who we are."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd  # late: Windows has none

    return pwd.getpwnam("nobody").pw_uid


def executable(folder: Path) -> Path:
    """Find the program that can be talked to."""
    if folder.suffix == ".app":
        return folder / "Contents" / "MacOS" / "wardshelf-cli"
    names = {"win32": "wardshelf-cli.exe", "darwin": "wardshelf-cli"}
    return folder / names.get(sys.platform, "wardshelf")


def environment(home: Path) -> dict[str, str]:
    """Leave nothing that could help: an empty PATH and PYTHONPATH, a home of its own."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {**kept, "PATH": "", "PYTHONPATH": "", "HOME": str(home), "USERPROFILE": str(home)}


def prove(folder: Path) -> None:
    """Copy the folder away, run `self-test` there and stop the build unless every line says ok."""
    with tempfile.TemporaryDirectory(prefix="ward shelf é ") as name:
        place = Path(name)
        place.chmod(0o755)
        moved = Path(shutil.copytree(folder, place / "program", symlinks=True))
        home = place / "home"
        home.mkdir()
        user = stranger()
        if sys.platform != "win32" and user is not None:
            os.chown(home, user, -1)
        done = subprocess.run(
            [str(executable(moved)), "self-test"],
            cwd=home,
            env=environment(home),
            user=user,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST,
            check=False,
        )
    judge(done.returncode, done.stdout)


def judge(code: int, output: str) -> None:
    """Stop unless the program said nothing but that each of its checks passed."""
    unexpected = [line for line in output.splitlines() if not line.startswith("ok  ")]
    print(output, end="")
    if code or unexpected or not output:
        sys.exit(f"The frozen program did not pass its self-test (exit code {code}).")
