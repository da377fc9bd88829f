"""The index that was there before: what it knows of passages that did not change is not worked out again.

The new index is the same bytes as one that is built without it. No pickle of a former index is opened: its
words and postings lie a second time in `work.bin`, and its columns are read without the table of contents.
"""

import hashlib
import sys
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import viewer
from viewer.errors import SearchIndexError
from viewer.search import columns, header
from viewer.search.arrays import Numbers, load, numbers, save
from viewer.search.inverted import PASSAGE, Postings, apart, posting_list, together
from viewer.search.lexicon import Lexicon, LexiconMaker
from viewer.search.names import Filed, filed
from viewer.search.rows import unpack_row
from viewer.search.store import WHOOSH_VERSION, Columns
from viewer.search.tally import Tallier
from viewer.search.text import Analyser

FILE = "work.bin"
_GONE = (1 << 32) - 1
_DECIDE = (
    "arrays", "columns", "former", "impacts", "index", "inverted", "lexicon", "names", "rows", "sentences",
    "stem", "store", "tally", "text", "words",
)  # fmt: skip
"""Modules that decide what an index holds: work of another version of any of them is no use."""


class Kept(NamedTuple):
    """What is known of a passage besides its postings."""

    row: Numbers
    lengths: tuple[int, ...]
    sentences: bytes


def save_work(
    directory: Path,
    lexicon: LexiconMaker,
    order: Sequence[int],
    postings: Sequence[Postings],
    lengths: Sequence[Numbers],
) -> None:
    """Write down what the next build can use; keys are numbered by their place in `order`."""
    rank = {number: place for place, number in enumerate(order)}
    pairs = sorted(
        (surface, rank[number], uses) for (surface, number), uses in lexicon.written.items() if uses > 0
    )
    flat, ends = posting_list(), numbers()
    for number in order:
        flat.extend(postings[number])
        ends.append(len(flat))
    passages, packed = apart(flat)
    rows = {"ends": ends, "passages": passages, "packed": packed}
    rows |= {
        "keys": array("I", (key for _, key, _ in pairs)),
        "uses": array("I", (uses for *_, uses in pairs)),
    }
    rows |= {f"lengths{field}": row for field, row in enumerate(lengths)}
    written = [surface for surface, _, _ in pairs]
    save(directory / FILE, {"written": written, "made_by": [_made_by()]}, rows, squeeze=True)


def open_former(directory: Path) -> "Former | None":
    """The index in a folder, where it is whole and was made by this very program; else None."""
    try:
        return Former(directory)
    except SearchIndexError:
        return None


class Former:
    """Gives each passage that did not change once, and remembers where it went."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        count = header.read(directory, WHOOSH_VERSION, thorough=True).passages
        texts, rows = load(directory / FILE)
        if texts.get("made_by") != [_made_by()]:
            raise header.damaged()
        self._written, self._rows = texts["written"], rows
        self._lengths = list(zip(*(rows[f"lengths{field}"] for field in range(4)), strict=True))
        self._terms = Lexicon(directory).terms
        self._columns = Columns(directory, count)
        self._places = array("I", [_GONE]) * count
        self._where = self._found()

    def _found(self) -> dict[bytes, list[int]]:
        """Passages by all that they were made from; those that are alike, the last first."""
        where: dict[bytes, list[int]] = {}
        for number in reversed(range(len(self._places))):
            where.setdefault(self._shown(number) + self._columns["more"][number], []).append(number)
        return where

    def _shown(self, number: int) -> bytes:
        return columns.split(self._columns["passage"][number])[0]

    def close(self) -> None:
        """Let go of the files."""
        self._columns.close()

    def lexicon(self) -> LexiconMaker:
        """The words of the index, to go on from."""
        keys, uses = self._rows["keys"], self._rows["uses"]
        written = Counter(dict(zip(zip(self._written, keys, strict=True), uses, strict=True)))
        return LexiconMaker({term: number for number, term in enumerate(self._terms)}, written)

    def names(self) -> Filed:
        """The names of the index, taken apart."""
        return filed(self._directory)

    def take(self, shown: bytes, more: bytes, place: int) -> Kept | None:
        """What is known of a passage, which from now on is passage `place`; None where it is new."""
        found = self._where.get(shown + more)
        if not found:
            return None
        number = found.pop()
        self._places[number] = place
        _, sentences = columns.split(self._columns["passage"][number])
        return Kept(unpack_row(self._columns["tokens"][number]), self._lengths[number], sentences)

    def merged(self, new: list[Postings], lexicon: LexiconMaker, analyser: Analyser) -> list[Postings]:
        """The postings of what was taken, in its new places, and those of new passages."""
        lost = self._forget_rest(lexicon, analyser)
        kept = [place for place in self._places if place != _GONE]
        moved = any(place > other for place, other in pairwise(kept))
        passages = array("I", map(self._places.__getitem__, self._rows["passages"]))
        flat = together(passages, self._rows["packed"])
        merged, begin = list[Postings](), 0
        for key, end in enumerate(self._rows["ends"]):
            row = flat[begin:end]
            if key in lost:
                row = array("Q", (posting for posting in row if posting >> PASSAGE != _GONE))
            if key < len(new) and new[key]:
                row += new[key]
            merged.append(array("Q", sorted(row)) if moved or (key < len(new) and new[key]) else row)
            begin = end
        return merged + new[len(merged) :]

    def _forget_rest(self, lexicon: LexiconMaker, analyser: Analyser) -> set[int]:
        """Take what was not taken out of the lexicon, and give the keys of its words."""
        tallier, lost = Tallier(analyser, lexicon), set[int]()
        for number, place in enumerate(self._places):
            if place == _GONE:
                passage = columns.passage(self._shown(number), self._columns["more"][number])
                lost.update(tallier.tally(passage).packed)
        tallier.finish(-1)
        return lost


def _made_by() -> str:
    """The program's version, and where its source can be read, a hash of what decides what an index holds."""
    digest = hashlib.sha256(f"{viewer.__version__} {sys.byteorder}".encode())
    for name in _DECIDE:
        source = Path(__file__).with_name(f"{name}.py")
        if source.is_file():
            digest.update(source.read_bytes())
    return digest.hexdigest()
