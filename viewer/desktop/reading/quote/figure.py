"""What is said of a figure of a page: every fact that prints it, and how it is cited. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.desktop.reading.quote.citation import edition_line, section_link, source_line
from viewer.library.fact import PrintedFact
from viewer.library.grade import MEANINGS
from viewer.library.model import Edition, Page, Source

_TELLING = 3
"""Digits of a whole number."""
MOST = 5
"""Facts that are said of one figure."""
NO_FACT = "No fact of the library prints this figure for the sources that are cited here."
ELSEWHERE = "What is cited beside it prints no such figure; other sources of this page do:"
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class FigureAt:
    """A figure where it stands: its characters, its sentence or row, and the keys that are cited there."""

    text: str
    sentence: str
    keys: tuple[str, ...]
    anchor: str = ""

    @property
    def is_telling(self) -> bool:
        """Whether the same figure elsewhere is likely the same thing: any paper has a 5."""
        return "." in self.text or sum(map(str.isdigit, self.text)) >= _TELLING


def told_of(figure: FigureAt, facts: Sequence[PrintedFact], sources: Mapping[str, Source]) -> str:
    """All facts, one below the other, each with where it stands."""
    if not facts:
        return NO_FACT
    told = [] if any(fact.source in figure.keys for fact in facts) else [ELSEWHERE]
    told += [_told(fact, sources) for fact in facts[:MOST]]
    if len(facts) > MOST:
        told.append(f"And {len(facts) - MOST:,} more facts print it.")
    return "\n\n".join(told)


def cited_figure(
    figure: FigureAt,
    facts: Sequence[PrintedFact],
    page: Page,
    edition: Edition,
    sources: Mapping[str, Source],
) -> str:
    """The figure with its sentence, facts, references and place, as plain text."""
    keys = dict.fromkeys(fact.source for fact in facts) or dict.fromkeys(figure.keys)
    works = [source_line(sources[key]) for key in keys if key in sources]
    told = [told_of(figure, facts, sources)]
    place = [edition_line(edition), section_link(page.doc, figure.anchor)]
    return "\n\n".join([figure.text, figure.sentence, *told, *works, f"— {page.title}", *place]) + "\n"


def _told(fact: PrintedFact, sources: Mapping[str, Source]) -> str:
    source = sources.get(fact.source)
    unit = f"{fact.value}{fact.unit}" if fact.unit == "%" else f"{fact.value} {fact.unit}".strip()
    read = MEANINGS.get(fact.grade, "")
    who = (
        f"Of: {fact.denominator or NOT_STATED}",
        f"Population: {fact.population or NOT_STATED}",
        f"Year: {fact.year or NOT_STATED}",
    )
    where = (
        f"Read: {f'{fact.grade}, {read}' if read else fact.grade or NOT_STATED}",
        f"Stands in: {fact.file}:{fact.line}",
    )
    lines = (
        f"{unit}: {fact.what}" if fact.what else unit,
        " · ".join(who),
        f"Source: {f'{source.number}. {source.short}' if source is not None else fact.source}",
        " · ".join(where),
    )
    return "\n".join(lines)
