"""F6: from pane to pane, and no trap anywhere."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

Pane = Callable[[], QWidget | None]
"""Gives the widget of a pane that takes the focus, or None where the pane is hidden."""


def next_pane(panes: Sequence[Pane], step: int) -> None:
    """Put the focus into the next pane that shows, `step` being 1 or -1."""
    shown = [widget for pane in panes if (widget := pane()) is not None and _takes_focus(widget)]
    if not shown:
        return
    focus = QApplication.focusWidget()
    at = next((i for i, widget in enumerate(shown) if focus is not None and holds(widget, focus)), None)
    target = shown[0 if at is None else (at + step) % len(shown)]
    target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def holds(widget: QWidget, focus: QWidget) -> bool:
    """Whether `focus` is `widget`, its proxy or inside it."""
    return widget is focus or widget.focusProxy() is focus or widget.isAncestorOf(focus)


def _takes_focus(widget: QWidget) -> bool:
    """Whether the pane shows, and shows something that can have the focus: a panel may be empty."""
    inner = widget
    while (proxy := inner.focusProxy()) is not None:
        inner = proxy
    return widget.isVisible() and inner.isVisible()
