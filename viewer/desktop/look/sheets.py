"""Style rules of the reading area's own controls, filled with the tokens."""

from string import Template

from viewer.desktop.look.tokens import Tokens


class _Rules(Template):
    delimiter = "@"


_RULES = """
#FindBar QPushButton { background: transparent; border: 1px solid transparent; border-radius: 4px;
  color: @second; padding: 3px 4px; min-height: 18px; font-size: 13px; font-weight: 400; }
#FindBar QPushButton:hover { text-decoration: underline; }
#FindBar QPushButton:focus { border: 1px solid @accent; }
#FindBar QPushButton[role="key"] { background: @side; border: 1px solid @line; padding: 2px 6px;
  font-size: 11px; }
#FindBar QPushButton[role="key"]:focus { border: 1px solid @accent; }
#FindBar QLabel[role="key"] { font-size: 11px; padding: 1px 5px; }
#FindBar QToolButton { padding: 3px; border-radius: 4px; }
TableDialog QTableView::item { padding: 5px 8px; }
#TabStrip { background: @chrome; }
#TabStrip QTabBar { background: transparent; border: none; font-size: 13px; }
#TabStrip QTabBar::tab { background: transparent; color: @muted; border: 1px solid transparent;
  border-bottom: 1px solid @line; padding: 0 2px 0 13px; height: 33px; min-width: 112px; max-width: 300px;
  margin: 7px 0 0 0; }
#TabStrip QTabBar::tear { image: none; width: 0; }
#TabStrip QTabBar::scroller { width: 52px; }
#TabStrip QTabBar::tab:hover { color: @ink; }
#TabStrip QTabBar::tab:selected { background: @page; color: @ink; font-weight: 500;
  border: 1px solid @line; border-bottom: 1px solid @page;
  border-top-left-radius: 7px; border-top-right-radius: 7px; }
#TabStrip QTabBar::tab:selected:focus { border: 2px solid @accent; border-bottom: 1px solid @page; }
#TabStrip QTabBar QToolButton { background: transparent; border: none; border-radius: 4px; padding: 0;
  margin-top: 6px; }
#TabStrip QTabBar QToolButton:hover { background: @selection; }
#TabStrip QToolButton#ScrollLeftButton, #TabStrip QToolButton#ScrollRightButton { margin-top: 0;
  background: @chrome; border: 1px solid @line; }
"""


_PANEL_RULES = """
#SidePanel, #SideScroll, #SideContents, #SideList { background: @page; }
#Mentions { color: @second; font-size: 13px; border: 2px solid transparent; border-radius: 4px; }
#Mentions:focus { border-color: @accent; }
"""


def panel_css(tokens: Tokens) -> str:
    """The style sheet of the side panel for `tokens`."""
    return _filled(_PANEL_RULES, tokens)


def reading_css(tokens: Tokens) -> str:
    """The style sheet of the reading area for `tokens`."""
    return _filled(_RULES, tokens)


def _filled(rules: str, tokens: Tokens) -> str:
    return _Rules(rules).substitute({name: getattr(tokens, name) for name in Tokens.__dataclass_fields__})
