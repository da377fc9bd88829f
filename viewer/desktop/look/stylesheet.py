"""The one style sheet of the window: resources/themes/window.qss filled with the tokens.

Widgets choose their rules by object name or by the dynamic property `role`.
"""

from pathlib import Path
from string import Template

from viewer.desktop.look.tokens import Tokens


class _Rules(Template):
    delimiter = "@"


_MONO = '"Cascadia Mono", "SF Mono", "DejaVu Sans Mono", "Liberation Mono", monospace'


def widget_css(name: str, tokens: Tokens, compact: bool, resources: Path) -> str:
    """The style sheet of every widget for theme `name` and its `tokens`."""
    values = {name: getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    values |= {"mono": _MONO, "icons": (resources / "icons").as_posix(), "scroll_edge": tokens.side}
    values["name"] = name
    rules = (resources / "themes" / "window.qss").read_text(encoding="utf-8")
    css = _Rules(rules).substitute(values)
    return css.replace("min-height: 26px", "min-height: 24px") if compact else css
