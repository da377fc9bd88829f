"""Which fields the front matter of each kind has: a table, and the check against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from viewer.errors import Problem
from viewer.library.content.document import Document
from viewer.library.evidence import COMPARED, LINES, NONE_READ, STUDY, STUDY_TYPES
from viewer.library.grade import GRADES
from viewer.library.model import POPULATIONS

EVERY = frozenset({"guide", "modality", "page", "faq", "paper", "trial"})
MEASURED = frozenset({"modality", "paper", "trial"})
PAPER = frozenset({"paper"})
TRIAL = frozenset({"trial"})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field: who must have it, who may have it, and what it holds."""

    name: str
    required: frozenset[str]
    allowed: frozenset[str]
    shape: str = "text"
    """`text`, `list`, `number`, `populations`, or `outcomes`, which a reader of their own judges."""


RULES = (
    FieldRule("title", EVERY, EVERY),
    FieldRule("summary", EVERY, EVERY),
    FieldRule("population", MEASURED, EVERY, "populations"),
    FieldRule("qualifier", NOBODY, EVERY, "list"),
    FieldRule("keywords", NOBODY, EVERY, "list"),
    FieldRule("group", NOBODY, EVERY),
    FieldRule("order", NOBODY, EVERY, "number"),
    FieldRule("sources", NOBODY, EVERY, "list"),
    FieldRule("guide_groups", NOBODY, frozenset({"guide"}), "list"),
    FieldRule("few_papers", NOBODY, frozenset({"modality"})),
    FieldRule("answer", frozenset({"faq"}), frozenset({"faq"})),
    FieldRule("reference", PAPER, PAPER | TRIAL),
    FieldRule("year", PAPER, PAPER, "number"),
    FieldRule("question", PAPER, PAPER),
    FieldRule("design", PAPER | TRIAL, PAPER | TRIAL),
    FieldRule("n", PAPER | TRIAL, PAPER | TRIAL),
    FieldRule("comparison", PAPER, PAPER | TRIAL),
    FieldRule("endpoint", PAPER | TRIAL, PAPER | TRIAL),
    FieldRule("met", PAPER, PAPER),
    FieldRule("result", PAPER, PAPER),
    FieldRule("harms", PAPER, PAPER),
    FieldRule("limits", PAPER, PAPER),
    FieldRule("result_line", PAPER, PAPER),
    FieldRule("grade", PAPER, PAPER),
    FieldRule("checked", PAPER, PAPER),
    FieldRule("study", NOBODY, PAPER),
    FieldRule("compared", NOBODY, PAPER),
    FieldRule("biomarker", NOBODY, PAPER, "list"),
    FieldRule("line", NOBODY, PAPER),
    FieldRule("type", NOBODY, PAPER),
    FieldRule("harms_read", NOBODY, PAPER),
    FieldRule("outcomes", NOBODY, PAPER, "outcomes"),
    FieldRule("status", TRIAL, TRIAL),
    FieldRule("status_date", TRIAL, TRIAL),
    FieldRule("status_source", TRIAL, TRIAL),
    FieldRule("registry", TRIAL, TRIAL, "list"),
)
_BY_NAME = {rule.name: rule for rule in RULES}
YEAR_UNKNOWN = ("year not known", "not known", "not stated in the abstract")
RESULT_LINE = 240
"""Characters that the fixed excerpt of a paper may have."""
_LONGEST = {"result_line": RESULT_LINE, "study": STUDY, "compared": COMPARED}
_CHOICES = {
    "grade": GRADES,
    "line": LINES,
    "type": STUDY_TYPES,
    "harms_read": (NONE_READ,),
}
_NEEDED_BY_OUTCOMES = ("study", "compared", "line", "type")


def check(document: Document, problems: list[Problem]) -> None:
    """Add what is unknown, missing or of the wrong shape to `problems`."""

    for name, message in (*_present(document), *_missing(document), *_paper(document)):
        problems.append(Problem(document.file, document.line(name), message))


def _present(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the fields that should not be there, or not like this."""
    for name in document.fields:
        rule = _BY_NAME.get(name)
        if rule is None:
            yield name, f"unknown field `{name}`{_nearest(name)}"
        elif document.kind not in rule.allowed:
            yield name, f"a {document.kind} has no field `{name}`"
        else:
            yield from ((name, message) for message in _shape_faults(rule, document))


def _missing(document: Document) -> Iterator[tuple[str, str]]:
    for rule in RULES:
        if document.kind in rule.required and not document.values(rule.name):
            empty = rule.name in document.fields
            yield rule.name, f"the field `{rule.name}` is {'empty' if empty else 'missing'}"


def _paper(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what holds for papers alone."""
    if document.kind != "paper":
        return
    for name, choices in _CHOICES.items():
        if (text := document.text(name)) and text not in choices:
            yield name, f"`{name}` must be one of {', '.join(choices)}, not `{text}`"
    for name, longest in _LONGEST.items():
        if (length := len(document.text(name))) > longest:
            yield name, f"`{name}` has {length} characters, at most {longest} are shown"
    for name in _NEEDED_BY_OUTCOMES:
        if "outcomes" in document.fields and not document.text(name):
            yield "outcomes", f"a card with outcomes needs the field `{name}`"


def _nearest(name: str) -> str:
    near = get_close_matches(name, _BY_NAME, 1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _shape_faults(rule: FieldRule, document: Document) -> list[str]:
    values = document.values(rule.name)
    if rule.name == "year" and document.text("year") in YEAR_UNKNOWN:
        return []
    if rule.shape == "number":
        return [
            f"`{rule.name}` must be a whole number, not `{value}`"
            for value in values
            if not value.isdecimal()
        ]
    if rule.shape == "populations":
        return [
            f"unknown population `{value}`; the closed list is in docs/authoring.md"
            for value in values
            if value not in POPULATIONS
        ]
    if rule.shape == "text" and document.fields[rule.name].is_list:
        return [f"`{rule.name}` must be one text, not a list"]
    return []
