"""A content folder → documents, references, tables and images, with every fault that was found on the way."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from viewer.callbacks import Progress
from viewer.errors import Problem
from viewer.library import vocabulary
from viewer.library.content import changed, fields, files, frontmatter, glossary, outcomes, references, tables
from viewer.library.content import edition as edition_file
from viewer.library.content.document import Document
from viewer.library.content.outcomes import OutcomeName, WrittenOutcome
from viewer.library.content.references import Reference, Refused
from viewer.library.content.tables import Fact, Facts, TableRow
from viewer.library.model import FOLDERS, Edition
from viewer.library.vocabulary import Vocabulary

GLOSSARY = "glossary.tsv"
EXCEPTIONS = "lint-exceptions.tsv"
EXCEPTION_COLUMNS = ("file", "words", "reason")
PROVENANCE = "provenance.tsv"
"""Words that speak of where a statement comes from."""
MEASURES = "measures.tsv"
MEASURE_COLUMNS = ("measure", "facts")
"""Names of what is measured, and the words of facts/ that are about it."""
GUIDE_GROUPS = "guide-groups.tsv"
"""Read by the script that accounts for the citations of the guide."""
_FILES = frozenset({
    edition_file.FILE, references.FILE, changed.FILE,
    GLOSSARY, EXCEPTIONS, PROVENANCE, MEASURES, GUIDE_GROUPS, outcomes.OUTCOMES, outcomes.BIOMARKERS,
})  # fmt: skip
MADE_PAGES = frozenset({glossary.PAGE})
"""Pages that are made from tables."""
_IMAGES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
MAX_ROWS = 10_000
"""Rows of the tables of one page: no reader has more use of them, and each takes its time to parse."""
_TODO = re.compile(r"\bTODO\b")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Content:
    """All that a content folder holds; what was faulty is left out and named in `problems`."""

    edition: Edition | None
    documents: tuple[Document, ...]
    references: Mapping[str, Reference]
    refused: Refused
    glossary: tuple[glossary.GlossaryTerm, ...]
    facts: Facts
    exceptions: tuple[TableRow, ...]
    provenance: tuple[str, ...]
    measures: tuple[TableRow, ...]
    outcome_names: Mapping[str, OutcomeName]
    biomarkers: tuple[str, ...]
    outcomes: Mapping[str, tuple[WrittenOutcome, ...]]
    """Id of a card → its outcomes."""
    changes: Mapping[str, changed.PageChange]
    images: Mapping[str, bytes]
    vocabulary: Vocabulary
    problems: list[Problem]


def load(root: Path, progress: Progress | None = None) -> Content:
    """Read a content folder whole; raises ContentError only where it is no folder at all."""
    found, problems = files.walk(root)
    reader = _ContentReader(root, found, problems)
    documents = reader.documents(progress)
    words, faults = vocabulary.load(root)
    problems.extend(faults)
    works, refused = reader.references()
    reader.strangers()
    sources = _Sources(works, refused)
    edition = reader.edition()
    names = reader.outcome_names()
    return Content(
        edition, documents, works, refused, reader.glossary(sources), reader.facts(sources),
        reader.exceptions(), reader.provenance(), reader.measures(),
        names, reader.biomarkers(), reader.outcomes(documents, names), reader.changes(documents, edition),
        reader.images(), words, problems,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sources:
    """What a table may name as its source: a work, or what may be one, had it been readable."""

    works: Mapping[str, Reference]
    refused: Refused

    def __contains__(self, key: object) -> bool:
        return key in self.works or key in self.refused


class _ContentReader:
    """Reads file after file and gathers faults."""

    def __init__(self, root: Path, names: list[str], problems: list[Problem]) -> None:
        self._root = root
        self._names = names
        self._problems = problems

    def documents(self, progress: Progress | None) -> tuple[Document, ...]:
        names = [name for name in self._names if name.endswith(".md") and name.split("/")[0] in FOLDERS]
        found: dict[str, Document] = {}
        for done, name in enumerate(names, 1):
            document = self._document(name)
            if document and (twin := found.get(document.id.lower())):
                self._fault(name, 0, f"the id `{document.id}` is that of {twin.file}, too")
            elif document:
                found[document.id.lower()] = document
            if progress:
                progress("reading", done, len(names))
        if not names:
            folders = ", ".join(f"{folder}/" for folder in FOLDERS)
            self._fault(".", 0, f"there are no documents in {self._root}; put Markdown pages into {folders}")
        return tuple(found.values())

    def _document(self, name: str) -> Document | None:
        text = files.read_text(self._root, name, self._problems)
        if text is None:
            return None
        self._check_id(name)
        if found := files.PRIVATE.search(text):
            line = text.count("\n", 0, found.start()) + 1
            self._fault(name, line, f"holds the control or private character U+{ord(found[0]):04X}")
            text = files.PRIVATE.sub(" ", text)
        self._check_finished(name, text)
        header, body, before = frontmatter.split(text)
        if not text.strip():
            self._fault(name, 0, "is empty")
            return None
        if header is None:
            self._fault(name, 1, "has no front matter between two lines of ---")
            return None
        if body.count("\n|") > MAX_ROWS:
            self._fault(name, 0, f"has more than {MAX_ROWS:,} rows of tables; divide it")
            return None
        values = frontmatter.parse(header, name, self._problems)
        document = Document(name.removesuffix(".md"), FOLDERS[name.split("/")[0]], name, values, body, before)
        if values:
            fields.check(document, self._problems)
        if not body.strip() and document.kind != "faq":
            self._fault(name, 0, "is empty below its front matter")
        return document

    def _check_id(self, name: str) -> None:
        _, *folders, stem = name.removesuffix(".md").split("/")
        if folders:
            self._fault(name, 0, "lies too deep: pages stand directly in their folder")
        elif not _NAME.fullmatch(stem):
            self._fault(name, 0, "name it with small letters, digits and hyphens only, as sabr-comet.md")
        elif name.removesuffix(".md") in MADE_PAGES:
            self._fault(name, 0, "this page is made from a table; choose another name")

    def edition(self) -> Edition | None:
        text = self._text(edition_file.FILE)
        return edition_file.parse(text, self._problems) if text is not None else None

    def references(self) -> tuple[dict[str, Reference], Refused]:
        text = self._text(references.FILE)
        works = references.parse(text, self._problems) if text is not None else {}
        return works, references.refused(text, works)

    def glossary(self, works: _Sources) -> tuple[glossary.GlossaryTerm, ...]:
        terms: dict[str, glossary.GlossaryTerm] = {}
        for row in self._table(GLOSSARY, glossary.COLUMNS):
            term = glossary.term_from(row["term"], row["definition"], row["source"], row.line)
            if not row["term"] or not row["definition"] or not row["source"]:
                self._fault(GLOSSARY, row.line, "a term needs a definition and a source")
            elif term.source != glossary.COMMON_USAGE and term.source not in works:
                self._fault(GLOSSARY, row.line, f"unknown source `{term.source}`")
            elif term.slug in terms:
                self._fault(GLOSSARY, row.line, f"the term `{term.term}` stands twice")
            else:
                terms[term.slug] = term
        return tuple(terms.values())

    def facts(self, works: _Sources) -> Facts:
        known = []
        for name in self._names:
            if name.startswith("facts/") and name.endswith(".tsv"):
                for row in self._table(name, tables.COLUMNS):
                    if row["source"] not in works:
                        self._fault(name, row.line, f"unknown source `{row['source']}`")
                    elif not row["value"]:
                        self._fault(name, row.line, "the value is missing")
                    value = f"{row['value']} {row['unit']} {row['denominator']}"
                    known.append(Fact(row["source"], value, row["what"], row["grade"]))
        return Facts(known)

    def exceptions(self) -> tuple[TableRow, ...]:
        rows = self._table(EXCEPTIONS, EXCEPTION_COLUMNS)
        for row in rows:
            if not all(row.cells.values()):
                self._fault(EXCEPTIONS, row.line, "an exception needs a file, the words and a reason")
        return tuple(row for row in rows if all(row.cells.values()))

    def provenance(self) -> tuple[str, ...]:
        return tuple(row["phrase"] for row in self._table(PROVENANCE, ("phrase",)))

    def measures(self) -> tuple[TableRow, ...]:
        return tuple(self._table(MEASURES, MEASURE_COLUMNS))

    def outcome_names(self) -> dict[str, OutcomeName]:
        rows = self._table(outcomes.OUTCOMES, outcomes.OUTCOME_COLUMNS)
        return outcomes.names_of_outcomes(rows, self._problems)

    def biomarkers(self) -> tuple[str, ...]:
        rows = self._table(outcomes.BIOMARKERS, outcomes.BIOMARKER_COLUMNS)
        return outcomes.names_of_biomarkers(rows, self._problems)

    def outcomes(
        self, documents: Iterable[Document], names: Mapping[str, OutcomeName]
    ) -> dict[str, tuple[WrittenOutcome, ...]]:
        cards = (document for document in documents if document.kind == "paper")
        return {card.id: outcomes.written(card, names, self._problems) for card in cards}

    def changes(
        self, documents: Iterable[Document], edition: Edition | None
    ) -> Mapping[str, changed.PageChange]:
        rows = self._table(changed.FILE, changed.COLUMNS)
        docs = {document.id for document in documents} | MADE_PAGES
        return changed.from_rows(rows, edition.edition, docs, self._problems) if edition else {}

    def images(self) -> dict[str, bytes]:
        images = {}
        for name in self._names:
            start = _IMAGES.get(Path(name).suffix.lower())
            if name.startswith("images/") and start:
                data = files.read_bytes(self._root, name, files.MAX_IMAGE, self._problems)
                if data is not None and not data.startswith(start):
                    self._fault(name, 0, "is not the kind of image that its ending says")
                elif data is not None:
                    images[name] = data
        return images

    def strangers(self) -> None:
        """Warn of files that nothing reads: a page in a misspelt folder would be missing without a word."""
        for name in self._names:
            top = name.split("/")[0] if "/" in name else ""
            read = (
                (top in FOLDERS and name.endswith(".md"))
                or (top in ("facts", "vocabulary") and name.endswith(".tsv"))
                or (top == "images" and Path(name).suffix.lower() in _IMAGES)
                or name in _FILES
            )
            if not read:
                self._problems.append(
                    Problem(name, 0, "is not read: no such file belongs here", warning=True)
                )

    def _table(self, name: str, columns: tuple[str, ...]) -> list[TableRow]:
        if name not in self._names:
            return []
        text = files.read_text(self._root, name, self._problems)
        self._check_finished(name, text or "")
        return tables.read(text, name, columns, self._problems) if text is not None else []

    def _text(self, name: str) -> str | None:
        if name not in self._names:
            self._fault(name, 0, "is missing")
            return None
        return files.read_text(self._root, name, self._problems)

    def _check_finished(self, name: str, text: str) -> None:
        """Report what `wardshelf new` left to be filled in."""
        for number, line in enumerate(text.split("\n"), 1):
            if _TODO.search(line):
                self._fault(name, number, f"is not finished: {line.strip()[:60]}")

    def _fault(self, file: str, line: int, message: str) -> None:
        self._problems.append(Problem(file, line, message))
