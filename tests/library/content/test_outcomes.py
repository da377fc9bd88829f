"""Whatever somebody writes for outcomes is read or named, and what is read without a fault can be shown."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.library.written_card import OUTCOMES
from viewer.errors import Problem
from viewer.library import evidence_record, plausibility
from viewer.library.content import frontmatter
from viewer.library.content.document import Document
from viewer.library.content.outcomes import OutcomeName, written
from viewer.library.evidence import Paper
from viewer.library.pages.paper_row import papers

TABLE = {
    "overall-survival-rate": OutcomeName("Alive at a set time", "binary", "more"),
    "death-from-treatment": OutcomeName("Death from treatment", "binary", "fewer"),
}
_PIECES = st.sampled_from([
    "", "0", "1", "66", "67", "4.5", "0.57", "1e308", "-1", "−3.2", "NaN", "inf", "1_0", "٠.٥", "not reached",
    "%", "months", "SABR", "control", "HR", "difference", "below", "above", "95", "yes", "no", "harm",
    "primary", "A", "P", "binary", "x" * 61, "x" * 121, "9" * 30, "\u202eabc", "a\u200bb", "null", "~",
    "true", "  spaced   out ",
])  # fmt: skip
_KEYS = st.sampled_from([
    "id", "name", "kind", "role", "comparison", "at", "analysis", "arms", "effect", "met", "source", "read",
    "arm", "n", "events", "value", "unit", "low", "high", "level", "measure", "p", "reference", "better", "x",
])  # fmt: skip
_VALUES = st.recursive(
    _PIECES | st.integers(-5, 10**12).map(str) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=12,
)


def card(header: str, problems: list[Problem]) -> Document:
    fields = frontmatter.parse(header, "papers/a.md", problems)
    return Document("papers/a", "paper", "papers/a.md", fields, "", 1)


def read(header: str) -> tuple[list[Problem], Paper]:
    problems: list[Problem] = []
    document = card(header, problems)
    found = written(document, TABLE, problems)
    problems += (
        Problem(document.file, one.line, fault) for one in found for fault in plausibility.faults(one.outcome)
    )
    (paper,) = papers([document], {document.id: found})
    return problems, paper


@given(_VALUES)
def test_that_anything_is_read_or_named(value: object):
    # JSON is YAML, and quotes whatever needs it.
    problems, paper = read(f"title: A\noutcomes: {json.dumps(value)}")
    assert problems or len(paper.outcomes) == (len(value) if isinstance(value, list) else 0)


@given(st.sampled_from(OUTCOMES.split("\n")[6:]), _KEYS, _PIECES)
def test_that_a_card_with_any_one_value_is_refused_or_comes_back_the_same(line: str, key: str, value: str):
    before, mark, after = line.partition(f"{key}: ")
    changed = line
    if mark:
        rest = after[after.index(",") :] if "," in after else after[-1:] if after.endswith("}") else ""
        changed = f"{before}{mark}{json.dumps(value)}{rest}"
    problems, paper = read(OUTCOMES.replace(line, changed, 1))
    if problems:
        assert all(problem.line > 1 for problem in problems)
    elif value.isprintable():
        assert evidence_record.read(paper.doc, evidence_record.written(paper)) == paper
    else:
        evidence_record.read(paper.doc, evidence_record.written(paper))
