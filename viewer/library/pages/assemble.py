"""Composed documents → everything a compiled library holds: pages, cards, passages, who cites whom."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from viewer.library.content import vancouver
from viewer.library.content.changed import PageChange
from viewer.library.content.document import Document
from viewer.library.content.glossary import PAGE as GLOSSARY_PAGE
from viewer.library.content.glossary import GlossaryTerm
from viewer.library.content.references import Reference
from viewer.library.evidence import Paper
from viewer.library.model import (
    KIND_NAMES,
    KINDS,
    RELATED,
    Card,
    Edition,
    Label,
    Page,
    Passage,
    Section,
    Source,
)
from viewer.library.pages import glance
from viewer.library.pages import text as markup_text
from viewer.library.pages.compose import Composed, Draft
from viewer.library.pages.text import ShownCitation
from viewer.library.vocabulary import Vocabulary

_AUTHOR_YEAR = re.compile(r"[a-z]+\d{4}[a-z]?")
MENTIONS = 24
"""Pages shown as citing the same sources; more are no help."""
_COMMON = 200
"""A source that more pages cite than this says nothing about what belongs together."""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A page without its mentions, as a list shows it and as search finds it."""

    page: Page
    card: Card
    passages: tuple[Passage, ...]
    mentions: tuple[tuple[str, str], ...] = ()
    """Document and anchor of each."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A whole library, ready to be written."""

    edition: Edition
    entries: tuple[DocumentEntry, ...]
    references: tuple[Reference, ...]
    glossary: tuple[GlossaryTerm, ...]
    images: Mapping[str, bytes]
    vocabulary: Vocabulary
    papers: tuple[Paper, ...]


def entries(
    composed: Sequence[Composed],
    references: Mapping[str, Reference],
    edition: Edition,
    changes: Mapping[str, PageChange] = MappingProxyType({}),
) -> tuple[DocumentEntry, ...]:
    """Put pages together, in the order of lists, with who cites whom."""
    sources = {key: reference.source() for key, reference in references.items()}
    numbers = {key: source.number for key, source in sources.items()}
    maker = _EntryMaker(references, sources, edition, changes)
    made = [maker.entry(one) for one in sorted(composed, key=lambda one: _place(one.document, numbers))]
    return _with_mentions(made, _paper_of_reference(composed))


def _place(document: Document, numbers: Mapping[str, int]) -> tuple[int, int, str, str]:
    order = document.order
    if document.kind == "reference":
        order = numbers[document.id.partition("/")[2]]
    return KINDS.index(document.kind), order, document.text("title").casefold(), document.id


