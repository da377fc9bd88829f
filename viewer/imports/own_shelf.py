"""The reader's own papers as the window shows them: pages and rows, from what was last read."""

from collections.abc import Callable

from viewer.imports.paper_folder import PaperFolder
from viewer.imports.record import OwnPaper
from viewer.library.compiled import NotFound
from viewer.library.model import OWN_PREFIX, Card, Page

FindCard = Callable[[OwnPaper], str]


class OwnShelf:
    """Papers by document; read once when first asked for, and again by `load`, on whichever thread."""

    def __init__(self, collection: PaperFolder) -> None:
        self.collection = collection
        self.find_card: FindCard | None = None
        """Finds the library's document on a paper, once that was looked up."""
        self._papers: dict[str, OwnPaper] | None = None
        self._cards: dict[str, Card] = {}

    def load(self) -> int:
        """Read what is on the disk now; gives how many papers there are."""
        from viewer.imports.page import card_of  # late: the first picture has none of them, as a rule

        papers = sorted(self.collection.papers(), key=lambda one: (-(one.year or 0), one.title.casefold()))
        known = {f"{OWN_PREFIX}{paper.key}": paper for paper in papers}
        self._cards = {doc: card_of(paper) for doc, paper in known.items()}
        self._papers = known
        return len(known)

    def paper(self, doc: str) -> OwnPaper | None:
        """The paper of a document, where there is one."""
        if self._papers is None:
            self.load()
        return (self._papers or {}).get(doc)

    def page(self, doc: str) -> Page:
        """Its page; raises NotFound."""
        paper = self.paper(doc)
        if paper is None:
            raise NotFound(
                f"{doc.removeprefix(OWN_PREFIX)} is not among your papers; it may have been deleted."
            )
        from viewer.imports.page import page_of  # late: as above

        card = self.find_card(paper) if self.find_card else ""
        return page_of(paper, card)

    def card(self, doc: str) -> Card | None:
        """Its row, where there is such a paper."""
        return self._cards.get(doc) if self.paper(doc) else None

    def titles(self) -> dict[str, str]:
        """Title of each document."""
        if self._papers is None:
            self.load()
        return {doc: paper.title for doc, paper in (self._papers or {}).items()}

    def headings(self, doc: str) -> dict[str, str]:
        """The headings of a document by anchor; none where there is no such paper."""
        sections = self.page(doc).sections if self.paper(doc) else ()
        return {section.anchor: section.heading for section in sections}

    def cards(self) -> tuple[Card, ...]:
        """All rows, the newest year first."""
        if self._papers is None:
            self.load()
        return tuple(self._cards.values())
