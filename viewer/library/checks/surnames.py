"""Checks that pages spell the authors of their sources with the letters that references.json gives them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from viewer.errors import Problem
from viewer.library.content import vancouver
from viewer.library.content.source import Content
from viewer.library.pages.compose import Composed
from viewer.library.pages.text import uncited

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
# Letters that Unicode does not take apart into a plain one and its mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


def check(composed: Iterable[Composed], content: Content) -> Iterator[Problem]:
    """Warn of each surname that a page spells with other letters."""
    spellings: dict[str, set[str]] = {}
    for reference in content.references.values():
        for word in _WORD.findall(" ".join(vancouver.families(reference.item))):
            if len(word) >= _SHORTEST:
                spellings.setdefault(folded(word), set()).add(word)
    for one in composed:
        if one.document.kind == "reference" or not one.document.is_judged:
            continue  # made of them
        blocks = (block for draft in one.drafts for block in draft.blocks)
        for text, line in [(one.document.text("title"), 1), *((b.text, b.line) for b in blocks)]:
            for word in _WORD.findall(uncited(text)):
                known = spellings.get(folded(word), set()) if word[0].isupper() else set()
                if known and word.casefold() not in {name.casefold() for name in known}:
                    said = f"`{word}` is spelt {' or '.join(sorted(known))} in references.json"
                    yield Problem(one.document.file, line, said, warning=True)


def folded(word: str) -> str:
    """A word in small plain letters."""
    apart = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
