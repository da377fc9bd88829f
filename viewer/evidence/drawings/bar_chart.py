"""Harms and results as bars on one scale of per cent, harms first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from viewer.evidence.drawings.canvas import LINE, TEXT, Canvas
from viewer.evidence.drawings.drawing import PRINT, Drawing, Palette
from viewer.evidence.drawings.interval import words
from viewer.evidence.drawings.lettering import fitted, wrapped
from viewer.library import statement
from viewer.library.evidence import Arm, Outcome
from viewer.library.proportion import harms_first, role_of, share

WIDTH = 560
SCALE = 200.0
"""Pixels of 100 %."""
_NAME, _GAP, _HIGH, _BETWEEN = 168, 8, 9, 10
MOST_OUTCOMES, MOST_ARMS = 10, 4


def bars(outcomes: Iterable[Outcome], palette: Palette = PRINT, name: str = "") -> Drawing:
    """The proportions of outcomes as bars from 0 to 100 %, harms before results."""
    found = harms_first(outcomes)
    shown = found[:MOST_OUTCOMES]
    if not shown:
        return words("Not drawn: no proportion is stated.", palette, name, wide=WIDTH)
    canvas = Canvas(WIDTH, palette)
    y = 0.0
    for place, outcome in enumerate(shown):
        y = _outcome(canvas, outcome, y, place) + _BETWEEN
    y = _scale(canvas, y)
    left_out = f"{len(found) - MOST_OUTCOMES:,} more outcomes are not drawn."
    if len(found) > MOST_OUTCOMES:
        y += LINE
        canvas.text(0, y, left_out, WIDTH, colour=palette.muted)
    said = " ".join(f"{role_of(outcome)}: {statement.of_outcome(outcome)}" for outcome in shown)
    return canvas.finished(name, y + 5, f"{said} {left_out}" if len(found) > MOST_OUTCOMES else said)


def _outcome(canvas: Canvas, outcome: Outcome, top: float, place: int) -> float:
    """Draw the bars of an outcome under its name; gives where they end."""
    is_harm = outcome.role == "harm"
    colour = canvas.palette.harm if is_harm else canvas.palette.treatment
    y = top
    when = statement.of_circumstances(outcome)
    label = f"{role_of(outcome)}: {outcome.name or outcome.id}{f', {when}' if when else ''}"
    for line in wrapped(label, TEXT, WIDTH, 2):
        y += LINE + 1
        canvas.text(0, y, line, WIDTH, size=TEXT, colour=colour, strong=True)
    for number, arm in enumerate(outcome.arms[:MOST_ARMS]):
        y += LINE + 2
        _arm(
            canvas,
            arm,
            share(arm),
            y,
            colour if number == 0 else canvas.palette.control,
            f"bar{place}-{number}",
        )
    if len(outcome.arms) > MOST_ARMS:
        y += LINE
        more = f"{len(outcome.arms) - MOST_ARMS:,} more arms are not drawn"
        canvas.text(_NAME + _GAP, y, more, WIDTH - _NAME, colour=canvas.palette.muted)
    return y


def _arm(canvas: Canvas, arm: Arm, part: Decimal | None, y: float, colour: str, mark: str) -> None:
    arm_name = statement.plain(arm.name) or "arm without a name"
    canvas.text(_NAME, y, arm_name, _NAME, size=TEXT, anchor="end")
    x = float(_NAME + _GAP)
    end = x if part is None else x + float(part) / 100 * SCALE
    if part is not None:
        canvas.bar(x, y - _HIGH, end - x, _HIGH, colour, mark=mark)
    room = WIDTH - end - _GAP
    said = statement.of_arm(arm)
    if (
        fitted(said, TEXT, room) != said
    ):  # an interval cut in its middle is another one; the text has it whole
        said = statement.of_arm(replace(arm, interval=None))
    canvas.text(end + _GAP, y, said, room, size=TEXT)


def _scale(canvas: Canvas, top: float) -> float:
    """The scale below the bars: all of them start and end on it."""
    x, muted = float(_NAME + _GAP), canvas.palette.muted
    canvas.line((x, top), (x + SCALE, top), canvas.palette.outline, mark="axis")
    ends: Sequence[tuple[float, str, str]] = ((0, "0%", "low"), (0.5, "50%", ""), (1, "100%", "high"))
    for part, said, mark in ends:
        canvas.line((x + part * SCALE, top), (x + part * SCALE, top + 4), canvas.palette.outline)
        canvas.text(x + part * SCALE, top + LINE + 2, said, 60, colour=muted, anchor="middle", mark=mark)
    return top + LINE + 2
