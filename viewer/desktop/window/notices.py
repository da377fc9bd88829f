"""The bar below the top of the window that says what the reader should know."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.fields import IconButton
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.small import label, row
from viewer.userdata.records import Notice


class _Line(QFrame):
    def __init__(self, theme: Theme, notice: Notice, bar: "NoticeBar") -> None:
        super().__init__()
        self._theme, self.notice = theme, notice
        self.setObjectName("NoticeBar")
        self.setProperty("level", "warning" if notice.warning else "info")
        self._icon = PlainLabel()
        text = label(notice.text, "notice-line", selectable=True)
        text.setAccessibleName(notice.text)
        close = IconButton(theme, "close", "Dismiss this notice", lambda: bar.dismiss(notice.key))
        line = row(self._icon, text, close, gap=10)
        line.setStretch(1, 1)
        line.setContentsMargins(16, 4, 10, 4)
        self.setLayout(line)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def _paint_icon(self) -> None:
        icon = (
            self._theme.icon("warning", "warn")
            if self.notice.warning
            else self._theme.icon("check", "accent")
        )
        self._icon.setPixmap(icon.pixmap(QSize(18, 18)))


class NoticeBar(QWidget):
    """Notices under one another, the newest of each key; hidden while there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: dict[str, _Line] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName("Notices")
        self.hide()

    def notice(self, notice: Notice) -> None:
        """Show a notice in place of the one with the same key."""
        self._remove(notice.key)
        self._lines[notice.key] = _Line(self._theme, notice, self)
        self._column.addWidget(self._lines[notice.key])
        self.show()
        announce(self, notice.text)

    def dismiss(self, key: str) -> None:
        """Take a notice away, as its button does."""
        self._remove(key)
        self.setVisible(bool(self._lines))

    def _remove(self, key: str) -> None:
        line = self._lines.pop(key, None)
        if line is not None:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
