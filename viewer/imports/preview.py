"""What would come of an import, paper by paper, before anything is written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from viewer.imports.double import Doubles, Identity
from viewer.imports.intake import Intake
from viewer.imports.paper_folder import PaperFolder
from viewer.imports.record import Fault, OwnPaper
from viewer.prose import counted, cut

_LINE = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that was read: new, or the same as one that is there or came before it in the files."""

    paper: OwnPaper
    same_as: str = ""
    """Title of the paper of one's own that it is the same as."""
    card: str = ""
    """The document of the library on this paper."""

    @property
    def is_new(self) -> bool:
        """Whether it would be kept."""
        return not self.same_as

    def __str__(self) -> str:
        state = f"same as “{cut(self.same_as, 60)}”" if self.same_as else "new"
        card = f"; the library has a card on this paper ({self.card})" if self.card else ""
        return f"{state}{card}: {about(self.paper)}"


@dataclass(frozen=True, slots=True)
class Preview:
    """All that was read, and what was not understood."""

    offers: tuple[Offer, ...] = ()
    faults: tuple[Fault, ...] = ()
    outside: tuple[Fault, ...] = ()

    @property
    def new(self) -> tuple[OwnPaper, ...]:
        """The papers that would be kept."""
        return tuple(offer.paper for offer in self.offers if offer.is_new)

    def lines(self) -> list[str]:
        """A line each: what was not understood or stands outside of records, then the papers."""
        papers = [f"{offer.paper.origin}:{offer.paper.line}: {offer}" for offer in self.offers]
        return self.told() + papers

    def told(self) -> list[str]:
        """A line each for what was not understood, and what stands outside of records."""
        refused = [f"{fault.place}: not understood: {fault.reason}" for fault in self.faults]
        return refused + [str(fault) for fault in self.outside]

    def counts(self, kept: str = "kept") -> str:
        """`12 records read: 9 kept, 2 doubled, 1 refused.`"""
        new, doubled = len(self.new), len(self.offers) - len(self.new)
        read = counted(len(self.offers) + len(self.faults), "record")
        cards = sum(1 for offer in self.offers if offer.card and offer.is_new)
        known = f" The library has a card on {cards:,} of them." if cards else ""
        return f"{read} read: {new:,} {kept}, {doubled:,} doubled, {len(self.faults):,} refused.{known}"


def about(paper: OwnPaper) -> str:
    """`Example David A 2019, Title (10.1016/…)`."""
    who = paper.authors[0] if paper.authors else ""
    head = " ".join(filter(None, (cut(who, 40), str(paper.year or ""))))
    numbers = paper.item.get("DOI") or (f"PMID {paper.item['PMID']}" if paper.item.get("PMID") else "")
    tail = f" ({cut(str(numbers), 60)})" if numbers else ""
    return f"{head}{', ' if head else ''}{cut(paper.title, _LINE)}{tail}"


def preview(intake: Intake, collection: PaperFolder, editions: Callable[[OwnPaper], str]) -> Preview:
    """Compare what was read with what is there; `editions` gives the library's document on a paper."""
    own, titles = Doubles(), dict[str, str]()
    for paper in collection.papers():
        own.add(paper.key, Identity.of(paper.item, paper.registry))
        titles[paper.key] = paper.title
    offers = []
    for number, paper in enumerate(intake.papers):
        identity = Identity.of(paper.item, paper.registry)
        name = own.find(identity)
        if not name:
            titles[f" {number}"] = paper.title
            own.add(f" {number}", identity)
        offers.append(Offer(paper, titles[name] if name else "", editions(paper)))
    return Preview(tuple(offers), intake.faults, intake.outside)


def missing(papers: Iterable[OwnPaper], folder: PaperFolder) -> tuple[OwnPaper, ...]:
    """Those that are not in the folder; what stood twice where they come from stays two."""
    known = Doubles()
    for paper in folder.papers():
        known.add(paper.key, Identity.of(paper.item, paper.registry))
    return tuple(paper for paper in papers if not known.find(Identity.of(paper.item, paper.registry)))


def edition_doubles(
    references: Iterable[Mapping[str, Any]], cards: Mapping[str, str]
) -> Callable[[OwnPaper], str]:
    """Finds the document of a library on a paper: its card, else its entry among the references.

    `cards` gives the card of a reference's key, where there is one.
    """
    known = Doubles()
    for item in references:
        registry = item.get("custom", {}).get("registry", ())
        known.add(str(item["id"]), Identity.of(item, registry))

    def find(paper: OwnPaper) -> str:
        key = known.find(Identity.of(paper.item, paper.registry))
        return cards.get(key, f"references/{key}") if key else ""

    return find
