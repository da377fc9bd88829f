"""Search beside its peers in one run: `make bench`, or `python -m benchmarks.search --help`.

Every engine is asked the same text at every letter, one after the other, so that whatever else the machine
does meets them alike. On a machine that others use too, `--processor-time` leaves out the waiting for it.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.corpus import (
    bundled,
    is_real,
    known_questions,
    passages,
    questions,
    typed,
    vocabulary,
)
from benchmarks.engines import Peer, Wardshelf, peers
from benchmarks.ndcg import ndcg
from viewer.library.model import Passage
from viewer.library.vocabulary import Vocabulary

Clock = Callable[[], float]
SIZES = (1_000, 20_000, 100_000)
COLUMNS = (
    "p50 ms",
    "p95",
    "p99",
    "max",
    "final p95",
    "open",
    "first",
    "build s",
    "passages/s",
    "MB on disk",
    "MB in memory",
    "nDCG@10",
)
JUDGED = 20_000
"""At this size the questions are asked too."""


@dataclass(slots=True)
class Result:
    """What was measured of one engine at one size."""

    engine: str
    build: float = 0.0
    open: float = 0.0
    first: float = 0.0
    megabytes: float = 0.0
    memory: float = 0.0
    keys: list[float] = field(default_factory=list)
    finals: list[float] = field(default_factory=list)
    """The whole question, finished."""
    ndcg: float | None = None


def main() -> None:
    """Measure and print tables in Markdown."""
    options = _options()
    if options.memory_of:
        _child(options)
        return
    print(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()},", end=" ")
    print(
        f"Python {platform.python_version()};",
        "real" if is_real() else "made",
        "passages and questions;",
        end=" ",
    )
    print("processor time\n" if options.clock is time.process_time else "time by the clock\n")
    if rows := list(bundled()):
        title = f"The library of this program, {len(rows)} passages"
        _run(title, rows, known_questions(), vocabulary(), options.clock)
    for size in options.sizes:
        _run(f"{size:,} passages", list(passages(size)), typed(options.texts), Vocabulary(), options.clock)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=main.__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="N", help="passages")
    parser.add_argument(
        "--processor-time",
        dest="clock",
        action="store_const",
        const=time.process_time,
        default=time.perf_counter,
        help="count what the processor spends, not what the clock on the wall says",
    )
    parser.add_argument("--texts", type=int, default=60, help="texts typed letter by letter")
    parser.add_argument("--memory-of", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(title: str, rows: Sequence[Passage], texts: Sequence[str], words: Vocabulary, clock: Clock) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        results = list(_measure(rows, Path(scratch), texts, words, clock))
    _print(title, len(rows), results)


def _measure(
    rows: Sequence[Passage], scratch: Path, texts: Sequence[str], words: Vocabulary, clock: Clock
) -> Iterator[Result]:
    results: list[tuple[Result, Peer]] = []
    for engine in peers(words):
        folder = scratch / engine.name
        folder.mkdir()
        result = Result(engine.name)
        result.build = _seconds(partial(engine.build, rows, folder), clock)
        result.megabytes = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
        result.memory = _memory(engine.name, folder)
        result.open = _seconds(partial(engine.open, folder), clock) * 1000
        result.first = _seconds(partial(engine.ask, "treatment of rectal canc"), clock) * 1000
        results.append((result, engine))
    _type(results, texts, clock)
    if len(rows) == JUDGED:
        asked = questions()
        for result, engine in results:
            gains = [ndcg(engine.answer(question.text), question) for question in asked]
            result.ndcg = sum(gains) / len(gains)
    yield from (result for result, _ in results)


def _type(results: Sequence[tuple[Result, Peer]], texts: Sequence[str], clock: Clock) -> None:
    for text in texts:
        for end in range(1, len(text) + 1):
            for result, engine in results:
                result.keys.append(_seconds(partial(engine.ask, text[:end]), clock) * 1000)
        for result, engine in results:
            result.finals.append(_seconds(partial(engine.ask, f"{text} "), clock) * 1000)


def _seconds(work: Callable[[], object], clock: Clock) -> float:
    start = clock()
    work()
    return clock() - start


def _memory(name: str, folder: Path) -> float:
    """Peak memory of a process of its own that opens the index and is typed at, in MB."""
    command = [sys.executable, "-m", "benchmarks.search", "--memory-of", name]
    command += ["--folder", str(folder), "--texts", "20"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _child(options: argparse.Namespace) -> None:
    engine = next(engine for engine in peers(Vocabulary()) if engine.name == options.memory_of)
    engine.open(options.folder)
    for text in typed(options.texts):
        for end in range(1, len(text) + 1):
            engine.ask(text[:end])
    status = Path("/proc/self/status").read_text(encoding="ascii")
    # Not ru_maxrss: a child begins with the peak of its parent.
    print(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def _print(title: str, size: int, results: Sequence[Result]) -> None:
    print(f"## {title}\n\n| engine | {' | '.join(COLUMNS)} |\n{'|---' * (len(COLUMNS) + 1)}|")
    for result in results:
        cells = [f"{_share(result.keys, share):.1f}" for share in (0.5, 0.95, 0.99, 1.0)]
        cells += [
            f"{_share(result.finals, 0.95):.1f}",
            f"{result.open:.0f}",
            f"{result.first:.0f}",
            f"{result.build:.1f}",
            f"{size / result.build:,.0f}",
        ]
        cells += [f"{result.megabytes:.0f}", f"{result.memory:.0f}"]
        cells += [f"{result.ndcg:.4f}" if result.ndcg is not None else ""]
        print(f"| {result.engine} | {' | '.join(cells)} |")
    own = next(result for result in results if result.engine == Wardshelf.name)
    for other in results:
        if other is not own:
            ratio = _share(own.keys, 0.95) / _share(other.keys, 0.95)
            final = _share(own.finals, 0.95) / _share(other.finals, 0.95)
            print(f"\np95 of {own.engine} / {other.engine}: {ratio:.2f}; of the final question {final:.2f}")
    print(flush=True)


def _share(keys: Sequence[float], share: float) -> float:
    return sorted(keys)[min(len(keys) - 1, int(len(keys) * share))]


if __name__ == "__main__":
    main()
