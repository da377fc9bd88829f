"""One changed passage: a build upon the former index beside a whole one, in one run.

`make bench-rebuild`, or `python -m benchmarks.rebuilding --size 20000`.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.corpus import is_real, passages
from viewer.library.model import Passage
from viewer.search import build_index


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rebuilding", description=main.__doc__)
    parser.add_argument("--size", type=int, default=20_000, metavar="N", help="passages")
    size: int = parser.parse_args().size
    print(f"{os.cpu_count()} cores, {'real' if is_real() else 'made'} passages, {size:,} of them\n")
    print("| changed | upon the former index, s | processor | whole, s | processor | same bytes |")
    print("|---|---|---|---|---|---|")
    rows = list(passages(size))
    with tempfile.TemporaryDirectory() as scratch:
        former = Path(scratch) / "former"
        _build(rows, former)
        for name, changed in _changes(rows):
            again, whole = (Path(scratch) / f"{name} {how}" for how in ("again", "whole"))
            cells = [f"{part:.1f}" for part in (*_build(changed, again, former), *_build(changed, whole))]
            print(f"| {name} | {' | '.join(cells)} | {_alike(again, whole)} |", flush=True)


def _changes(rows: Sequence[Passage]) -> Iterator[tuple[str, list[Passage]]]:
    middle, hundredth = len(rows) // 2, max(1, len(rows) // 100)
    other = replace(rows[middle], text=f"{rows[middle].text} One more sentence about zygotes.")
    yield "nothing", list(rows)
    yield "one passage", [*rows[:middle], other, *rows[middle + 1 :]]
    yield "one in a hundred gone", [row for place, row in enumerate(rows) if place % 100]
    new = [replace(row, id=f"new {row.id}", text=f"New. {row.text}") for row in rows[:hundredth]]
    yield "one in a hundred more", [*rows[:middle], *new, *rows[middle:]]


def _build(rows: Sequence[Passage], folder: Path, former: Path | None = None) -> tuple[float, float]:
    """Build an index; give the seconds on the clock and of the processor."""
    folder.mkdir()
    clock, processor = time.perf_counter(), time.process_time()
    build_index(rows, folder, former=former)
    return time.perf_counter() - clock, time.process_time() - processor


def _alike(one: Path, other: Path) -> str:
    names = {path.name for path in (*one.iterdir(), *other.iterdir())}
    return "yes" if all((one / name).read_bytes() == (other / name).read_bytes() for name in names) else "no"


if __name__ == "__main__":
    main()
