"""What an index keeps of each passage as text: all that a hit shows, written and read."""

import json
from dataclasses import dataclass
from threading import Lock

from viewer.library.model import Passage
from viewer.prose import sentence_starts
from viewer.search.index.header import damaged
from viewer.search.index.segment import Column, Reader

_REMEMBERED = 2_000
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def shown(passage: Passage) -> bytes:
    """All that a hit needs: what `Passages` reads."""
    fields = (
        passage.id,
        passage.doc,
        passage.kind,
        passage.title,
        passage.heading,
        passage.anchor,
        passage.summary,
        passage.text,
        sentence_starts(passage.text),
    )
    return _ENCODER.encode(fields).encode(errors="surrogatepass")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is kept of a passage."""

    id: str
    doc: str
    kind: str
    title: str
    heading: str
    anchor: str
    summary: str
    text: str
    sentences: list[int]


def _read(data: bytes) -> Shown:
    try:
        shown = Shown(*json.loads(data.decode(errors="surrogatepass")))
    except (ValueError, TypeError, RecursionError) as error:
        raise damaged() from error
    if not _is_sound(shown):
        raise damaged()
    return shown


def _is_sound(shown: Shown) -> bool:
    """Whether all texts are texts, and sentences begin within the text, in order."""
    texts = (
        shown.id,
        shown.doc,
        shown.kind,
        shown.title,
        shown.heading,
        shown.anchor,
        shown.summary,
        shown.text,
    )
    starts = shown.sentences
    return (
        all(isinstance(text, str) for text in texts)
        and isinstance(starts, list)
        and all(type(start) is int for start in starts)
        and starts == sorted(starts)
        and (not starts or (starts[0] >= 0 and starts[-1] <= len(shown.text)))
    )


class Passages:
    """What is kept of the passages of an index; any thread may ask."""

    def __init__(self, reader: Reader) -> None:
        self._column: Column = reader.column("passage")
        self._known: dict[int, Shown] = {}
        self._lock = Lock()  # Whoosh may have to seek in a file that it could not map

    def get(self, number: int) -> Shown:
        """A passage by number."""
        shown = self._known.get(number)
        if shown is None:
            with self._lock:
                data = self._column[number]
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            shown = self._known[number] = _read(data)
        return shown

    def one_a_document(self, ranked: list[tuple[float, int]]) -> list[tuple[float, int]]:
        """The same with the first passage of each document before all others."""
        seen = set[str]()
        first: list[tuple[float, int]] = []
        rest: list[tuple[float, int]] = []
        for pair in ranked:
            shown = self.get(pair[1])
            (rest if shown.doc and shown.doc in seen else first).append(pair)
            seen.add(shown.doc)
        return first + rest
