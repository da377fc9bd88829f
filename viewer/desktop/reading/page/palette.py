"""The colours of a theme as drawings have them."""

from viewer.desktop.look.tokens import Tokens
from viewer.evidence.drawings.drawing import Palette


def palette_of(tokens: Tokens, family: str) -> Palette:
    """The colours of a theme, by what they say in a drawing."""
    return Palette(
        ink=tokens.ink,
        muted=tokens.muted,
        treatment=tokens.accent,
        control=tokens.muted,
        harm=tokens.warn,
        outline=tokens.outline,
        ground=tokens.page,
        font=family,
    )
