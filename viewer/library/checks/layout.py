"""What the pages of a kind must hold besides their fields: headings, callouts, papers."""

from collections.abc import Mapping

from viewer.errors import Problem
from viewer.library.content.references import Reference, Refused
from viewer.library.pages.compose import Composed

MODALITY_HEADINGS = (
    ("Check first", True),
    ("Serious harms", True),
    ("Who was studied", True),
    ("Results", True),
    ("Where the guide and its sources differ", False),
    ("Not covered here", True),
    ("Open questions", True),
    ("Availability", False),
    ("Related", True),
)
"""The headings of a treatment page in their order, and whether each must be there."""
PAPER_HEADING = "What it may mean here"
FEW_PAPERS = 2


def check(
    composed: Composed, references: Mapping[str, Reference], refused: Refused, problems: list[Problem]
) -> None:
    """Add what a modality or paper lacks to `problems`."""
    file = composed.document.file
    if composed.document.kind == "modality":
        problems.extend(
            Problem(file, line, fault) for line, fault in _modality(composed, references, refused)
        )
    elif composed.document.kind == "paper":
        problems.extend(Problem(file, line, fault) for line, fault in _paper(composed))


def _modality(
    composed: Composed, references: Mapping[str, Reference], refused: Refused
) -> list[tuple[int, str]]:
    lines = {draft.heading: draft.line for draft in composed.drafts if draft.level == 2}
    faults = [
        (0, f"the heading `## {name}` is missing")
        for name, must in MODALITY_HEADINGS
        if must and name not in lines
    ]
    wanted = [name for name, _ in MODALITY_HEADINGS if name in lines]
    found = [name for name in lines if name in wanted]
    for want, have in zip(wanted, found, strict=True):
        if want != have:
            faults.append(
                (
                    lines[have],
                    f"`## {have}` stands where `## {want}` should: the order is in docs/authoring.md",
                )
            )
            break
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


def _paper(composed: Composed) -> list[tuple[int, str]]:
    for draft in composed.drafts:
        if draft.heading == PAPER_HEADING:
            marked = 'class="callout commentary"' in draft.html
            return [] if marked else [(draft.line, f"`## {PAPER_HEADING}` must hold a commentary callout")]
    return [(0, f"the heading `## {PAPER_HEADING}` is missing")]
