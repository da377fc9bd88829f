"""What the command line writes: colour on a terminal alone, progress where it does not disturb."""

import io
import json
import os
import re
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from viewer import CHILD

# What could move the cursor or recolour a terminal: a library is text, and may come from anywhere.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FOUND, NOTHING = 0, 1
"""What a command answers: something was found, or nothing was."""
_BOLD, _DIM, _MARK, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[1;4m", "\x1b[0m"


class Marked(Protocol):
    """Text with spans to be marked, as the snippet of a hit is."""

    @property
    def text(self) -> str:
        """Plain text."""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Beginnings and ends of what is marked."""


class Output:
    """One of the two streams of a command line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.is_terminal = stream.isatty()
        self._colour = (
            self.is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        )

    def line(self, text: str = "") -> None:
        """Write a line that has been cleaned of what only a terminal would obey."""
        self._stream.write(text + "\n")

    def bold(self, text: str) -> str:
        """Text that stands out."""
        return self._wrap(_BOLD, clean(text))

    def dim(self, text: str) -> str:
        """Text that stands back."""
        return self._wrap(_DIM, clean(text))

    def marked(self, snippet: Marked) -> str:
        """An excerpt with the words that were found marked."""
        parts, done = [], 0
        for start, end in sorted(snippet.spans):
            if start >= done:
                parts += [clean(snippet.text[done:start]), self._wrap(_MARK, clean(snippet.text[start:end]))]
                done = end
        return "".join([*parts, clean(snippet.text[done:])])

    def json(self, value: object) -> None:
        """Write JSON, in ASCII where the stream can say no more."""
        encoding = (getattr(self._stream, "encoding", None) or "ascii").lower().replace("-", "")
        text = json.dumps(value, ensure_ascii=encoding != "utf8", indent=2)
        self.line(_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text))

    def flush(self) -> None:
        """See everything written; raises BrokenPipeError where nobody reads any more."""
        self._stream.flush()

    def _wrap(self, code: str, text: str) -> str:
        return f"{code}{text}{_PLAIN}" if self._colour and text else text


@dataclass(frozen=True, slots=True)
class Streams:
    """Where a command reads and writes."""

    library_dir: Path
    data_dir: Path | None
    out: Output
    err: Output


def clean(text: str) -> str:
    """Take control characters out of what a library says."""
    return _CONTROL.sub("", text)


def standard() -> tuple[Output, Output]:
    """Standard output and error, made so that no letter can fail to be written.

    On Windows what is not a terminal has a code page of the last century, in which “≥” would become “?”.
    """
    # A program without a console, as Windows starts windows, has no streams at all.
    sys.stdout, sys.stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            plain = (os.name == "nt" or CHILD in os.environ) and not stream.isatty()
            reconfigure(encoding="utf-8" if plain else None, errors="replace")
    return Output(sys.stdout), Output(sys.stderr)


class ProgressLine:
    """Tells on standard error how far something is: redrawn on a terminal, else a line now and then."""

    def __init__(self, output: Output, every: float = 1.0) -> None:
        self._output = output
        self._every = 0.1 if output.is_terminal else every
        self._last = time.monotonic()
        self._drawn = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Report; most reports are too soon after the last one to be shown."""
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        text = f"{what} {done:,} of {total:,}"
        if self._output.is_terminal:
            self._output._stream.write(f"\r\x1b[K{text}")
            self._output.flush()
            self._drawn = True
        else:
            self._output.line(text)
            self._output.flush()

    def close(self) -> None:
        """Take the redrawn line away."""
        if self._drawn:
            self._output._stream.write("\r\x1b[K")
            self._output.flush()


def indented(text: str, by: int) -> Iterable[str]:
    """The lines of a text, moved to the right."""
    return (" " * by + line for line in text.split("\n"))
