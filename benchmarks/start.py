"""From exec to the first mapped window, to its last change, and memory: `make bench-start`.

All programs take turns on one virtual display, so that whatever else the machine does meets them alike.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.mapped import Watcher
from benchmarks.programs import ROOT, Program, programs

PATIENCE = 30.0
SETTLED = 2.0
RESULT = ROOT / "build" / "bench" / "start.json"


@dataclass(slots=True)
class Runs:
    """What was measured of one program."""

    milliseconds: list[float] = field(default_factory=list)
    complete: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


@contextmanager
def virtual_display() -> Iterator[str]:
    """Run an Xvfb of our own and give its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as stream:
        number = stream.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def tree(pid: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield pid
    children = Path(f"/proc/{pid}/task/{pid}/children")
    for child in children.read_text().split() if children.exists() else ():
        yield from tree(int(child))


def proportional_memory(pid: int) -> float:
    """Add up the PSS of a process and its children, in megabytes."""
    total = 0
    for member in tree(pid):
        lines = Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def surroundings(display: str, home: Path) -> dict[str, str]:
    """Give every program the same environment, with a home of its own."""
    home.mkdir(exist_ok=True)
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    own = {"DISPLAY": display, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(ROOT)}
    # Chromium's sandbox, inside two of the peers, does not start for root.
    return {"LC_ALL": "C.UTF-8", "QTWEBENGINE_DISABLE_SANDBOX": "1", **kept, **own}


def measure(
    program: Program, watcher: Watcher, environment: dict[str, str]
) -> tuple[float, float, float] | None:
    """Start a program once: milliseconds to its window and to its last change, then megabytes."""
    watcher.forget()
    quiet = subprocess.DEVNULL
    began = time.perf_counter()
    process = subprocess.Popen(
        program.command,
        env=environment,
        cwd=environment["HOME"],
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,
    )
    try:
        shown = watcher.wait(PATIENCE)
        if shown is None or process.poll() is not None:
            return None
        still = watcher.wait_until_still(SETTLED)
        return (shown - began) * 1000, (still - began) * 1000, proportional_memory(process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Wait until a program is gone."""
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def take_turns(rounds: int, names: str) -> dict[str, Runs]:
    """Measure every program `rounds` times, interleaved; the first round only warms up."""
    results: dict[str, Runs] = {}
    with virtual_display() as display, tempfile.TemporaryDirectory() as folder:
        watcher = Watcher(display)
        everyone = [program for program in programs() if names in program.name]
        for turn in range(rounds + 1):
            for program in tuple(everyone):
                environment = surroundings(display, Path(folder) / program.name)
                measured = measure(program, watcher, environment)
                if measured is None:
                    print(f"{program.name}: no window within {PATIENCE:.0f} s; left out")
                    everyone.remove(program)
                elif turn:
                    runs = results.setdefault(program.name, Runs())
                    runs.milliseconds.append(measured[0])
                    runs.complete.append(measured[1])
                    runs.megabytes.append(measured[2])
    return results


def report(results: dict[str, Runs]) -> None:
    """Print a table, and keep the numbers."""
    least = results.get("bare window, packaged") or next(iter(results.values()))
    bare = statistics.median(least.milliseconds)
    print(
        f"{'':26}{'median ms':>10}{'min':>8}{'max':>8}{'x bare':>8}{'complete':>10}{'PSS MB':>9}{'runs':>6}"
    )
    for name, runs in results.items():
        middle = statistics.median(runs.milliseconds)
        low, high = min(runs.milliseconds), max(runs.milliseconds)
        memory = statistics.median(runs.megabytes)
        times = f"{middle:10.0f}{low:8.0f}{high:8.0f}{middle / bare:8.2f}"
        print(
            f"{name:26}{times}{statistics.median(runs.complete):10.0f}{memory:9.1f}{len(runs.milliseconds):6}"
        )
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    figures = {name: asdict(runs) for name, runs in results.items()}
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="part of the names of the programs to measure")
    asked = parser.parse_args()
    report(take_turns(asked.rounds, asked.only))


if __name__ == "__main__":
    main()
