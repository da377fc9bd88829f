"""Style rules of resources/themes filled with tokens: `*.qss` for widgets, `*.css` for pages.

Widgets choose their rules by object name or by the dynamic property `role`.
"""

from collections.abc import Mapping
from functools import cache
from string import Template

from viewer import paths
from viewer.desktop.look.tokens import Tokens

_TEXT = 15
"""Height of body text in pixels at 100 %, from which headings are measured."""
_MONO = '"Cascadia Mono", "SF Mono", "DejaVu Sans Mono", "Liberation Mono", monospace'


class _Rules(Template):
    """`@name` is a token, `@{27}` a length in pixels at 100 %, `@{h27}` one of a heading."""

    delimiter = "@"
    idpattern = "[a-z_]+"
    braceidpattern = "[a-z_]+|h?[0-9]+"


class _Values(dict[str, str]):
    """Tokens by name, and any number as a length at the zoom in force."""

    def __init__(self, tokens: Tokens, zoom: int) -> None:
        super().__init__({name: getattr(tokens, name) for name in Tokens.__dataclass_fields__})
        self._zoom = zoom

    def __missing__(self, key: str) -> str:
        if key.startswith("h"):
            return str(of_heading(int(key.removeprefix("h")), self._zoom))
        return str(scaled(int(key), self._zoom))


def scaled(pixels: float, zoom: int) -> int:
    """A length at `zoom` per cent, never nothing."""
    return max(1, round(pixels * zoom / 100))


def of_heading(pixels: float, zoom: int) -> int:
    """A length of a heading: beyond 100 % what it has more than the text grows at a quarter of the rate.

    Large text is for reading; a title three times as large fills the window with a few words. At every zoom
    a heading stays as much larger than the text as it is at 100 %, and more.
    """
    if zoom <= 100:
        return scaled(pixels, zoom)
    more = (pixels - _TEXT) * (1 + (zoom - 100) / 400)
    return max(scaled(_TEXT, zoom), round(_TEXT * zoom / 100 + more))


def sheet(file: str, tokens: Tokens, zoom: int = 100, more: Mapping[str, str] | None = None) -> str:
    """The rules of a file in resources/themes, with tokens and `more` values put in, at `zoom` per cent."""
    values = _Values(tokens, zoom)
    values.update(more or {})
    return _rules(file).substitute(values)


def widget_css(name: str, tokens: Tokens, *, compact: bool) -> str:
    """The style sheet of every widget for theme `name` and its `tokens`."""
    icons = (paths.resources() / "icons").as_posix()
    more = {"mono": _MONO, "icons": icons, "scroll_edge": tokens.side, "name": name}
    css = sheet("window.qss", tokens, more=more)
    return css.replace("min-height: 26px", "min-height: 24px") if compact else css


@cache
def _rules(file: str) -> _Rules:
    return _Rules((paths.resources() / "themes" / file).read_text(encoding="utf-8"))
