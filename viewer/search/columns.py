"""What an index keeps of each passage as text: what hits show, and what else the passage was made from."""

import json
from typing import Any

from viewer.library.model import Passage
from viewer.search.header import damaged
from viewer.search.sentences import starts

_END = b",["
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def shown(passage: Passage) -> bytes:
    """What a hit shows, as the beginning of what `with_sentences` completes."""
    fields = (
        passage.id,
        passage.doc,
        passage.kind,
        passage.title,
        passage.heading,
        passage.anchor,
        passage.summary,
        passage.text,
    )
    return _json(fields)[:-1]


def sentences(passage: Passage) -> bytes:
    """Where the sentences of a passage begin."""
    return _json(starts(passage.text))


def with_sentences(shown: bytes, sentences: bytes) -> bytes:
    """All that a hit needs: what `viewer.search.hits` reads."""
    return b"%b,%b]" % (shown, sentences)


def more(passage: Passage) -> bytes:
    """What is searched and not shown."""
    return _json((passage.keywords, passage.authors, passage.year))


def split(column: bytes) -> tuple[bytes, bytes]:
    """What `with_sentences` put together."""
    end = column.rfind(_END)
    return column[:end], column[end + 1 : -1]


def passage(shown: bytes, more: bytes) -> Passage:
    """The passage that `shown` and `more` were made from."""
    try:
        name, doc, kind, title, heading, anchor, summary, text = _read(shown + b"]")
        keywords, authors, year = _read(more)
    except (ValueError, TypeError) as error:
        raise damaged() from error
    return Passage(
        name, doc, kind, title, heading, text, tuple(keywords), anchor, summary, tuple(authors), year
    )


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode(errors="surrogatepass")


def _read(data: bytes) -> list[Any]:
    found = json.loads(data.decode(errors="surrogatepass"))
    if not isinstance(found, list):
        raise TypeError(found)
    return found
