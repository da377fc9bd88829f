"""Hostile pages in a window, under a watchdog: none ends it, and none stops it for two seconds."""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from queue import Empty, Queue
from random import Random

_BATCH = 200
_PATIENCE = 20.0
"""Seconds without a word after which a page is taken to hang."""
_HANG_MS = 2_000
_ENDED = ""


def loop(random: Random, deadline: float) -> dict[str, int]:
    """Show pages until `deadline`."""
    counts = Counter({"pages": 0, "hangs": 0, "crashes": 0, "tracebacks": 0, "ms at most": 0})
    seed = random.randrange(1_000_000)
    while time.monotonic() < deadline:
        seed = _batch(seed, counts, deadline) + 1
    return dict(counts)


def _batch(seed: int, counts: Counter[str], deadline: float) -> int:
    """Show pages from `seed` on in a process of their own; gives the last that was shown."""
    command = [sys.executable, "-m", "tools.hostile.page_window", str(seed), str(_BATCH)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        lines: Queue[str] = Queue()
        complaints: list[str] = []
        for said, put in ((child.stdout, lines.put), (child.stderr, complaints.append)):
            threading.Thread(target=_pump, args=(said or (), put), daemon=True).start()
        shown = seed
        for line in _lines(lines, deadline):
            word, number, *rest = line.split()
            shown = int(number)
            if word == "done":
                _count(shown, rest, counts)
        _settle(child)
        if child.poll() is None:
            is_late = time.monotonic() >= deadline
            child.kill()
            if not is_late:
                counts["hangs"] += 1
                print(f"page {shown}: no word for {_PATIENCE:.0f} s")
        elif child.returncode:
            kind = "tracebacks" if any("Traceback" in line for line in complaints) else "crashes"
            counts[kind] += 1
            print(f"page {shown}: ended with {child.returncode}\n{''.join(complaints[-5:])}")
    return shown


def _settle(child: subprocess.Popen[str]) -> None:
    """Let a process that has said its last word end."""
    with suppress(subprocess.TimeoutExpired):
        child.wait(timeout=1)


def _count(number: int, told: list[str], counts: Counter[str]) -> None:
    took, step = int(told[0]), told[1]
    counts["pages"] += 1
    counts["ms at most"] = max(counts["ms at most"], took)
    if took > _HANG_MS:
        counts["hangs"] += 1
        print(f"page {number}: {step} took {took:,} ms")


def _pump(pipe: Iterable[str], put: Callable[[str], object]) -> None:
    for line in pipe:
        put(line)
    put(_ENDED)


def _lines(lines: Queue[str], deadline: float) -> Iterator[str]:
    while True:
        try:
            line = lines.get(timeout=max(0.1, min(_PATIENCE, deadline - time.monotonic())))
        except Empty:
            return
        if line == _ENDED:
            return
        yield line
