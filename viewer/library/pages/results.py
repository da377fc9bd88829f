"""Results and harms of a card as one table: endpoint, arms, effect with its drawing, p; harms last."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from viewer.library import statement
from viewer.library.evidence import Arm, Outcome, Paper
from viewer.library.proportion import has_shares, of_chance
from viewer.library.reach import reach_of

ANCHOR, HEADING = "results-and-harms", "Results and harms"
MOST_COLUMNS = 3
"""Arms that have a column each; where a card has more, they stand in one column by name."""
DASH = "–"
LEGEND = (
    f"{DASH} not stated in what was read, or stated without the arm that it is against. "
    "A p that was read without an effect stands in the text."
)
DRAWING = "drawing:"
DASH_CELL = re.compile(rf">{DASH}</td>")
OF_TREATMENT = "Results"
"""The section of a treatment page whose trials are drawn below it."""
DRAWN_ANCHOR, DRAWN = "trials-drawn", "The same trials, drawn"
DIFFERENT = "Different patients: do not compare down the column."
MOST_TRIALS = 12
Cite = Callable[[Outcome], str]
"""An outcome → the HTML of its citation."""


def drawing_of(doc: str, part: str) -> str:
    """The name of a drawing of a card: `drawing:papers/beacon/0/4`, `drawing:papers/beacon/icons`."""
    return f"{DRAWING}{doc}/{part}"


def html(doc: str, outcomes: Sequence[Outcome], cite: Cite) -> str:
    """Table, what its dashes mean, and drawings of proportions."""
    columns = _columns(outcomes)
    reach = reach_of(outcome.effect for outcome in outcomes if outcome.effect is not None)
    heads = columns or ["Arms"]
    head = "".join(f"<th>{escape(name, quote=False)}</th>" for name in ("Endpoint", *heads, "Effect"))
    rows: list[str] = []
    for is_harm in (False, True):
        some = [(n, one) for n, one in enumerate(outcomes) if (one.role == "harm") == is_harm]
        if some and is_harm:
            rows.append(_subhead("Harms", len(heads) + 3))
        for number, outcome in some:
            rows.append(_row(outcome, columns, cite(outcome), drawing_of(doc, f"{number}/{reach}")))
    table = (
        f'<table class="results" width="100%" cellspacing="0"><thead><tr>{head}<th align="right">p</th></tr>'
        f"</thead><tbody>{''.join(rows)}</tbody></table>\n"
    )
    legend = f'<p class="unstated">{LEGEND}</p>\n' if DASH_CELL.search(table) else ""
    return table + legend + "".join(_pictures(doc, outcomes))


def _columns(outcomes: Sequence[Outcome]) -> list[str]:
    names = list(dict.fromkeys(statement.plain(arm.name) for one in outcomes for arm in one.arms))
    against = {statement.plain(one.effect.reference) for one in outcomes if one.effect is not None}
    names.sort(key=against.__contains__)
    twice = any(len({arm.name for arm in one.arms}) < len(one.arms) for one in outcomes)
    return [] if len(names) > MOST_COLUMNS or twice else names


def _subhead(words: str, columns: int) -> str:
    others = '<td class="subhead"></td>' * (columns - 1)
    return f'<tr><td class="subhead"><b>{words}</b></td>{others}</tr>\n'


def _row(outcome: Outcome, columns: Sequence[str], cited: str, drawing: str) -> str:
    role = "harm" if outcome.role == "harm" else "figure"
    cells = [f'<td class="endpoint">{_endpoint(outcome, cited)}</td>']
    if columns:
        by_name = {statement.plain(arm.name): arm for arm in outcome.arms}
        cells += [f'<td class="{role}">{_value(by_name.get(name))}</td>' for name in columns]
    else:
        cells.append(f'<td class="{role}">{"<br />".join(_named(outcome.arms))}</td>')
    p = (
        statement.plain(outcome.effect.p).removeprefix("= ").replace(" ", "\u00a0")
        if outcome.effect is not None
        else ""
    )
    cells.append(f'<td class="effect">{_effect(outcome, drawing)}</td>')
    cells.append(f'<td class="p" align="right">{escape(p, quote=False) or DASH}</td>')
    return f"<tr>{''.join(cells)}</tr>\n"


def _endpoint(outcome: Outcome, cited: str) -> str:
    letter = f"{escape(statement.plain(outcome.comparison), quote=False)} " if outcome.comparison else ""
    first = f"<b>{letter}{escape(statement.plain(outcome.name), quote=False)}</b> {cited}"
    more = [statement.of_circumstances(outcome)]
    if outcome.role == "primary":
        met = {True: ", met", False: ", not met", None: ""}[outcome.met]
        more.insert(0, f"primary endpoint{met}")
    aside = "; ".join(filter(None, more))
    return f"{first}<br /><i>{escape(aside, quote=False)}</i>" if aside else first


def _value(arm: Arm | None) -> str:
    if arm is None:
        return ""  # of another comparison: nothing is missing there
    if not _says(arm):
        return DASH
    value = escape(statement.of_arm(arm), quote=False)
    interval = escape(statement.of_interval(arm.interval), quote=False) if arm.interval is not None else ""
    main = value.removesuffix(f" ({interval})") if interval else value
    shown = f"{main}<br /><i>{interval}</i>" if interval else main
    if arm.n is not None and arm.events is None:
        shown += f"<br /><i>n = {arm.n:,}</i>"
    return shown


def _says(arm: Arm) -> bool:
    return bool(arm.value) or arm.events is not None


def _named(arms: Sequence[Arm]) -> Iterator[str]:
    for arm in arms[: statement.MOST_ARMS]:
        said = f"{statement.plain(arm.name)}: {statement.of_arm(arm)}"
        yield escape(said, quote=False)
    if len(arms) > statement.MOST_ARMS:
        yield f"and {len(arms) - statement.MOST_ARMS:,} more arms"


def _effect(outcome: Outcome, drawing: str) -> str:
    effect = outcome.effect
    if effect is not None:
        value = f"{statement.plain(effect.measure)} {statement.of_unit(effect.value, effect.unit)}"
        interval = escape(statement.of_interval(effect.interval), quote=False)
        said = f"{statement.of_effect(effect)}; {statement.of_sides(effect)}"
        return f"<b>{escape(value, quote=False)}</b> {interval}<br />{_image(drawing, said)}"
    if outcome.role != "harm" and has_shares(outcome):
        return _image(drawing, statement.of_arms(outcome.arms))
    return DASH


def _image(name: str, text: str) -> str:
    return f'<img src="{escape(name)}" alt="{escape(text)}" />'


def _pictures(doc: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    chance = of_chance(outcomes)
    if chance:
        said = " ".join(statement.of_outcome(one) for one in chance)
        yield f'<p class="drawing">{_image(drawing_of(doc, "icons"), said)}</p>\n'
    drawable = [one for one in outcomes if has_shares(one)]
    if len(drawable) > len(chance):
        said = " ".join(statement.of_outcome(one) for one in drawable)
        yield f'<p class="drawing">{_image(drawing_of(doc, "bars"), statement.plain(said, 4_000))}</p>\n'


def trials(papers: Iterable[Paper]) -> list[tuple[Paper, Outcome]]:
    """Of each paper the effect that is drawn on a treatment page: of its primary endpoint, else the first."""
    found = []
    for paper in papers:
        effects = [one for one in paper.outcomes if one.effect is not None and one.role != "harm"]
        if effects:
            found.append((paper, next((one for one in effects if one.role == "primary"), effects[0])))
    return found[:MOST_TRIALS]


def drawn_html(shown: Sequence[tuple[Paper, Outcome]], cite: Cite) -> str:
    """Rows of trials on one axis, each beside its serious harm."""
    reach = reach_of(outcome.effect for _, outcome in shown if outcome.effect is not None)
    rows = "".join(_trial(paper, outcome, reach, cite) for paper, outcome in shown)
    head = "".join(f"<th>{name}</th>" for name in ("Trial", "Who", "Result", "Harm"))
    return (
        f'<p class="caution"><b>{DIFFERENT}</b></p>\n<table class="results" width="100%" cellspacing="0">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>\n"
    )


def _trial(paper: Paper, outcome: Outcome, reach: str, cite: Cite) -> str:
    number = paper.outcomes.index(outcome)
    harm = next((one for one in paper.outcomes if one.role == "harm"), None)
    who = "; ".join((*paper.populations, *paper.qualifiers))
    harms = (
        f"{escape(statement.of_outcome(harm), quote=False)} {cite(harm)}"
        if harm is not None
        else escape(paper.harms or DASH, quote=False)
    )
    kind = ' class="harm"' if harm is not None else ""
    # Of whom and when: result and harm of a row may be of different people.
    parts = (outcome.comparison, outcome.name, statement.of_circumstances(outcome))
    name = escape("; ".join(filter(None, map(statement.plain, parts))), quote=False)
    link = f'<a href="{escape(paper.doc)}">{escape(statement.plain(paper.study), quote=False)}</a>'
    effect = _effect(outcome, drawing_of(paper.doc, f"{number}/{reach}"))
    return (
        f'<tr><td class="endpoint">{link}</td><td>{escape(statement.plain(who), quote=False)}</td>'
        f'<td class="effect">{name} {cite(outcome)}<br />{effect}</td><td{kind}>{harms}</td></tr>\n'
    )
