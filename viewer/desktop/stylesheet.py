"""The one style sheet of the window, generated from the tokens; widgets choose their rules by object name or `role`."""

from pathlib import Path
from string import Template

from viewer.desktop.tokens import Tokens


class _Rules(Template):
    delimiter = "@"


_CSS = _Rules("""
QWidget { color: @ink; }
QMainWindow, QDialog, #Chrome, #TopBar, #StatusBar { background: @chrome; }
#TopBar { border-bottom: 1px solid @line; }
#StatusBar { border-top: 1px solid @line; }
#StatusBar QLabel { color: @muted; font-size: 12px; }
#LeftPanel { background: @side; border-right: 1px solid @line; }
#RightPanel, #SidePanel { background: @page; border-left: 1px solid @line; }
#ReadingArea, #PageView, #EmptyPage { background: @page; border: none; }
QToolTip { background: @page; color: @ink; border: 1px solid @outline; padding: 4px 6px; }

#SearchFrame { background: @page; border: 1px solid @outline; border-radius: 8px; }
#SearchGlow { background: transparent; border-radius: 11px; }
#SearchGlow[focused="true"] { background: @selection; }
#SearchGlow[focused="true"] #SearchFrame { border: 1px solid @accent; }
#SearchField { background: transparent; border: none; padding: 0; font-size: 15px; selection-background-color: @accent;
  selection-color: @on_accent; }
#Also { color: @muted; font-size: 12px; }
QLabel[role="key"] { color: @second; background: @side; border: 1px solid @line; border-radius: 4px; padding: 1px 5px;
  font-size: 11px; font-family: @mono; }
QLabel[role="hint"], QLabel[role="muted"] { color: @muted; font-size: 12px; }
QLabel[role="heading"] { color: @muted; font-size: 11px; font-weight: 600; letter-spacing: 0.6px; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="warn"] { color: @warn; background: @warn_back; border-radius: 4px; padding: 6px 10px; }
QLabel[role="notice"] { color: @second; font-size: 13px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; min-width: 22px;
  min-height: 22px; color: @second; }
QToolButton:hover { background: @selection; }
QToolButton:focus { border: 2px solid @accent; padding: 3px; }
QToolButton:checked { color: @accent; background: @selection; }
QToolButton::menu-indicator { image: none; width: 0; }

QPushButton { background: @page; border: 1px solid @outline; border-radius: 6px; padding: 5px 14px; min-height: 20px; }
QPushButton:hover { background: @selection; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 13px; }
QPushButton:disabled { color: @muted; border-color: @line; }
QPushButton:default, QPushButton[role="primary"] { background: @accent; color: @on_accent; border-color: @accent; font-weight: 600; }
QPushButton:default:focus, QPushButton[role="primary"]:focus { border: 2px solid @ink; }
QPushButton[role="chip"] { background: @page; border: 1px solid @line; border-radius: 13px; padding: 3px 11px; min-height: 18px;
  font-size: 12px; color: @second; }
QPushButton[role="chip"]:hover { border-color: @outline; }
QPushButton[role="chip"]:focus { border: 2px solid @accent; padding: 2px 10px; }
QPushButton[role="chip"]:checked { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton[role="chip"]:checked:focus { border: 2px solid @ink; }
QPushButton[role="link"], QPushButton[role="link"]:hover { background: transparent; border: 1px solid transparent; color: @accent;
  text-align: left; padding: 3px 5px; font-weight: 400; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 2px solid @accent; padding: 2px 4px; border-radius: 4px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QKeySequenceEdit { background: @page; color: @ink;
  border: 1px solid @outline; border-radius: 6px; padding: 4px 8px; min-height: 20px; selection-background-color: @accent;
  selection-color: @on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus { border: 2px solid @accent; padding: 3px 7px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("@icons/chevron-down.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @page; color: @ink; border: 1px solid @outline; selection-background-color: @selection;
  selection-color: @ink; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; }
QCheckBox:focus, QRadioButton:focus { outline: 2px solid @accent; }
#PageView, #PageView:focus { border: none; padding: 0; border-radius: 0; selection-background-color: @accent; selection-color: @on_accent; }

QListView, QTreeView, QTableView { background: @side; border: none; outline: none; color: @ink; }
QTableView { background: @page; alternate-background-color: @side; gridline-color: @line; }
QHeaderView::section { background: @chrome; color: @second; border: none; border-bottom: 1px solid @line; padding: 6px 8px;
  font-weight: 600; }
QTreeView::item, QListView::item { min-height: 26px; }
QListView[role="rows"]::item { min-height: 0; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected { background: @selection; color: @ink; }
QTreeView:focus, QTableView:focus, QListView:focus { border: 2px solid @accent; }
QListView[role="rows"], QListView[role="rows"]:focus { border: none; }

QTabBar[role="browse"] { background: @side; border: none; font-size: 13px; }
QTabBar[role="browse"]::tab { background: transparent; color: @second; padding: 7px 7px 6px 7px; margin: 0;
  border: none; border-bottom: 2px solid transparent; }
QTabBar[role="browse"]::tab:selected { color: @accent; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar[role="browse"]::tab:hover { color: @ink; }
QTabBar[role="browse"]::tab:focus { border: 2px solid @accent; border-radius: 4px; padding: 5px 5px 6px 5px; }

QMenu { background: @page; border: 1px solid @line; border-radius: 6px; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; color: @ink; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @outline; border: 3px solid @scroll_edge; border-radius: 6px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; border: none;
  width: 0; height: 0; }
QSplitter::handle { background: @line; }
QSplitter::handle:focus, QSplitter::handle:hover { background: @accent; }

#FindBar { background: @chrome; border-top: 1px solid @line; }
#FindBar QLabel { color: @second; font-size: 13px; }
#NoticeBar { background: @warn_back; border-bottom: 1px solid @line; }
#NoticeBar QLabel { color: @warn; }
#AnswerNote { background: @side; border-bottom: 1px solid @line; }
#Preview, QFrame[role="sheet"], QWidget[role="sheet"] { background: @page; border: 1px solid @outline; border-radius: 10px; }
QWidget[role="veil"] { background: rgba(0, 0, 0, 110); }
QProgressBar { background: @chip_back; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
""")

_MONO = '"Cascadia Mono", "SF Mono", "DejaVu Sans Mono", "Liberation Mono", monospace'


def widget_css(tokens: Tokens, compact: bool, icons: Path) -> str:
    """The style sheet of every widget for `tokens`."""
    values = {name: getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    values |= {"mono": _MONO, "icons": icons.as_posix(), "scroll_edge": tokens.side}
    css = _CSS.substitute(values)
    return css.replace("min-height: 26px", "min-height: 24px") if compact else css
