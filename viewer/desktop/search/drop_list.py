"""The list that drops from the search box: commands, or searches to begin with; the box keeps the focus."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.row_list import RowList
from viewer.desktop.widgets.rows import Row

_MOST = 520
"""Pixels of height; what is longer scrolls."""
_INSET = 3  # the box is drawn within a glow of as many pixels


class DropList(QFrame):
    """Rows below `box`, over what is in `host`; a click or `open_current` chooses one."""

    chosen = Signal(str)  # what the row stands for

    def __init__(self, theme: Theme, host: QWidget, box: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("DropList")
        self._host, self._box = host, box
        self.list = RowList(theme, "Commands and searches")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click must not take the keyboard from the box
        self.list.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.opened.connect(lambda doc, _anchor, _where: self.chosen.emit(doc))
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._speak(now))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 5)
        column.addWidget(self.list)
        self.hide()

    def show_rows(self, rows: tuple[Row, ...], *, choose: bool) -> None:
        """Show `rows`, the first of them chosen where `choose` says so; none hides the list."""
        self.list.show_rows(rows)
        if not choose:
            self.list.setCurrentIndex(QModelIndex())
        self.setVisible(bool(rows))
        if rows:
            self._place(rows)
            self.raise_()

    def _place(self, rows: tuple[Row, ...]) -> None:
        at = self._box.mapTo(self._host, QPoint(_INSET, self._box.height()))
        width = self._box.width() - 2 * _INSET
        self.resize(width, self.height())
        self.layout().activate()  # type: ignore[union-attr]  # it has the one made above
        needed = sum(self.list.sizeHintForRow(number) for number in range(len(rows))) + 12
        room = self._host.height() - at.y() - 12
        self.setGeometry(at.x(), at.y(), width, max(60, min(needed, room, _MOST)))

    def _speak(self, now: QModelIndex) -> None:
        """The focus is in the box: a screen reader hears of a row only what it is told."""
        if now.isValid() and self.isVisible():
            announce(self._box, self.list.rows.row(now.row()).spoken)
