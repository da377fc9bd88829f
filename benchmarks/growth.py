"""`python -m benchmarks.growth`: each input once and twice as large, and by how much the time grows.

2.0 is linear, 4.0 the square. The smallest of three rounds counts; the two sizes take turns: what else the
machine does meets both.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from viewer import prose
from viewer.desktop.reading.page.html import for_view
from viewer.desktop.reading.page.pieces import parts_of
from viewer.library.checks.check import check
from viewer.library.model import Section
from viewer.library.sieve import sieved

SAMPLE = Path(__file__).resolve().parents[1] / "tests" / "cases" / "sample"
WORST = 2.8
"""A ratio above it is no noise."""
ROUNDS = 3
PAGE = "---\ntitle: X\nsummary: S.\n---\n\n"
Input = Callable[[int], dict[str, str]]


def page(body: Callable[[int], str]) -> Input:
    """A page with the body that `body` makes."""
    return lambda size: {"pages/x.md": PAGE + body(size)}


def faqs(size: int) -> dict[str, str]:
    """As many questions."""
    text = "---\ntitle: Question {0}?\nanswer: A.\nsummary: S.\n---\n\nText.\n"
    return {f"faqs/q{number}.md": text.format(number) for number in range(size)}


def terms(size: int) -> dict[str, str]:
    """As many terms, and a page that names each."""
    rows = "".join(f"grade {number}\tDefinition.\tcommon usage\n" for number in range(size))
    named = " ".join(f"grade {number}." for number in range(min(size, 1_000)))
    return {"glossary.tsv": f"term\tdefinition\tsource\n{rows}", "pages/x.md": PAGE + named}


def edition(size: int) -> dict[str, str]:
    """As many tables below what an edition says."""
    tables = "".join(f"[t{number}]\n" for number in range(size))
    return {"library.toml": (SAMPLE / "library.toml").read_text("utf-8") + tables}


FOLDERS: dict[str, tuple[Input, int]] = {
    "sentences": (page(lambda size: ("A.B.C.D. " * 2_000 + "\n\n") * size), 4),
    "one endless paragraph": (page(lambda size: "A.B.C.D. " * size), 30_000),
    "opening brackets": (page(lambda size: ("![" * 480 + "\n\n") * size), 12),
    "brackets in one paragraph": (page(lambda size: "![" * size), 20_000),
    "spaces": (page(lambda size: f"```\na{' ' * size}b\n```\n"), 50_000),
    "paragraphs": (page(lambda size: "A 5% b.\n\n" * size), 1_500),
    "rows of a table": (page(lambda size: "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * size), 1_000),
    "questions": (faqs, 300),
    "terms": (terms, 2_000),
    "tables in library.toml": (edition, 50_000),
    "brackets in library.toml": (lambda size: {"library.toml": "x = " + "[" * size}, 50_000),
}
TEXTS: dict[str, tuple[Callable[[str], object], str, int]] = {
    "prose: sentences": (prose.sentence_starts, "A.B.C.D. et al. Next one! ", 20_000),
    "prose: spaces": (prose.sentence_starts, "a. " + " " * 30, 20_000),
    "prose: quotation marks": (prose.sentence_starts, '."', 200_000),
    "sieve: our own HTML": (sieved, "<p>a <b>b</b> c</p>\n", 20_000),
    "sieve: open tags": (sieved, "<p><b>", 20_000),
    "sieve: tags that never end": (sieved, "<p class=", 20_000),
    "sieve: loose signs": (sieved, "<&>", 40_000),
    "sieve: closing tags": (sieved, "<b></p></td>", 20_000),
    "view: long words": (for_view, "<p>" + "a" * 3_000 + "=</p>", 150),
    "view: parts": (
        lambda html: list(parts_of([Section("", "", 0, html, "")])[0].slices()),
        "<p>a</p>",
        50_000,
    ),
}


def measured(act: Callable[[int], object], size: int) -> tuple[float, float]:
    """Seconds for `size` and for twice as much."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for which in (0, 1):
            best[which] = min(best[which], seconds(act, size * (1 + which)))
    return best[0], best[1]


def seconds(act: Callable[[int], object], size: int) -> float:
    """What one call takes, without what it prepares."""
    work = act(size)
    start = time.perf_counter()
    if callable(work):
        work()
    return time.perf_counter() - start


def checked(folder: Path, files: dict[str, str]) -> Callable[[], object]:
    """Prepare a content folder and give what checks it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SAMPLE, folder)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return lambda: check(folder)


def cases(folder: Path) -> Iterator[tuple[str, int, Callable[[int], object]]]:
    """Every input, with its smaller size."""
    for name, (made, size) in FOLDERS.items():
        yield name, size, lambda n, made=made: checked(folder, made(n))  # type: ignore[misc]
    for name, (act, part, size) in TEXTS.items():
        yield name, size, lambda n, act=act, part=part: lambda text=part * n: act(text)  # type: ignore[misc]


def main() -> int:
    """Print a line an input; 1 where one grows faster than its size."""
    worst = 0.0
    print(f"{'input':28} {'size':>8} {'s':>8} {'s twice':>8} {'ratio':>6}")
    with TemporaryDirectory() as name:
        for what, size, act in cases(Path(name) / "content"):
            once, twice = measured(act, size)
            ratio = twice / once if twice > 0.02 else 0.0
            worst = max(worst, ratio)
            print(f"{what:28} {size:8,} {once:8.3f} {twice:8.3f} {ratio:6.2f}", flush=True)
    return int(worst > WORST)


if __name__ == "__main__":
    sys.exit(main())
