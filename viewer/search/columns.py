"""What an index keeps of each passage as text: all that a hit shows, and where its sentences begin."""

import json

from viewer.library.model import Passage
from viewer.search.sentences import starts

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def shown(passage: Passage) -> bytes:
    """All that a hit needs: what `viewer.search.hits` reads."""
    fields = (
        passage.id,
        passage.doc,
        passage.kind,
        passage.title,
        passage.heading,
        passage.anchor,
        passage.summary,
        passage.text,
        starts(passage.text),
    )
    return _ENCODER.encode(fields).encode(errors="surrogatepass")
