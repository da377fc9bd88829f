"""Checks that no page calls something not stated of which facts/ holds the value for that source."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from viewer.errors import Problem
from viewer.library.checks.figures import sentences
from viewer.library.content.source import Content
from viewer.library.content.tables import Facts, TableRow
from viewer.library.pages.compose import Composed
from viewer.library.pages.text import CELL_END, Block, keys, uncited

_NOT = r"not (?:stated|recorded|reported|known|given|read|seen|described)"
_SILENT = re.compile(rf"(?i)(?P<of>.+?)(?::|—| was| were| is| are)? *{_NOT}(?: in [^;:]+)?")
"""`Harms: not stated in the abstract`."""
_LIST = re.compile(rf"(?i){_NOT}(?: in [^:]*)?: *(?P<of>.+)")
"""`Not reported in what was read: response; harms`."""
_AND = re.compile(r", | and | or |, and |, or ")


@dataclass(frozen=True, slots=True)
class _Measure:
    names: frozenset[str]
    about: tuple[str, ...]
    not_about: tuple[str, ...]

    def stands_in(self, what: str) -> bool:
        """Whether a row of facts/ gives it."""
        has = (bool(re.search(rf"\b{re.escape(words)}\b", what, re.IGNORECASE)) for words in self.about)
        return any(has) and not any(words in what.lower() for words in self.not_about)


def check(composed: Iterable[Composed], content: Content) -> Iterator[Problem]:
    """Name each measure that a page says is missing and facts/ has."""
    measures = tuple(map(_measure, content.measures))
    for one in (page for page in composed if measures and page.document.is_judged):
        own = one.document.values("reference")
        for block in (block for draft in one.drafts for block in draft.blocks):
            for text, cited in _statements(block):
                for name, source in _contradicted(text, cited or own, measures, content.facts):
                    fault = f"says that `{name}` is not stated; facts/ has it for {source}"
                    yield Problem(one.document.file, block.line, fault)


def _measure(row: TableRow) -> _Measure:
    words = [part.strip() for part in row["facts"].split(";")]
    return _Measure(
        frozenset(name.strip().lower() for name in row["measure"].split(";")),
        tuple(part for part in words if not part.startswith("-")),
        tuple(part[1:].strip().lower() for part in words if part.startswith("-")),
    )


def _statements(block: Block) -> Iterator[tuple[str, Sequence[str]]]:
    """Sentences with the works they cite; of a table the rows that are silent after their first cell."""
    cells = (block.own or "").split(CELL_END)
    if not block.row:
        yield from ((uncited(sentence), keys(sentence)) for sentence in sentences(block.text))
    elif len(cells) == 1:
        yield uncited(block.text), keys(block.text)
    else:
        first, *rest = (uncited(cell) for cell in cells)
        if all(re.fullmatch(_NOT, cell, re.IGNORECASE) for cell in rest if cell):
            yield f"{first} not stated", keys(block.text)


def _contradicted(
    text: str, sources: Sequence[str], measures: Sequence[_Measure], facts: Facts
) -> Iterator[tuple[str, str]]:
    """Yield each measure that is said to be missing from `sources`, with the one that has it."""
    for names in _missing(text.strip(" .")):
        of_names = [[measure for measure in measures if name.lower() in measure.names] for name in names]
        # Only a measure that stands alone: `response by arm` is another thing than `response`.
        for name, of_name in zip(names, of_names, strict=True) if all(of_names) else ():
            for source in sources:
                if any(measure.stands_in(what) for measure in of_name for what in facts.measured(source)):
                    yield name, source
                    break


def _missing(text: str) -> Iterator[list[str]]:
    """Yield what a sentence says is missing, clause by clause."""
    if listed := _LIST.fullmatch(text):
        yield from (_AND.split(part.strip()) for part in listed["of"].split(";"))
        return
    for part in text.split(";"):
        if found := _SILENT.fullmatch(part.strip()):
            of = found["of"].rpartition(":")[2]  # without the label of its row
            yield _AND.split(of.strip())
