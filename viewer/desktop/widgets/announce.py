"""What a screen reader is to say though the focus did not move."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say what changed."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
