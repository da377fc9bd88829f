"""One normaliser for index and query."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\w+(?:[-.'’]\w+)*")


def fold(text: str) -> str:
    """Small letters without diacritics."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def terms(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of `text` as it is indexed, and where it stands."""
    for match in _WORD.finditer(text):
        yield re.sub(r"[-.'’]", "", fold(match.group())), match.start(), match.end()
