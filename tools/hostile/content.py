"""Hostile content folders: every fault is named in time, and what passes can be built and read."""

import shutil
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tools.hostile.attack import SAMPLE
from viewer.errors import ContentError, ViewerError
from viewer.library.checks.check import assemble
from viewer.library.compiled import Library
from viewer.library.pages.write import write
from viewer.library.schema import FILE
from viewer.library.sieve import NOTICE

_HANG = 2.0
_PIECES = (
    "[@palma2019]",
    "[@x; @palma2019, p. 3]",
    "[@",
    "[a](modalities/sbrt)",
    "](",
    "![x](images/square.png)",
    "![",
    "[",
    "<b>",
    "<!-- ",
    "</td>",
    "<?",
    "\n",
    "\n\n",
    "::: care\n",
    "::: nothing\n",
    ":::\n",
    "## ",
    "# ",
    "###### ",
    "- ",
    "1. ",
    "> ",
    "    ",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n",
    "|",
    "\n: ",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~~",
    "&lt;",
    "&#0;",
    "&shy;",
    "<",
    '"',
    "SABR",
    "42.3%",
    "n = 99",
    "A.B. ",
    "{#anchor}",
    "[x]: javascript:alert\n",
    "[x]",
    "\\",
    "\u202e",
    "\u00ad",
    "\ufffc",
    "\ud7ff",
    "\u2029",
    "\x0b",
    "\x00",
    "\ue000",
    "[[x]]",
    "==x==",
    "$\\a$",
    "[^1]",
    "TODO",
    "---\n",
    "title: x\n",
    "\t",
    "\r",
    "a" * 500,
    "\u05d0a" * 200,
    "approved",
    "FDA",
    "\U0001f9ec",
)
_REPEATS = (1, 1, 1, 1, 2, 30, 1_000, 20_000)


def loop(random: Random, deadline: float) -> dict[str, int]:
    """Change files of a small library until `deadline`, one folder at a time."""
    counts = Counter({"folders": 0, "refused": 0, "built": 0, "tracebacks": 0, "hangs": 0, "ms at most": 0})
    with TemporaryDirectory() as name:
        while time.monotonic() < deadline:
            seed = random.randrange(2**32)
            folder = Path(name) / "content"
            shutil.copytree(SAMPLE, folder)
            _spoil(folder, Random(seed))  # noqa: S311
            _try(folder, seed, counts)
            shutil.rmtree(folder)
    return dict(counts)


def _spoil(folder: Path, random: Random) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in random.sample(files, random.choice((1, 1, 3))):
        data = path.read_bytes()
        path.write_bytes(random.choice((_text, _bytes, _body))(data, random))


def _text(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data) + 1)
    return data[:place] + words(random).encode("utf-8", "surrogatepass") + data[place:]


def _bytes(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 10))):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed[: random.choice((len(changed), random.randrange(len(changed) + 1)))])


def _body(_data: bytes, random: Random) -> bytes:
    return f"---\ntitle: X\nsummary: S.\n---\n\n{words(random)}\n".encode("utf-8", "surrogatepass")


def words(random: Random) -> str:
    """Pieces of Markdown in any order, some of them again and again."""
    pieces = (random.choice(_PIECES) * random.choice(_REPEATS) for _ in range(random.choice((1, 5, 60))))
    return "".join(pieces)[:100_000]


def _try(folder: Path, seed: int, counts: Counter[str]) -> None:
    start = time.monotonic()
    counts["folders"] += 1
    try:
        library, _ = assemble(folder)
        path = folder.parent / FILE
        path.unlink(missing_ok=True)
        write(library, path)
        _read(folder.parent)
        counts["built"] += 1
    except ContentError:
        counts["refused"] += 1
    except ViewerError as error:
        counts["unnamed damage"] += 1
        print(f"seed {seed}: built and then refused: {error}")
    except Exception:
        counts["tracebacks"] += 1
        print(f"seed {seed}:\n{traceback.format_exc(limit=-4)}")
    took = time.monotonic() - start
    counts["ms at most"] = max(counts["ms at most"], round(took * 1000))
    if took > _HANG:
        counts["hangs"] += 1
        print(f"seed {seed}: {took:.1f} s")


def _read(directory: Path) -> None:
    library = Library.open(directory)
    for card in library.cards():
        for section in library.page(card.doc).sections:
            if section.html.startswith(NOTICE):
                raise ViewerError(f"{card.doc}#{section.anchor} is not shown as it was written")
    for card in library.cards("paper"):
        library.paper(card.doc)
    library.close()
