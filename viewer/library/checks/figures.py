"""Checks that figures stand beside their source: numbers, facts, approvals."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from viewer.errors import Problem
from viewer.library.content import tables
from viewer.library.content.source import EXCEPTIONS, Content
from viewer.library.content.tables import TableRow
from viewer.library.pages import text as markup_text
from viewer.library.pages.compose import Composed
from viewer.library.pages.text import MARK, OPEN, Block
from viewer.prose import ends_sentence

# A digit of a name is no number: HER2, 5-FU, PD-1, KEYNOTE-177. One with its unit is: 5-year, 3cm.
_NUMBER = re.compile(
    r"(?<![\w.])(?<![A-Za-z]-)(?:\d+(?:\.\d+)?|\.\d+)%?(?:(?!\w)|(?=(?:mg|kg|cm|mm|ml|mL|Gy)\b))(?!-[A-Z])"
)
_FIGURE = re.compile(r"(?<![\w.])(?:\d*\.\d+%?|\d+%)")
_LEVEL = re.compile(r"\d+(?:\.\d+)?%(?= ?(?:CI\b|CrI\b|confidence|credible))")
_PHASE = re.compile(r"(?i)\bphases? \d(?:[-/]\d)?\b")
# A locator holds no plain space (`p.\u00a03`), so that no sentence ends within a citation.
_SENTENCE = re.compile(rf"(?<=[.!?])((?:[ \n]*{MARK.pattern})*)[ \n]+(?=[^\sa-z{OPEN}])")
_APPROVAL = re.compile(
    r"(?i)\b(?:approv(?:ed|es|al|als)|licen[cs]ed for|marketing authori[sz]ation|authori[sz]ed for)\b"
)
_REGULATOR = re.compile(
    r"\b(?:FDA|Food and Drug Administration|EMA|European Medicines Agency|European Commission|MHRA|PMDA|"
    r"Swissmedic|TGA|Health Canada|NMPA|MHLW)\b"
)
_REGION = re.compile(
    r"\b(?:United States|USA?|European Union|EU|Europe|United Kingdom|UK|Britain|Japan|Canada|"
    r"Australia|Switzerland|China)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or table row with the works that it cites."""

    text: str
    """Without citations."""
    keys: tuple[str, ...]
    line: int


@dataclass(slots=True)
class _Exceptions:
    """Words that need no source, and which of them were met."""

    rows: Sequence[TableRow]
    used: set[int] = field(default_factory=set)

    def cut(self, text: str, file: str) -> str:
        """Take excepted words out of a text."""
        for row in self.rows:
            if row["words"] in text and fnmatchcase(file, row["file"]):
                self.used.add(row.line)
                text = text.replace(row["words"], " ")
        return text

    def unused(self) -> Iterator[Problem]:
        for row in self.rows:
            if row.line not in self.used:
                yield Problem(
                    EXCEPTIONS, row.line, f"`{row['words']}` is found nowhere in {row['file']}", warning=True
                )


def check(composed: Iterable[Composed], content: Content, problems: list[Problem]) -> None:
    """Add every figure without a source, and every approval without its circumstances, to `problems`."""
    exceptions = _Exceptions(content.exceptions)
    for one in composed:
        if one.document.kind == "reference" or not one.document.is_judged:
            continue  # made from checked items; as others published it; or about the program
        file = one.document.file
        for statement in _statements(one):
            text = tables.plain(exceptions.cut(statement.text, file))
            said = f": “{_excerpt(statement.text)}”"
            faults = _faults(text, statement.keys, content)
            problems.extend(Problem(file, statement.line, fault + said) for fault in faults)
    problems.extend(exceptions.unused())


def _faults(text: str, keys: Sequence[str], content: Content) -> Iterator[str]:
    number = _NUMBER.search(_PHASE.sub(" ", _LEVEL.sub(" ", text)))
    if number and not keys:
        yield f"the number {number[0]} stands without a citation in its sentence or row"
    elif keys:
        for figure in dict.fromkeys(_FIGURE.findall(_LEVEL.sub(" ", text))):
            if not content.facts.knows(figure.rstrip("%"), keys):
                yield f"{figure} is not in facts/ for {', '.join(dict.fromkeys(keys))}"
    if _APPROVAL.search(text) and not (
        _REGULATOR.search(text) and _REGION.search(text) and _YEAR.search(text)
    ):
        yield "an approval needs region, regulator and date in its sentence"


def _statements(composed: Composed) -> Iterator[Statement]:
    document = composed.document
    for draft in composed.drafts:
        for block in draft.blocks:
            yield from statements(block)
    # What lists show of a page is short: its figures may come from any work that the page cites.
    for block in composed.unshown:
        for said in statements(block):
            yield replace(said, keys=(*said.keys, *composed.cited) if said.keys else ())
    if line := document.text("result_line"):
        yield Statement(line, tuple(composed.cited), document.line("result_line"))


def statements(block: Block) -> Iterator[Statement]:
    """Part a block into sentences; a citation after the full stop belongs to the sentence before it."""
    text = block.text if block.own is None else block.own
    for sentence in [text] if block.row else sentences(text):
        if plain := markup_text.uncited(sentence):
            yield Statement(plain, tuple(markup_text.keys(sentence)), block.line)


def sentences(text: str) -> Iterator[str]:
    """Part a text at full stops that end a sentence."""
    start = 0
    for match in _SENTENCE.finditer(text):
        if ends_sentence(text, match.start() - 1):
            yield text[start : match.end(1)]
            start = match.end()
    yield text[start:]


def _excerpt(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:87]}…"
