"""Design tokens and zoom → the style sheet of a page, within what QTextDocument understands."""

from viewer.desktop.look.sheets import sheet
from viewer.desktop.look.tokens import Tokens

COLUMN_CHARACTERS = 72
BODY = 15
"""Height of body text in pixels at 100 %."""


def page_css(tokens: Tokens, zoom: int) -> str:
    """The rules for QTextDocument.setDefaultStyleSheet at `zoom` per cent."""
    return sheet("page.css", tokens, zoom)


SMALLEST, USUAL, LARGEST = 50, 100, 300
"""Per cent."""
STEPS = (50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)


def allowed(zoom: int) -> int:
    """The nearest zoom that is allowed."""
    return max(SMALLEST, min(LARGEST, zoom))


def stepped(zoom: int, way: int) -> int:
    """The next larger (1) or smaller (-1) step."""
    if way > 0:
        return next((step for step in STEPS if step > zoom), LARGEST)
    return next((step for step in reversed(STEPS) if step < zoom), SMALLEST)
