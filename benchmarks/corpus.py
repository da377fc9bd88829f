"""Passages and questions to measure with: real ones where they lie beside us, else made from a seed."""

import gzip
import json
import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from viewer import paths
from viewer.library.compiled import Library
from viewer.library.model import Passage
from viewer.library.vocabulary import Vocabulary

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "search.tsv"
_SEED = 2026
_SYLLABLES = (
    "ra",
    "mi",
    "to",
    "ne",
    "ca",
    "lo",
    "pre",
    "ost",
    "ur",
    "bel",
    "dis",
    "fen",
    "gra",
    "hy",
    "ik",
    "mo",
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the passages that answer it, with grades."""

    text: str
    relevant: dict[str, int]


def is_real() -> bool:
    """Whether the real passages are there."""
    return (BENCH / "passages-20k.jsonl.gz").is_file()


def passages(count: int) -> Iterator[Passage]:
    """So many passages; beyond the real ones, copies with new ids and a numbered word added."""
    base = list(_real() if is_real() else _made(min(count, 20_000)))
    for place in range(count):
        passage = base[place % len(base)]
        copy = place // len(base)
        if copy:
            name = f"{passage.id}~{copy}"
            passage = replace(passage, id=name, doc=name, text=f"{passage.text} copy{place}")
        yield passage


def bundled() -> Iterator[Passage]:
    """The passages of the library that this program carries, where it is built."""
    folder = paths.bundled_library()
    if folder.is_dir():
        with closing(Library.open(folder)) as library:
            yield from library.passages()


def vocabulary() -> Vocabulary:
    """The words of the same library."""
    folder = paths.bundled_library()
    if not folder.is_dir():
        return Vocabulary()
    with closing(Library.open(folder)) as library:
        return library.vocabulary()


def known_questions() -> list[str]:
    """What a clinician types into that library: the table of search cases."""
    lines = CASES.read_text(encoding="utf-8").splitlines()[1:]
    return list(dict.fromkeys(line.partition("\t")[0] for line in lines if line and not line.startswith("#")))


def questions() -> list[Question]:
    """Judged questions; for made passages, words from the one that is to be found."""
    if is_real():
        lines = (BENCH / "queries.jsonl").read_text(encoding="utf-8").splitlines()
        return [Question(item["query"], item["relevant"]) for item in map(json.loads, lines)]
    rng = random.Random(_SEED)  # noqa: S311 - repeatable, not secret
    chosen = rng.sample(list(_made(20_000)), 500)
    return [Question(" ".join(rng.sample(p.text.split(), 6)), {p.id: 1}) for p in chosen]


def typed(count: int) -> list[str]:
    """Texts that somebody types."""
    if is_real():
        texts = (BENCH / "typed-queries.txt").read_text(encoding="utf-8").splitlines()
    else:
        texts = [question.text for question in questions()]
    return random.Random(_SEED).sample(texts, min(count, len(texts)))  # noqa: S311 - as above


def _real() -> Iterator[Passage]:
    with gzip.open(BENCH / "passages-20k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            yield Passage(item["id"], item["id"], "page", item["title"], item["heading"], item["text"])


def _made(count: int) -> Iterator[Passage]:
    """Passages whose words are about as common as those of a language (Zipf)."""
    rng = random.Random(_SEED)  # noqa: S311 - as above
    words = list(dict.fromkeys("".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(30_000)))
    weights = [1 / (rank + 2) for rank in range(len(words))]
    for place in range(count):
        text = rng.choices(words, weights, k=160)
        title = " ".join(islice((word for word in text if len(word) > 5), 4))
        yield Passage(f"made:{place}", f"made:{place}", "page", title, "", " ".join(text).capitalize() + ".")
