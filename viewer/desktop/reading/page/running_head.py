"""The head that stays above a page once its title has been scrolled away: name, labels, commands."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.fields import IconButton
from viewer.desktop.widgets.plain import PlainLabel, tip
from viewer.library.model import Label, Page
from viewer.prose import cut, short_title

HEIGHT = 48
_TITLE = 60
"""Letters of a title."""
_ROLES = ("population", "qualifier", "warn")
_MOST = 5
"""Labels at most; those that there is no room for stand in the page."""
_MOST_KNOWN = 40
_LEAST = 60
"""Pixels that a name has at least."""
_COMMANDS = (
    ("copy", "Copy with citation", "copy-citation"),
    ("print", "Print", "print"),
    ("note", "Note on this section", "note"),
)
_SHORT_REVIEW = {"Not clinically reviewed": "Not reviewed"}


class RunningHead(QFrame):
    """Lies over the top of a page; takes no focus, for every command on it has keys of its own."""

    command_requested = Signal(str)
    label_requested = Signal(object)  # Label

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("RunningHead")
        self._theme = theme
        theme.changed.connect(self._fill)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.title = PlainLabel()
        self.title.setObjectName("RunningTitle")
        self.chips = [self._chip() for _ in range(_MOST)]
        self._labels: list[Label] = []
        self._shown: list[Label] = []
        self._row = QHBoxLayout(self)
        self._row.setSpacing(7)
        self._row.addWidget(self.title)
        for chip in self.chips:
            self._row.addWidget(chip)
        self._row.addStretch(1)
        for icon, name, command in _COMMANDS:
            button = IconButton(theme, icon, name, partial(self.command_requested.emit, command))
            button.setIconSize(QSize(18, 18))
            button.setFixedSize(32, 32)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._row.addWidget(button)
        self._page: Page | None = None
        self.hide()

    def show_page(self, page: Page | None) -> None:
        """Take over the name and the labels of a page."""
        self._page = page
        labels = page.labels if page else ()
        self._labels = [label for role in _ROLES for label in labels if label.role == role][:_MOST_KNOWN]
        self._fill()

    def stand(self, left: int, right: int, width: int) -> None:
        """Lie over `width` pixels, with the text between the margins of the column."""
        self.resize(width, HEIGHT)
        self._row.setContentsMargins(max(8, left - 4), 0, max(8, right - 6), 1)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def _chip(self) -> QPushButton:
        chip = QPushButton()
        chip.setProperty("role", "label")
        chip.setAutoDefault(False)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(lambda _=False, chip=chip: self._press(chip))
        return chip

    def _press(self, chip: QPushButton) -> None:
        place = self.chips.index(chip)
        if place < len(self._shown):
            self.label_requested.emit(self._shown[place])

    def _fill(self) -> None:
        """The review label always, then as much of the name and as many other labels as there is room for."""
        if self._page is None:
            return
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 3 * 39
        warned = [label for label in self._labels if label.role == "warn"]
        shown = list[Label]()
        room -= sum(map(self._width, warned))
        name = cut(short_title(self._page.title, _TITLE), _TITLE)
        metrics = self.title.fontMetrics()
        wanted = min(metrics.horizontalAdvance(name) + 12, max(90, room // 2))
        for label in self._labels:
            # A population goes before the end of a name: it is what the figures hold for.
            least = _LEAST if label.role == "population" and not shown else wanted
            if label.role != "warn" and room - least - self._width(label) >= 0:
                shown.append(label)
                room -= self._width(label)
        self.title.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(_LEAST, room)))
        self.title.setToolTip(tip(self._page.title))
        self._shown = [*shown[: _MOST - len(warned)], *warned]
        for chip in self.chips[len(self._shown) :]:
            chip.hide()
        for chip, label in zip(self.chips, self._shown, strict=False):
            chip.show()
            chip.setText(_text(label))
            chip.setAccessibleName(label.text)
            chip.setToolTip(tip(label.detail or f"Everything on: {label.text}"))
            outlined = self._theme.name == "contrast"
            if (chip.property("label"), chip.property("outlined")) != (label.role, outlined):
                chip.setProperty("label", label.role)
                chip.setProperty("outlined", outlined)
                chip.style().unpolish(chip)
                chip.style().polish(chip)

    def _width(self, label: Label) -> int:
        return self.chips[0].fontMetrics().horizontalAdvance(_text(label)) + 14 + self._row.spacing()


def _text(label: Label) -> str:
    return cut(_SHORT_REVIEW.get(label.text, label.text), 44).replace("&", "&&")
