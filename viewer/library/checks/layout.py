"""What the pages of a kind must hold besides their fields: headings, callouts, papers."""

from collections.abc import Iterator, Mapping

from viewer.errors import Problem
from viewer.library.content import dates
from viewer.library.content.guide import NONE as NO_GUIDE
from viewer.library.content.guide import Guide
from viewer.library.content.references import Reference, Refused
from viewer.library.pages import glance
from viewer.library.pages.compose import Composed
from viewer.library.pages.text import TableText, keys, uncited

MODALITY_HEADINGS = (
    ("Results", True),
    ("Check first", True),
    ("Serious harms", True),
    ("Who was studied", True),
    ("Not covered here", False),
    ("Open questions", True),
    ("Availability", False),
    ("Not reported", False),
    ("Related", True),
)
"""The headings of a treatment page in their order, and whether each must be there."""
OTHERS_AFTER = "Who was studied"
"""Other headings follow this one."""
PAPER_HEADING = "What it may mean here"
NOT_REPORTED = "Not reported"
PAPER_END = (NOT_REPORTED, PAPER_HEADING, "Related")
"""What may stand from the first of them on."""
DO_NOT = "Do not"
"""A column that begins so says in every row what did harm, or that nothing was read."""
POSITIONS = ("Body", "Region", "Date", "Position", "Source")
"""The header of a table of who says what."""
FEW_PAPERS = 2


def check(
    composed: Composed,
    references: Mapping[str, Reference],
    refused: Refused,
    problems: list[Problem],
    guide: Guide = NO_GUIDE,
) -> None:
    """Add what a modality or paper lacks to `problems`."""
    file = composed.document.file
    if composed.document.kind == "modality":
        problems.extend(
            Problem(file, line, fault) for line, fault in _modality(composed, references, refused, guide)
        )
    elif composed.document.kind == "paper":
        problems.extend(Problem(file, line, fault) for line, fault in _paper(composed))
    for table in composed.tables:
        problems.extend(Problem(file, line, fault) for line, fault in _table(table))


def _modality(
    composed: Composed, references: Mapping[str, Reference], refused: Refused, guide: Guide
) -> list[tuple[int, str]]:
    faults = [*_headings(composed, guide)]
    papers = {
        key
        for key in composed.cited
        if key in refused or (key in references and references[key].item["type"] == "article-journal")
    }
    if len(papers) < FEW_PAPERS and not composed.document.text("few_papers"):
        faults.append(
            (0, f"cites {len(papers)} of at least {FEW_PAPERS} papers; say why in the field `few_papers`")
        )
    return faults


def _headings(composed: Composed, guide: Guide) -> Iterator[tuple[int, str]]:
    lines = {draft.heading: draft.line for draft in composed.drafts if draft.level == 2}
    lines.pop(glance.HEADING, None)
    for name, must in MODALITY_HEADINGS:
        if must and name not in lines:
            yield 0, f"the heading `## {name}` is missing"
    if (own := guide.own_heading) in lines:
        yield lines.pop(own), f"`## {own}` belongs to the pages of {guide.name}; link there"
    for have, want in zip(lines, sorted(lines, key=_rank), strict=True):
        if want != have:
            order = "the order is in docs/authoring.md"
            yield lines[have], f"`## {have}` stands where `## {want}` should: {order}"
            break


def _rank(heading: str) -> float:
    names = [name for name, _ in MODALITY_HEADINGS]
    return names.index(heading) if heading in names else names.index(OTHERS_AFTER) + 0.5


def _paper(composed: Composed) -> Iterator[tuple[int, str]]:
    headed = {draft.heading: draft for draft in composed.drafts}
    meaning = headed.get(PAPER_HEADING)
    if meaning is None:
        yield 0, f"the heading `## {PAPER_HEADING}` is missing"
    elif 'class="callout commentary"' not in meaning.html:
        yield meaning.line, f"`## {PAPER_HEADING}` must hold a commentary callout"
    written = sorted(composed.drafts, key=lambda draft: draft.line)  # a page is laid out in another order
    names = [draft.heading for draft in written if draft.level == 2]
    if NOT_REPORTED in names:
        for name in names[names.index(NOT_REPORTED) :]:
            if name not in PAPER_END:
                yield headed[name].line, f"`## {name}` stands after `## {NOT_REPORTED}`, which comes last"


def _table(table: TableText) -> Iterator[tuple[int, str]]:
    positions = table.header == POSITIONS
    for line, row in zip(table.lines, table.rows, strict=True):
        for title, cell in zip(table.header, row, strict=False):
            if (positions or title.startswith(DO_NOT)) and not _says_something(cell):
                yield line, f"the cell under `{title}` is empty; say what was read, or that nothing was"
        if positions:
            yield from ((line, fault) for fault in _position(*row[: len(POSITIONS)]))


def _says_something(cell: str) -> bool:
    return any(map(str.isalnum, uncited(cell))) or bool(keys(cell))


def _position(_body: str, _region: str, when: str, _position: str, source: str) -> Iterator[str]:
    if _says_something(when) and not dates.stands_in(uncited(when)):
        yield f"`{uncited(when)}` holds no readable date; write a day, a month, a year, or `undated`"
    if _says_something(source) and not keys(source):
        yield "the cell under `Source` cites nothing: [@key]"
