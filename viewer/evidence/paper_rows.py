"""What the table of papers says of each paper, and the table as text, HTML and CSV to take along."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from viewer.evidence.papers import NOT_STATED, begins
from viewer.library import statement
from viewer.library.evidence import Effect, Outcome, Paper
from viewer.prose import counted, escape

CAUTION = "Different patients: do not compare down the column."
HEADINGS = (
    "Study", "Year", "Treatment", "Population", "Biomarker and line", "Design", "n", "Primary endpoint",
    "Main result", "Serious harm", "Read",
)  # fmt: skip
_MOST_RESULTS, _MOST_ARMS = 2, 4
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One outcome as a row has room for it."""

    comparison: str
    """`a`, `b` or empty."""
    name: str
    figures: str
    """Of the arms: `7.4 v 4.8 months`."""
    ratio: str
    """`HR 0.66 (95% CI 0.55–0.80)`, or its p where there is no effect; empty where neither is stated."""
    effect: Effect | None
    whole: str
    """All of the outcome in a sentence."""
    circumstance: str
    """The analysis and the time point, or nothing."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper as the table says it."""

    paper: Paper
    study: str
    year: str
    treatment: str
    population: str
    condition: str
    """Biomarkers and line."""
    design: str
    n: str
    endpoint: str
    results: tuple[ResultLine, ...]
    harms: tuple[ResultLine, ...]
    harm: str
    """In words where there is no figure: `none read` or `not stated`."""
    read: str

    @property
    def doc(self) -> str:
        """Where the card is."""
        return self.paper.doc

    def cells(self) -> tuple[str, ...]:
        """One text for each of HEADINGS."""
        return (
            self.study, self.year, self.treatment, self.population, self.condition, self.design, self.n,
            self.endpoint, _said(self.results) or NOT_STATED, _said(self.harms) or self.harm, self.read,
        )  # fmt: skip


def row_of(paper: Paper, words: str = "", wanted: Iterable[str] = ()) -> PaperRow:
    """A paper's row; outcomes named by `words` or `wanted` stand before the others."""
    chosen = frozenset(wanted)
    outcomes = sorted(paper.outcomes, key=lambda outcome: not _is_wanted(outcome, words, chosen))
    harms = [outcome for outcome in outcomes if outcome.role == "harm"]
    several = any(len(outcome.arms) > 1 for outcome in outcomes)
    plain = statement.plain
    return PaperRow(
        paper,
        plain(paper.study) or plain(paper.title),
        "" if paper.year is None else str(paper.year),
        plain(paper.compared) or NOT_STATED,
        plain(", ".join(paper.populations)) or NOT_STATED,
        condition_of(paper),
        plain(paper.design or paper.type) or NOT_STATED,
        plain(paper.n) or NOT_STATED,
        endpoint_of(paper),
        tuple(line_of(outcome, compared=several) for outcome in _main(outcomes, words, chosen)),
        tuple(line_of(outcome, compared=several) for outcome in harms[:1]),
        plain(paper.harms) or NOT_STATED,
        plain(paper.read) or NOT_STATED,
    )


def is_asked(paper: Paper, words: str, wanted: Iterable[str]) -> bool:
    """Whether `words` or `wanted` name an outcome of the paper, so that its row is another one."""
    chosen = frozenset(wanted)
    return any(_is_wanted(outcome, words, chosen) for outcome in paper.outcomes)


def condition_of(paper: Paper) -> str:
    """Biomarkers and line: `BRAF V600E, first line`."""
    line = {"": "", NOT_STATED: "line not stated", "around surgery": "around surgery"}
    parts = (*paper.biomarkers, line.get(paper.line, f"{paper.line} line"))
    return statement.plain(", ".join(filter(None, parts))) or NOT_STATED


def endpoint_of(paper: Paper) -> str:
    """The primary endpoint and whether it was met: `Response: not met`."""
    met = statement.plain(paper.met) or NOT_STATED
    endpoint = statement.plain(paper.endpoint)
    if not endpoint or (met == NOT_STATED and endpoint.casefold().startswith("not ")):
        return endpoint or met
    return f"{endpoint}: whether met not stated" if met == NOT_STATED else f"{endpoint}: {met}"


def line_of(outcome: Outcome, *, compared: bool = False) -> ResultLine:
    """An outcome in the words of a row; where arms are `compared`, a figure of one alone names its arm."""
    effect = outcome.effect
    ratio = statement.of_effect(effect) if effect is not None else ""
    p = statement.of_p(effect)
    return ResultLine(
        statement.plain(outcome.comparison, 8),
        statement.plain(outcome.name) or statement.plain(outcome.id),
        _named(outcome, figures_of(outcome)) if compared else figures_of(outcome),
        ", ".join(filter(None, (ratio, p if effect is None or effect.interval is None else ""))),
        effect,
        statement.of_outcome(outcome),
        statement.of_circumstances(outcome),
    )


def _named(outcome: Outcome, figures: str) -> str:
    """`3 deaths (resection)`: without its arm, a harm of one would be read as that of the other."""
    alone = statement.plain(outcome.arms[0].name) if len(outcome.arms) == 1 else ""
    return f"{figures} ({alone})" if figures and alone else figures


