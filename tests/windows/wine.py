"""A clinic's computer: a fresh Windows (wine) with a reader who has an accent and a space in the name."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "packaging" / "windows"
PICTURES = ROOT / "build" / "windows" / "pictures"
_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
PLACE = Path(os.environ.get("WARDSHELF_WINDOWS") or _CACHE / "wardshelf-windows")
SYSTEM = PLACE / "system"
READER = "Zoé Müller"
PATIENCE = 90.0

Said = subprocess.CompletedProcess[bytes]


class Computer:
    """Runs programs as the reader; `path` leads from Windows's names to ours."""

    def __init__(self, place: Path, display: str) -> None:
        self.place, self.display = place, display
        self.prefix = place / "prefix"
        self.drive = self.prefix / "drive_c"
        self.home = self.drive / "users" / READER
        self.local = self.home / "AppData" / "Local"
        self.started: list[subprocess.Popen[bytes]] = []

    def windows(self, path: Path) -> str:
        """Name a path of ours as Windows does."""
        if path.is_relative_to(self.drive):
            return "C:\\" + "\\".join(path.relative_to(self.drive).parts)
        return "Z:\\" + "\\".join(path.relative_to(SYSTEM).parts)

    def command(self, *words: str | Path, **more: str) -> list[str]:
        """Give the command that runs a program of Windows as the reader."""
        inside = Path("/") / self.place.relative_to(SYSTEM)
        home = {"HOME": str(inside / "home"), "XDG_RUNTIME_DIR": str(inside / "home")}
        kept = {**home, "WINEPREFIX": str(inside / "prefix"), "DISPLAY": self.display, **more}
        settings = [f"{name}={value}" for name, value in kept.items()]
        named = [self.windows(word) if isinstance(word, Path) else word for word in words]
        return [str(TOOLS / "inside.sh"), *settings, "wine", *named]

    def start(self, *words: str | Path, **more: str) -> "subprocess.Popen[bytes]":
        """Start a program and leave it to itself."""
        pipe = subprocess.PIPE
        command = self.command(*words, **more)
        process = subprocess.Popen(command, env=self._environment(), stdin=pipe, stdout=pipe, stderr=pipe)
        self.started.append(process)
        return process

    def run(self, *words: str | Path, **more: str) -> Said:
        """Run a program to its end."""
        command = self.command(*words, **more)
        return subprocess.run(
            command,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=90,
            check=False,
        )

    def settle(self) -> None:
        """Wait until nothing runs any more and the registry is on the disk."""
        command = self.command()
        subprocess.run([*command[:-1], "wineserver", "-w"], env=self._environment(), check=False)

    def end(self) -> None:
        """End whatever still runs."""
        command = self.command()
        subprocess.run([*command[:-1], "wineserver", "-k"], env=self._environment(), check=False)
        self.settle()
        for process in self.started:
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    stream.close()
            process.wait(60)

    def registry(self) -> dict[str, str]:
        """Give every key with its values as text; what Windows itself notes at each start is left out."""
        self.settle()
        found = {}
        for name, root in (("user.reg", "HKCU"), ("system.reg", "HKLM")):
            text = (self.prefix / name).read_text("utf-8", errors="replace")
            for key, values in re.findall(r"^\[(.+?)\] \d+\n((?:.+\n)*)", text, re.MULTILINE):
                plain = re.sub(r"^#time=.*\n", "", values, flags=re.MULTILINE)
                found[f"{root}\\{key}".replace("\\\\", "\\")] = plain
        return found

    def files(self) -> dict[str, bytes]:
        """Give every file of the reader with its content."""
        return {
            file.relative_to(self.home).as_posix(): file.read_bytes()
            for file in self.home.rglob("*")
            if file.is_file() and not file.is_symlink()
        }

    @staticmethod
    def _environment() -> dict[str, str]:
        return {**os.environ, "WARDSHELF_WINDOWS_USER": "1000:1000", "WARDSHELF_WINDOWS": str(PLACE)}


@contextmanager
def computer(display: str) -> Iterator[Computer]:
    """Unpack a fresh computer; it is thrown away afterwards."""
    (SYSTEM / "trials").mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=SYSTEM / "trials"))
    try:
        subprocess.run(["cp", "-a", "--reflink=auto", str(SYSTEM / "prefix"), str(place)], check=True)
        (place / "prefix" / "wineserver").unlink(missing_ok=True)  # where the server of the other one listens
        (place / "home").mkdir()
        subprocess.run(["chown", "-R", "1000:1000", str(place)], check=True)
        made = Computer(place, display)
        made.run("wineboot", "-u")
        made.settle()
        try:
            yield made
        finally:
            made.end()
    finally:
        shutil.rmtree(place)


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Look again and again until `condition` holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.2)


class Screen:
    """What the reader sees and presses."""

    def __init__(self, display: str) -> None:
        self.display = display

    def windows(self, name: str) -> list[str]:
        """List the windows that are shown and bear `name`."""
        return self._xdotool("search", "--onlyvisible", "--name", name).split()

    def focus(self, name: str) -> None:
        """Wait for a window and give it the keyboard: there is no window manager to do so."""
        wait_for(lambda: self.windows(name), f"a window {name}")
        self._xdotool("windowfocus", self.windows(name)[-1])

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self._xdotool("key", "--clearmodifiers", "--delay", "120", *keys)

    def type(self, text: str) -> None:
        """Type as a person does."""
        self._xdotool("type", "--delay", "80", text)

    def picture(self, name: str) -> dict[str, int]:
        """Take a picture, kept as `name`; gives its colours, `#FFE79A`, and how many pixels each has."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / name
        subprocess.run(["import", "-display", self.display, "-window", "root", str(path)], check=True)
        command = ["convert", str(path), "-format", "%c", "-depth", "8", "histogram:info:-"]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return {colour: int(count) for count, colour in re.findall(r"(\d+): .*?(#[0-9A-F]{6})", listed)}

    def _xdotool(self, *words: str) -> str:
        environment = {"PATH": os.environ["PATH"], "DISPLAY": self.display}
        done = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        return done.stdout


def missing(tools: Sequence[str]) -> list[str]:
    """Name the tools that are not here."""
    return [tool for tool in tools if not shutil.which(tool)]
