"""Which card of a library is on which reference."""

from collections.abc import Callable
from contextlib import suppress

from viewer.errors import LibraryError
from viewer.imports.preview import edition_doubles
from viewer.imports.record import OwnPaper
from viewer.library.compiled import Library


def library_doubles(library: Library) -> Callable[[OwnPaper], str]:
    """Finds the document of a library that is on a paper: its card, else its entry among the references."""
    cards: dict[str, str] = {}
    for card in library.cards("paper"):
        with suppress(LibraryError):  # a damaged card is told where it is opened
            if sources := library.page(card.doc).sources:
                cards.setdefault(sources[0].key, card.doc)
    return edition_doubles(library.references(), cards)
