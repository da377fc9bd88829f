"""The row of an interval: a ratio on a log axis, a difference or the values of arms on a linear one."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from viewer.evidence.drawings.axis import Axis, difference_axis, printed, proportion_axis, ratio_axis
from viewer.evidence.drawings.canvas import LINE, SMALL, Canvas
from viewer.evidence.drawings.drawing import PRINT, Drawing, Palette
from viewer.evidence.drawings.lettering import width, wrapped
from viewer.evidence.drawings.proportion import has_shares, share
from viewer.library import statement
from viewer.library.evidence import Arm, Effect, Interval, Outcome, number

WIDTH = 208
"""Of a row in a table."""
_LEFT, _ROW, _MARK, _CAP = 14.0, 13.0, 7.0, 3.5
_BESIDE = 8.0
_MOST = 6
"""Arms that are drawn; all further ones would be a page of their own."""
NO_DIFFERENCE = "no difference"


def row_of(
    outcome: Outcome, palette: Palette = PRINT, name: str = "", ratios: Axis | None = None
) -> Drawing | None:
    """The effect of an outcome, else the values of its arms; nothing where neither can be drawn."""
    if outcome.effect is not None:
        return effect_row(outcome.effect, palette, name, ratios)
    return arms_row(outcome.arms, palette, name) if has_shares(outcome) else None


def effect_row(
    effect: Effect, palette: Palette = PRINT, name: str = "", ratios: Axis | None = None
) -> Drawing:
    """One effect with its interval; `ratios` is the axis that it shares with others below and above it."""
    text = "; ".join(
        filter(None, (statement.of_effect(effect), statement.of_p(effect), statement.of_sides(effect)))
    )
    value, interval = number(effect.value), _ends(effect.interval)
    if fault := _fault(effect, value, interval):
        return words(f"Not drawn: {fault}", palette, name, text)
    assert value is not None  # noqa: S101  (a fault else)
    if effect.measure == "difference":
        axis = difference_axis((value, *(interval or ())))
    else:
        axis = ratios or ratio_axis((effect,))
    if axis is None:
        return words("Not drawn: too large for an axis.", palette, name, text)
    canvas = Canvas(WIDTH, palette)
    below = _effect_mark(canvas, axis, value, interval)
    _beside(canvas, effect.interval)
    y = _scale(canvas, axis)
    if effect.measure == "difference" and effect.unit:
        below.insert(0, f"in {statement.plain(effect.unit)}")
    y = _end_names(canvas, effect, y)
    for line in below:
        y += LINE
        canvas.text(0, y, line, WIDTH, colour=palette.muted)
    return canvas.finished(name, y + 4, text)


def arms_row(arms: Sequence[Arm], palette: Palette = PRINT, name: str = "") -> Drawing:
    """The proportions of arms, one below the other on one scale of per cent."""
    text = statement.of_arms(arms)
    drawn = [(arm, value) for arm in arms if (value := share(arm)) is not None]
    if not drawn:
        return words("Not drawn: no proportion is stated.", palette, name, text)
    canvas = Canvas(WIDTH, palette)
    axis = proportion_axis()
    room = WIDTH - _LEFT - axis.length - _BESIDE
    names = [statement.plain(arm.name) for arm, _ in drawn[:_MOST]]
    is_beside = all(width(one, SMALL) <= room for one in names)
    y = 0.0
    for place, (arm, value) in enumerate(drawn[:_MOST]):
        colour = palette.control if place else palette.treatment
        if not is_beside:
            y += LINE
            canvas.text(0, y - 3, names[place], WIDTH, colour=colour)
        y += LINE
        if is_beside:
            canvas.text(_LEFT + axis.length + _BESIDE, y - 1, names[place], room, colour=colour)
        _arm_mark(canvas, axis, value, _ends(arm.interval), y - 5, colour, f"arm{place}")
    y = _percent_scale(canvas, axis, y + 6)
    for line in _arm_notes(drawn, len(arms)):
        y += LINE
        canvas.text(0, y, line, WIDTH, colour=palette.muted)
    return canvas.finished(name, y + 4, text)


def words(said: str, palette: Palette = PRINT, name: str = "", text: str = "", wide: int = WIDTH) -> Drawing:
    """What is said where nothing can be drawn."""
    canvas = Canvas(wide, palette)
    lines = wrapped(said, SMALL, wide, 4)
    for place, line in enumerate(lines, 1):
        canvas.text(0, place * LINE - 3, line, wide, colour=palette.muted)
    return canvas.finished(name, len(lines) * LINE + 2, f"{text} ({said})" if text else said)


def _ends(interval: Interval | None) -> tuple[Decimal, Decimal] | None:
    if interval is None:
        return None
    low, high = number(interval.low), number(interval.high)
    return None if low is None or high is None else (low, high)


def _fault(effect: Effect, value: Decimal | None, interval: tuple[Decimal, Decimal] | None) -> str:
    """Why an effect cannot be drawn, or nothing."""
    if value is None:
        return f"“{statement.plain(effect.value, 20)}” is no number."
    if effect.interval is not None and interval is None:
        return "an end of the interval is no number."
    if effect.measure != "difference" and value <= 0:
        return "a ratio is above 0."
    if interval is not None and not interval[0] <= value <= interval[1]:
        return "the interval as printed does not hold its estimate."
    return ""


def _effect_mark(
    canvas: Canvas, axis: Axis, value: Decimal, interval: tuple[Decimal, Decimal] | None
) -> list[str]:
    """Draw axis, whiskers and mark; lines of words where the mark itself lies beyond the axis."""
    palette = canvas.palette
    canvas.line((_LEFT, _ROW), (_LEFT + axis.length, _ROW), palette.outline, mark="axis")
    for x in (0, axis.length):
        canvas.line((_LEFT + x, _ROW - 3), (_LEFT + x, _ROW + 3), palette.outline)
    middle = _LEFT + axis.middle
    canvas.line((middle, _ROW - 9), (middle, _ROW + 9), palette.ink, dashed=True, mark="none")
    if interval is not None:
        _whiskers(canvas, axis, interval, _ROW, palette.ink, "")
    spot = axis.spot(value)
    if not spot.cut:
        hollow = interval is None
        canvas.square(_LEFT + spot.x, _ROW, _MARK, palette.treatment, hollow=hollow, mark="value")
        return []
    _arrow(canvas, _LEFT + spot.x, _ROW, spot.cut, palette.treatment, "value-beyond")
    return [f"the estimate lies {spot.cut} of the axis"]


def _whiskers(
    canvas: Canvas, axis: Axis, interval: tuple[Decimal, Decimal], y: float, colour: str, of: str
) -> None:
    spots = [axis.spot(end) for end in interval]
    start, end = (_LEFT + spot.x for spot in spots)
    canvas.line((start, y), (end, y), colour, wide=1.5, mark=f"{of}whisker")
    for spot, x in zip(spots, (start, end), strict=True):
        if spot.cut:
            _arrow(canvas, x, y, spot.cut, colour, f"{of}arrow-{spot.cut}")
        else:
            canvas.line((x, y - _CAP), (x, y + _CAP), colour, wide=1.5)


def _arrow(canvas: Canvas, x: float, y: float, to: str, colour: str, mark: str) -> None:
    """Where the axis was cut: the interval goes on."""
    tip, back = (x - 5, x + 2) if to == "left" else (x + 5, x - 2)
    canvas.path([f"M{tip:g} {y:g} L{back:g} {y - 4:g} L{back:g} {y + 4:g} Z"], fill=colour, mark=mark)


def _arm_mark(
    canvas: Canvas, axis: Axis, value: Decimal, interval: tuple[Decimal, Decimal] | None, y: float,
    colour: str, mark: str,
) -> None:  # fmt: skip
    canvas.line((_LEFT, y), (_LEFT + axis.length, y), canvas.palette.outline, wide=0.5)
    if interval is not None and interval[0] <= value <= interval[1]:
        _whiskers(canvas, axis, interval, y, colour, f"{mark}-")
    else:
        interval = None
    canvas.dot(_LEFT + axis.spot(value).x, y, _MARK, colour, hollow=interval is None, mark=mark)


def _beside(canvas: Canvas, interval: Interval | None) -> None:
    """What the whiskers are, or that there are none, right of the axis."""
    x = _LEFT + 128 + _BESIDE
    room = canvas.width - x
    if interval is None:
        lines = ["interval", statement.NOT_STATED]
    else:
        level = statement.plain(interval.level, 12)
        whole = f"{level}% CI" if level else "CI"
        lines = [whole] if width(whole, SMALL) <= room else [f"{level}%", "CI"]
    top = _ROW + 4 - (len(lines) - 1) * 6
    for place, line in enumerate(lines):
        canvas.text(x, top + place * 12, line, room, colour=canvas.palette.muted)


def _scale(canvas: Canvas, axis: Axis) -> float:
    """The ends of an axis and no effect in words; gives the last baseline."""
    y = _ROW + 20
    muted = canvas.palette.muted
    half = axis.middle - width(NO_DIFFERENCE, SMALL) / 2 + _LEFT - 2
    canvas.text(_LEFT + axis.middle, y, NO_DIFFERENCE, axis.length, colour=muted, anchor="middle")
    low, high = printed(axis.low), printed(axis.high)
    canvas.text(max(0.0, _LEFT - width(low, SMALL) / 2), y, low, half, colour=muted, mark="low")
    end = min(float(canvas.width), _LEFT + axis.length + width(high, SMALL) / 2)
    canvas.text(end, y, high, half, colour=muted, anchor="end", mark="high")
    return y


def _percent_scale(canvas: Canvas, axis: Axis, top: float) -> float:
    y = top + SMALL
    muted = canvas.palette.muted
    canvas.line((_LEFT, top - 3), (_LEFT + axis.length, top - 3), canvas.palette.outline, mark="axis")
    canvas.text(_LEFT, y, "0%", 60, colour=muted, anchor="middle", mark="low")
    canvas.text(_LEFT + axis.length, y, "100%", 60, colour=muted, anchor="middle", mark="high")
    return y


def _end_names(canvas: Canvas, effect: Effect, y: float) -> float:
    """Which arm did better at which end, in one line where both go into it, else in two."""
    below, above = statement.sides(effect)
    if not below:
        canvas.text(0, y + LINE, "which side is better: not stated", WIDTH, colour=canvas.palette.muted)
        return y + LINE
    left, right = f"← better: {below}", f"better: {above} →"
    one_line = width(left, SMALL) + width(right, SMALL) + _BESIDE <= WIDTH
    if not one_line:
        right = _ended(above)
    canvas.text(0, y + LINE, left, WIDTH, mark="left-end")
    y += LINE if one_line else 2 * LINE
    canvas.text(WIDTH, y, right, WIDTH, anchor="end", mark="right-end")
    return y


def _ended(above: str) -> str:
    """The name at the right end, cut before its arrow where it is long."""
    for kept in range(len(above), 0, -1):
        said = f"better: {above[:kept].rstrip()}{'…' if kept < len(above) else ''} →"
        if width(said, SMALL) <= WIDTH:
            return said
    return "→"


def _arm_notes(drawn: Sequence[tuple[Arm, Decimal]], count: int) -> Iterable[str]:
    if any(arm.interval is None for arm, _ in drawn[:_MOST]):
        yield f"hollow: {statement.NO_INTERVAL}"
    if len(drawn) < count:
        yield f"{count - len(drawn):,} of {count:,} arms: no proportion stated"
    if len(drawn) > _MOST:
        yield f"{len(drawn) - _MOST:,} more arms are not drawn"
