"""What a collection holds, as library and own papers at hand have it: pages, sections, passages. No Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from viewer.errors import LibraryError
from viewer.imports.own_shelf import OwnShelf
from viewer.library.compiled import Library
from viewer.library.model import OWN_PREFIX, RELATED, Page, Section, Source
from viewer.userdata.records import CollectionItem
from viewer.userdata.relocate import resolve

_PREFIX = "references/"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An item of a collection with the page that it is of, where this edition, or the reader, has it."""

    item: CollectionItem
    page: Page | None
    section: Section | None
    """That it lies in; none for a whole page."""
    sections: tuple[Section, ...]
    """All that is printed; none for a passage, whose text the item has."""
    words: str
    """What is to be said of its place or edition; empty where nothing changed."""

    @property
    def is_own(self) -> bool:
        """Whether it is of a paper of the reader's own, which nobody checked, even where that is gone."""
        return self.item.doc.startswith(OWN_PREFIX)

    @property
    def keys(self) -> tuple[str, ...]:
        """Of the references of the library that belong to it, in order; own papers cite none of them."""
        if self.is_own:
            return ()
        if self.item.text:
            return self.item.keys
        own = (self.item.doc.removeprefix(_PREFIX),) if self.item.doc.startswith(_PREFIX) else ()
        cited = (key for section in self.sections for key in section.sources)
        return tuple(dict.fromkeys((*own, *cited)))


def excerpts(items: Iterable[CollectionItem], library: Library, own: OwnShelf) -> tuple[Excerpt, ...]:
    """Find every item in `library` or among `own` papers; LibraryError where a page cannot be read."""
    return tuple(_excerpt(item, library, own) for item in items)


def own_documents(found: Iterable[Excerpt]) -> tuple[str, ...]:
    """The documents of the reader's own papers that excerpts are of, each once, in order."""
    docs = (one.page.doc for one in found if one.is_own and one.page is not None)
    return tuple(dict.fromkeys(docs))


def sources_of(found: Iterable[Excerpt], library: Library) -> tuple[Source, ...]:
    """The references of all excerpts, each once, by number; those that the library lacks are left out."""
    sources: dict[str, Source] = {}
    for key in (key for excerpt in found for key in excerpt.keys):
        try:
            sources[key] = library.source(key)
        except LibraryError:
            continue
    return tuple(sorted(sources.values(), key=lambda source: source.number))


def _excerpt(item: CollectionItem, library: Library, own: OwnShelf) -> Excerpt:
    is_own = item.doc.startswith(OWN_PREFIX)
    shelf = own if is_own else library
    place = resolve(item, shelf.titles(), shelf.headings)
    if not place.doc:
        return Excerpt(item, None, None, (), place.words)
    page = shelf.page(place.doc)
    section = page.section(place.anchor) if place.anchor else None
    changed = _of_own(item, page) if is_own else _of_edition(item, library.edition.issue)
    words = " ".join(part for part in (place.words, changed) if part)
    if item.text or place.state == "page":
        return Excerpt(item, page, section, (), words)
    return Excerpt(item, page, section, _printed(page, section), words)


def _of_edition(item: CollectionItem, issue: str) -> str:
    """A passage is kept as it was; what the page says now may be something else."""
    if not item.text or item.edition == issue:
        return ""
    return (
        f"This passage is from edition {item.edition or 'unknown'}: the page may read otherwise now, and the "
        "numbers in brackets are those of that edition."
    )


def _of_own(item: CollectionItem, page: Page) -> str:
    """Own papers are of no edition, and can be edited: what is not there word for word may have been."""
    told = " ".join(page.text.split())
    if all(" ".join(text.split()) in told for text in item.text.split("\n")):
        return ""
    return "This passage is as it was gathered: your paper may read otherwise now."


def _printed(page: Page, section: Section | None) -> tuple[Section, ...]:
    """A section with those below it, or all of a page but what only leads on."""
    if section is None:
        return tuple(part for part in page.sections if part.anchor != RELATED)
    return (section, *_below(page.sections[page.sections.index(section) + 1 :], section.level))


def _below(following: Sequence[Section], level: int) -> tuple[Section, ...]:
    end = next((place for place, part in enumerate(following) if part.level <= level), len(following))
    return tuple(following[:end])
