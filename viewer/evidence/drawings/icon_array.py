"""Icon arrays: of 100 people, or of 1,000 where it is rare, so many marks are filled; harms first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from viewer.evidence.drawings.canvas import LINE, TEXT, Canvas, at
from viewer.evidence.drawings.drawing import PRINT, Drawing, Palette
from viewer.evidence.drawings.interval import words
from viewer.evidence.drawings.lettering import wrapped
from viewer.evidence.drawings.proportion import harms_first, role_of, share
from viewer.library import statement
from viewer.library.evidence import Arm, Outcome

WIDTH = 560
_LABEL, _SET, _GAP = 176, 160, 24
_BETWEEN = 14
MOST_SETS, MOST_ARMS = 4, 4
_RARE = Decimal(1)
"""Per cent: a share below it would fill less than one mark of 100."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How the marks of a set stand."""

    people: int
    columns: int
    pitch: float
    mark: float

    @property
    def height(self) -> float:
        """Pixels."""
        return self.people / self.columns * self.pitch

    def filled(self, part: Decimal) -> Decimal:
        """How many marks a share in per cent fills."""
        return part * self.people / 100


HUNDRED, THOUSAND = Grid(100, 20, 8, 6), Grid(1_000, 40, 4, 3)


def icon_arrays(outcomes: Iterable[Outcome], palette: Palette = PRINT, name: str = "") -> Drawing:
    """The proportions of outcomes as sets of marks on one denominator, harms before results."""
    found = harms_first(outcomes)
    shown = found[:MOST_SETS]
    text = _said(shown)
    if not shown:
        return words("Not drawn: no proportion is stated.", palette, name, wide=WIDTH)
    grid = grid_of(shown)
    canvas = Canvas(WIDTH, palette)
    y = 0.0
    for place, outcome in enumerate(shown):
        y = _outcome(canvas, grid, outcome, y, place) + _BETWEEN
    for line in _notes(grid, len(found)):
        for part in wrapped(line, TEXT, WIDTH, 2):
            y += LINE + 1
            canvas.text(0, y, part, WIDTH, colour=palette.muted, size=TEXT)
    return canvas.finished(name, y + 5, f"{text} {' '.join(_notes(grid, len(found)))}")


def grid_of(outcomes: Iterable[Outcome]) -> Grid:
    """The denominator of a picture: 1,000 as soon as anything in it is rarer than 1 in 100."""
    shares = [part for outcome in outcomes for arm in outcome.arms if (part := share(arm)) is not None]
    return THOUSAND if any(0 < part < _RARE for part in shares) else HUNDRED


def _said(outcomes: Sequence[Outcome]) -> str:
    return " ".join(f"{role_of(outcome)}: {statement.of_outcome(outcome)}" for outcome in outcomes)


def _notes(grid: Grid, count: int) -> Iterator[str]:
    rarity = "" if grid.people == HUNDRED.people else ", as something here is rarer than 1 in 100"
    yield (
        f"One mark is one of {grid.people:,} people{rarity}; part of a mark is part of one. "
        "Nothing is rounded beyond what was printed."
    )
    if count > MOST_SETS:
        yield f"{count - MOST_SETS:,} more outcomes are not drawn."


def _outcome(canvas: Canvas, grid: Grid, outcome: Outcome, top: float, place: int) -> float:
    """Draw the sets of an outcome beside its name; gives where they end."""
    colour = canvas.palette.harm if outcome.role == "harm" else canvas.palette.treatment
    end = _label(canvas, outcome, top, colour)
    room = (WIDTH - _LABEL) // (_SET + _GAP)
    for number, arm in enumerate(outcome.arms[:MOST_ARMS]):
        row, column = divmod(number, room)
        if number and column == 0:
            top = end + _BETWEEN
        x = _LABEL + column * (_SET + _GAP)
        end = max(end, _set(canvas, grid, arm, (x, top), colour, f"set{place}-{row * room + column}"))
    if len(outcome.arms) > MOST_ARMS:
        end += LINE
        canvas.text(
            _LABEL, end, f"{len(outcome.arms) - MOST_ARMS:,} more arms are not drawn", WIDTH - _LABEL,
            colour=canvas.palette.muted,
        )  # fmt: skip
    return end


def _label(canvas: Canvas, outcome: Outcome, top: float, colour: str) -> float:
    """What the sets beside it are of."""
    y = top + TEXT
    canvas.text(0, y, role_of(outcome), _LABEL, size=TEXT, colour=colour, strong=True)
    for line in wrapped(outcome.name or outcome.id, TEXT, _LABEL - 16, 3):
        y += LINE + 1
        canvas.text(0, y, line, _LABEL, size=TEXT)
    for line in wrapped(statement.of_circumstances(outcome), TEXT, _LABEL - 16, 3):
        y += LINE + 1
        canvas.text(0, y, line, _LABEL, size=TEXT, colour=canvas.palette.muted)
    return y + 4


def _set(canvas: Canvas, grid: Grid, arm: Arm, corner: tuple[float, float], colour: str, mark: str) -> float:
    x, top = corner
    arm_name = statement.plain(arm.name) or "arm without a name"
    canvas.text(x, top + TEXT, arm_name, _SET + _GAP - 8, size=TEXT, strong=True)
    canvas.text(x, top + TEXT + LINE, statement.of_arm(arm), _SET + _GAP - 8, size=TEXT)
    y = top + TEXT + LINE + 7
    part = share(arm)
    if part is None:
        canvas.text(x, y + TEXT, "no proportion stated", _SET, colour=canvas.palette.muted, size=TEXT)
        return y + LINE
    filled = grid.filled(part)
    canvas.path(_marks(grid, x, y, filled), fill=colour, mark=mark)
    canvas.path(_outlines(grid, x, y), stroke=canvas.palette.outline, wide=0.75 if grid.mark > 4 else 0.5)
    return y + grid.height


def _place(grid: Grid, number: int) -> tuple[float, float]:
    row, column = divmod(number, grid.columns)
    return column * grid.pitch, row * grid.pitch


def _marks(grid: Grid, x: float, y: float, filled: Decimal) -> Iterator[str]:
    """Whole marks, and of the last one the part that is left."""
    whole = int(filled)
    for number in range(whole):
        across, down = _place(grid, number)
        yield _box(x + across, y + down, grid.mark, grid.mark)
    if filled > whole:
        across, down = _place(grid, whole)
        yield _box(x + across, y + down, float(filled - whole) * grid.mark, grid.mark)


def _outlines(grid: Grid, x: float, y: float) -> Iterator[str]:
    for number in range(grid.people):
        across, down = _place(grid, number)
        yield _box(x + across, y + down, grid.mark, grid.mark)


def _box(x: float, y: float, wide: float, high: float) -> str:
    return f"M{at(x)} {at(y)}h{at(wide)}v{at(high)}h{at(-wide)}z"
