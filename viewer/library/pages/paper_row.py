"""A card as a row of the table of papers: what its fields say, in few words, and its outcomes."""

import re
from collections.abc import Mapping, Sequence

from viewer.library.content.document import Document
from viewer.library.content.outcomes import WrittenOutcome
from viewer.library.content.tables import plain
from viewer.library.evidence import COMPARED, STUDY, Outcome, Paper
from viewer.library.pages import glance

MET, NOT_MET, IN_PART, NOT_STATED = "met", "not met", "met in part", "not stated"
_COUNT = re.compile(r"(?<![\w.-])\d{1,9}(?![\w.%-]| ?mg\b)")
_YES, _NO = re.compile(r"(?i)yes\b"), re.compile(r"(?i)no(?=[:,;.]|$)")


def papers(
    documents: Sequence[Document], outcomes: Mapping[str, tuple[WrittenOutcome, ...]]
) -> tuple[Paper, ...]:
    """A row for every card."""
    cards = (document for document in documents if document.kind == "paper")
    return tuple(_paper(card, [one.outcome for one in outcomes.get(card.id, ())]) for card in cards)


def _paper(card: Document, outcomes: Sequence[Outcome]) -> Paper:
    return Paper(
        doc=card.id,
        study=card.text("study") or _name(card.text("title")),
        title=card.text("title"),
        compared=card.text("compared") or _short(card.text("comparison"), COMPARED),
        group=card.text("group"),
        populations=card.values("population"),
        qualifiers=card.values("qualifier"),
        biomarkers=card.values("biomarker"),
        line=card.text("line") or NOT_STATED,
        type=card.text("type"),
        design=glance.brief(card.text("design")),
        n=glance.patients(card.text("n")).removeprefix("n = "),
        year=card.number("year"),
        endpoint=glance.uncited(card.text("endpoint")).rstrip("."),
        met=met_of_outcomes(outcomes) or met_of_text(card.text("met")),
        read=card.text("grade"),
        harms=card.text("harms_read"),
        outcomes=tuple(outcomes),
        reference=card.text("reference"),
    )


def _name(title: str) -> str:
    """What stands before a colon, `ALLHAT: …`, or as many words of a title as there is room for."""
    name = title.partition(":")[0].strip()
    if len(name) <= STUDY:
        return name
    return f"{name[: STUDY - 1].rsplit(' ', 1)[0]}…"


def _short(text: str, most: int) -> str:
    """A text that has room, else nothing: cut, it could say another thing."""
    short = glance.uncited(text).rstrip(".")
    return short if len(short) <= most else ""


def people(card: Document) -> tuple[int, ...]:
    """Every number of people in the `n` of a card, the first the total where it is given."""
    return tuple(map(int, _COUNT.findall(plain(glance.uncited(card.text("n"))))))


def met_of_outcomes(outcomes: Sequence[Outcome]) -> str:
    """Whether primary endpoints were met; nothing where none says it."""
    said = {outcome.met for outcome in outcomes if outcome.role == "primary" and outcome.met is not None}
    silent = {outcome.id for outcome in outcomes if outcome.role == "primary"} - {
        outcome.id for outcome in outcomes if outcome.role == "primary" and outcome.met is not None
    }
    if not said or (silent and said == {True}):
        return ""  # of two primary endpoints one that was met says nothing of the other
    return IN_PART if len(said) > 1 else MET if True in said else NOT_MET


def met_of_text(text: str) -> str:
    """Whether the endpoint was met as the `met` of a card begins: `Yes: …`, `No, …`; never guessed."""
    plain_text = glance.uncited(text).strip()
    if _YES.match(plain_text):
        return MET
    return NOT_MET if _NO.match(plain_text) else NOT_STATED