class _EntryMaker:
    def __init__(
        self,
        references: Mapping[str, Reference],
        sources: Mapping[str, Source],
        edition: Edition,
        changes: Mapping[str, PageChange],
    ) -> None:
        self._references = references
        self._sources = sources
        self._shown = {key: ShownCitation(work.number, work.letter) for key, work in references.items()}
        self._edition = edition
        self._changes = changes

    def entry(self, composed: Composed) -> DocumentEntry:
        document = composed.document
        cited = sorted((self._sources[key] for key in composed.cited), key=lambda source: source.number)
        newest = max((source.year for source in cited if source.year), default=None)
        title, summary = document.text("title"), self._plain(composed.drafts, document)
        marks = glance.of_document(document, self._edition, newest)
        note = glance.note(document)
        if document.kind == "reference":
            marks, note = self._of_reference(document)
        group = document.text("group")
        year = document.number("year")
        crumbs = tuple(part for part in (KIND_NAMES[document.kind][1], group) if part)
        sections = tuple(self._section(draft) for draft in composed.drafts)
        page = Page(
            document.id, document.kind, title, summary, crumbs,
            (*marks, *glance.of_change(self._changes.get(document.id))),
            sections, tuple(cited), (), newest,
        )  # fmt: skip
        card = Card(document.id, document.kind, title, summary, group, marks, year, note)
        return DocumentEntry(page, card, tuple(self._passages(composed, title)))

    def _plain(self, drafts: Iterable[Draft], document: Document) -> str:
        """The summary in plain text; the first block of the lead is the summary, rendered."""
        if document.kind in ("faq", "reference"):
            return glance.uncited(document.text("summary"))
        return next((markup_text.uncited(block.text) for draft in drafts for block in draft.blocks), "")

    def _of_reference(self, document: Document) -> tuple[tuple[Label, ...], str]:
        reference = self._references[document.id.partition("/")[2]]
        source = self._sources[reference.key]
        plain = [source.checked, str(source.year or "year not known")]
        if reference.listed_only:
            plain.append("Listed by the guide, never cited")
        marks = (*glance.of_review(self._edition), *(Label(text, "plain") for text in plain))
        return marks, f"{source.number} · {source.short} · {source.checked}"

    def _section(self, draft: Draft) -> Section:
        text = markup_text.copied(draft.blocks, self._shown)
        return Section(draft.anchor, draft.heading, draft.level, draft.html, text, draft.cited)

    def _passages(self, composed: Composed, title: str) -> Iterable[Passage]:
        document = composed.document
        reference = self._references.get(
            document.text("reference") or document.id.removeprefix("references/")
        )
        authors = vancouver.families(reference.item) if reference else ()
        year = document.number("year")
        words = (*document.values("keywords"), *document.values("registry"), *_identifiers(reference))
        if document.kind == "reference" and reference is not None and _AUTHOR_YEAR.fullmatch(reference.key):
            words = (reference.key, *words)  # other keys begin with the name of a trial, and are in its way
        for draft in composed.drafts:
            if draft.anchor == RELATED:
                continue  # links alone: what they lead to is found by itself
            if text := markup_text.searched(draft.blocks):
                name = f"{document.id}#{draft.anchor}" if draft.anchor else document.id
                yield Passage(
                    name, document.id, document.kind, title, draft.heading, text, words, draft.anchor,
                    glance.uncited(document.text("result_line")), authors, year,
                )  # fmt: skip


def _identifiers(reference: Reference | None) -> tuple[str, ...]:
    if reference is None:
        return ()
    names = (str(reference.item[name]) for name in ("DOI", "PMID", "PMCID") if name in reference.item)
    return (*names, *reference.custom.get("registry", ()))


def _paper_of_reference(composed: Iterable[Composed]) -> dict[str, str]:
    """Map a reference to the paper card that is about it."""
    papers = (one.document for one in composed if one.document.kind == "paper")
    return {paper.text("reference"): paper.id for paper in papers}


def _with_mentions(made: Sequence[DocumentEntry], paper_of: Mapping[str, str]) -> tuple[DocumentEntry, ...]:
    passages_citing: dict[str, list[tuple[str, str]]] = {}
    pages_citing: dict[str, list[str]] = {}
    for entry in made:
        for section in entry.page.sections:
            for key in section.sources:
                passages_citing.setdefault(key, []).append((entry.page.doc, section.anchor))
        for source in entry.page.sources:
            pages_citing.setdefault(source.key, []).append(entry.page.doc)
    finished = []
    for entry in made:
        if entry.page.kind == "reference":
            mentions = passages_citing.get(entry.page.doc.partition("/")[2], [])
        else:
            mentions = [(doc, "") for doc in _related(entry.page, pages_citing, paper_of)]
        finished.append(replace(entry, mentions=tuple(mentions)))
    return tuple(finished)


def _related(page: Page, pages_citing: Mapping[str, list[str]], paper_of: Mapping[str, str]) -> list[str]:
    """Pages with the same sources: the papers that are about them first, then by how many they share."""
    shared: Counter[str] = Counter()
    for source in page.sources:
        citing = pages_citing[source.key]
        if len(citing) <= _COMMON:
            shared.update(citing)
    own_papers = {paper_of[source.key] for source in page.sources if source.key in paper_of}
    shared.update(dict.fromkeys(own_papers, 1000))
    for itself in (page.doc, GLOSSARY_PAGE):  # a glossary goes with every page and so with none
        del shared[itself]
    return [doc for doc, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MENTIONS]]
