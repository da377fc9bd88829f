"""Text fields that every panel has alike."""

from PySide6.QtWidgets import QAbstractButton, QLineEdit


def filter_field(name: str, placeholder: str = "") -> QLineEdit:
    """A field that filters a list, with a button that clears it; both are named for a screen reader."""
    field = QLineEdit()
    field.setPlaceholderText(placeholder or name)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    for clear in field.findChildren(QAbstractButton):
        clear.setAccessibleName("Clear the filter")
    return field
