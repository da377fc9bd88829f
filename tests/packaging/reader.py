"""A reader before the frozen program: presses keys as a person would, and looks at what was kept of it."""

import os
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mapped import Watcher

PATIENCE = 40.0
"""Seconds; under strace everything takes several times as long."""
Rows = list[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with a keyboard, a display and a home."""

    process: subprocess.Popen[bytes]
    display: str
    home: Path

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as xdotool names them."""
        self._take_the_keyboard()
        self._xdotool("key", "--clearmodifiers", "--delay", "60", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "40", text)

    def kept(self, query: str) -> Rows:
        """Ask the reader's own file; nothing where it is not there yet."""
        file = self.home / ".local" / "share" / "wardshelf" / "reader.sqlite"
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=5)) as store:
                return store.execute(query).fetchall()
        except sqlite3.OperationalError:
            return []

    def until(self, condition: Callable[[], bool], what: str, *, press: Sequence[str] = ()) -> None:
        """Wait for `condition`; keys that may come too early are pressed again every few seconds."""
        end, again = time.monotonic() + PATIENCE, time.monotonic()
        while not condition():
            now = time.monotonic()
            assert now < end, f"waited in vain for {what}"
            if press and now >= again:
                self.press(*press)
                again = now + 5
            self._breathe()

    def leave(self) -> int:
        """Quit, and give the exit code."""
        self.press("ctrl+q")
        return self.process.wait(PATIENCE)

    def _take_the_keyboard(self) -> None:
        """Give the window the focus where no dialog has it: there is no window manager to do so."""
        windows = self._xdotool("search", "--onlyvisible", "--class", "wardshelf").split()
        if windows and self._xdotool("getwindowfocus") not in windows:
            self._xdotool("windowfocus", "--sync", windows[0])

    def _breathe(self) -> None:
        try:
            code = self.process.wait(0.1)
        except subprocess.TimeoutExpired:
            return
        raise AssertionError(f"the program ended by itself with {code}")

    def _xdotool(self, *arguments: str) -> str:
        """Ask xdotool; it fails where nothing has the focus, or nothing is found."""
        environment = {"PATH": os.environ["PATH"], "DISPLAY": self.display}
        done = subprocess.run(
            ["xdotool", *arguments], env=environment, capture_output=True, text=True, timeout=PATIENCE
        )
        return done.stdout.strip()


@contextmanager
def reading(
    command: Sequence[str], display: str, home: Path, log: Path, more: Mapping[str, str] | None = None
) -> Iterator[Reader]:
    """Start a program, wait for its window and put a reader before it; `log` gets what it says."""
    watcher = Watcher(display)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "DISPLAY": display, **(more or {})}
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command, env=environment, cwd=home, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        ) as process,
    ):
        try:
            assert watcher.wait(PATIENCE) is not None, log.read_text("utf-8")
            yield Reader(process, display, home)
        finally:
            process.kill()
