"""`python -m tools.hostile NAME --seconds N --seed N`: a loop of ill-meant input, and what came of it.

A loop is a module beside this one with `loop(random, deadline) -> counts`; `deadline` is in seconds of
`time.monotonic`.
"""

import argparse
import importlib
import sys
import time
from pathlib import Path
from random import Random

FAULTS = (
    "tracebacks",
    "hangs",
    "crashes",
    "opened outside",
    "run",
    "lost",
    "unnamed damage",
    "changed in silence",
)
"""Counts that must be nought."""


def names() -> list[str]:
    """The loops that there are."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return [file.stem for file in files if "\ndef loop(" in file.read_text("utf-8")]


def run(name: str, seconds: float, seed: int) -> int:
    """Run a loop and print its counts; 1 where something came of it that must not."""
    module = importlib.import_module(f"tools.hostile.{name}")
    counts = module.loop(Random(seed), time.monotonic() + seconds)  # noqa: S311  (to be repeated, not guessed)
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items())
    print(f"{name} (seed {seed}): {told}")
    return int(any(counts.get(fault, 0) for fault in FAULTS))


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.hostile", description=__doc__)
    parser.add_argument("name", choices=names())
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    return run(asked.name, asked.seconds, asked.seed)


if __name__ == "__main__":
    sys.exit(main())