def figures_of(outcome: Outcome) -> str:
    """What the arms had, in their order and with one unit where it is the same: `7.4 v 4.8 months`."""
    arms = outcome.arms[:_MOST_ARMS]
    if not arms:
        return ""
    more = len(outcome.arms) - len(arms)
    rest = f" and {counted(more, 'more arm')}" if more else ""
    units = {arm.unit for arm in arms}
    if all(arm.value and arm.events is None for arm in arms) and len(units) == 1 and units != {"%"}:
        values = " v ".join(statement.plain(arm.value) for arm in arms)
        return statement.of_unit(values, units.pop()) + rest
    if not any(arm.value or arm.events is not None for arm in arms):
        return ""
    said = [statement.of_unit(arm.value, arm.unit) if arm.value else statement.of_arm(arm) for arm in arms]
    return " v ".join(said) + rest


def _is_wanted(outcome: Outcome, words: str, chosen: frozenset[str]) -> bool:
    if outcome.name in chosen:
        return True
    return any(begins(outcome.name[:200], word) for word in words.split() if len(word) > 2)


def _main(outcomes: Sequence[Outcome], words: str, chosen: frozenset[str]) -> list[Outcome]:
    """Outcomes of benefit that a row shows: what was asked for, else the primary ones, else the first.

    Of a trial of two comparisons the same outcome of each; never chosen by what was found.
    """
    results = [outcome for outcome in outcomes if outcome.role != "harm"]
    asked = [outcome for outcome in results if _is_wanted(outcome, words, chosen)]
    pool = asked or [outcome for outcome in results if outcome.role == "primary"] or results
    if not pool:
        return []
    first = pool[0]
    others = [outcome for outcome in pool[1:] if outcome.id == first.id] if first.comparison else pool[1:]
    apart = [outcome for outcome in others if outcome.comparison != first.comparison or not first.comparison]
    return (
        [first, *apart][:_MOST_RESULTS] if first.role == "primary" or first.comparison or asked else [first]
    )


def _said(lines: Iterable[ResultLine]) -> str:
    return "; ".join(
        " ".join(filter(None, (line.comparison, f"{_circumscribed(line)}:", _figures(line))))
        for line in lines
    )


def _circumscribed(line: ResultLine) -> str:
    """`Overall survival (KRAS wild-type)`: a figure without of whom and when is that of others."""
    return f"{line.name} ({line.circumstance})" if line.circumstance else line.name


def _figures(line: ResultLine) -> str:
    return ", ".join(filter(None, (line.figures, line.ratio))) or NOT_STATED


def as_text(rows: Iterable[PaperRow]) -> str:
    """The table as lines with tabs, under its caution."""
    lines = ["\t".join(HEADINGS), *("\t".join(row.cells()) for row in rows)]
    return "\n".join((CAUTION, *lines, ""))


def as_html(rows: Iterable[PaperRow]) -> str:
    """The table as HTML, for programs that take rich text and for printing."""
    head = "".join(f'<th scope="col" align="left">{escape(name)}</th>' for name in HEADINGS)
    body = "".join(
        f'<tr><th scope="row" align="left">{escape(first)}</th>'
        f"{''.join(f'<td>{escape(cell)}</td>' for cell in rest)}</tr>\n"
        for first, *rest in (row.cells() for row in rows)
    )
    return (
        f'<p>{escape(CAUTION)}</p>\n<table border="1" cellspacing="0" cellpadding="4">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table>\n"
    )


def as_paper_html(rows: Iterable[PaperRow]) -> str:
    """The table as HTML for a sheet of paper: the same words in five columns."""
    heads = (("Study", 17), ("Who and what", 25), ("Design and endpoint", 22), ("Main result", 21),
             ("Serious harm", 15))  # fmt: skip
    head = "".join(f'<th align="left" width="{wide}%">{name}</th>' for name, wide in heads)
    body = "".join(f"<tr>{''.join(map(_paper_cell, _for_paper(row)))}</tr>\n" for row in rows)
    return (
        f"<p>{escape(CAUTION)}</p>\n"
        '<table border="1" cellspacing="0" cellpadding="4" width="100%">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table>\n"
    )


def _paper_cell(parts: Sequence[str]) -> str:
    return f"<td>{'<br>'.join(map(escape, filter(None, parts)))}</td>"


def _for_paper(row: PaperRow) -> tuple[tuple[str, ...], ...]:
    study, year, treatment, population, condition, design, n, endpoint, result, harm, read = row.cells()
    return (
        (study, year, f"read {read}"), (treatment, population, condition),
        (design, f"n {n}", f"Primary endpoint: {endpoint}"), (result,), (harm,),
    )  # fmt: skip


def as_csv(rows: Iterable[PaperRow]) -> str:
    """The table as CSV with the card of each paper; no cell is one that a spreadsheet would calculate."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow((*HEADINGS, "Card"))
    writer.writerows([_safe(cell) for cell in (*row.cells(), row.doc)] for row in rows)
    return stream.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
