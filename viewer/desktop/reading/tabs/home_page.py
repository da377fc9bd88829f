"""The home page as one starts from it: searches, treatments as tiles, biomarkers, what was read last."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from viewer.desktop.look.sheets import scaled
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.tabs.home_contents import Entry, Group, HomeContents
from viewer.desktop.widgets.flow_layout import FlowLayout
from viewer.desktop.widgets.later import Later
from viewer.desktop.widgets.plain import PlainLabel, tip
from viewer.desktop.widgets.row_list import Where, place_of
from viewer.desktop.widgets.text import TextBlock

_WIDEST = 936
_SIZES = {"tile": (176, 56), "wide": (222, 56), "pill": (0, 32), "link": (0, 26)}
"""Width and height of each look at 100 %; 0 is as wide as the text."""
_AT_ONCE = 2
"""Rows that are in the first picture of the window: each widget costs it a millisecond."""
_LONGEST = 330
"""Pixels of a link at 100 %."""


class HomeButton(QAbstractButton):
    """An entry of the home page, drawn as its look asks."""

    asked = Signal(object, str)  # Entry, where

    def __init__(self, theme: Theme, entry: Entry, look: str, zoom: int) -> None:
        super().__init__()
        self._theme, self.entry, self._look, self._zoom = theme, entry, look, zoom
        self._where: str = Where.HERE
        self.setText(entry.title)
        self.setAccessibleName(f"{entry.title}. {entry.about}" if entry.about else entry.title)
        self.setToolTip(tip(f"{entry.title}\n{entry.about}" if entry.about else entry.title))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _=False: self.asked.emit(self.entry, self._where))
        width, height = _SIZES[look]
        self._left = self._px(44 if look == "wide" and entry.icon else 13)
        self._room = self._px(width - 8) - self._left if width else self._px(_LONGEST)
        # Laid out once: a page of them is painted in the first picture of the window.
        self._block = TextBlock(
            entry.title, self.font(), self._px(14), self._room,
            weight=600 if width else 400, lines=2 if look == "tile" else 1,
        )  # fmt: skip
        two_lines = look == "tile" and self._block.height > 1.5 * self._px(17)
        self.setFixedSize(
            self._px(width) if width else self._wide(), self._px(height + (20 if two_lines else 0))
        )

    def sizeHint(self) -> QSize:
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._where = place_of(event.modifiers())
            self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        event.accept()  # a middle button too, or its release would go elsewhere

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._where = place_of(event.modifiers())
        if event.button() == Qt.MouseButton.MiddleButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit(self.entry, Where.BACKGROUND)
        super().mouseReleaseEvent(event)
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        if self._look in ("tile", "wide"):
            self._paint_two_lines(painter)
        else:
            self._paint_one_line(painter)
        painter.end()

    def _px(self, pixels: int) -> int:
        return scaled(pixels, self._zoom)

    @cached_property
    def _about(self) -> TextBlock:
        room = self._room if self._look in ("tile", "wide") else 10_000
        return TextBlock(self.entry.about, self.font(), self._px(12), room, lines=1)

    def _wide(self) -> int:
        """As wide as what stands in the one line of a pill or a link."""
        beside = self._about.width + self._px(8) if self.entry.about else 0
        icon = self._px(22) if self._look == "link" and self.entry.icon else 0
        return round(self._block.width + beside + icon + (self._px(24) if self._look == "pill" else 8))

    def _paint_ground(self, painter: QPainter) -> None:
        t = self._theme.tokens
        back = t.selection if self.underMouse() else t.side if self._look == "wide" else t.page
        boxed = self._look != "link"
        radius = self.height() / 2 if self._look == "pill" else 6.0
        painter.setBrush(QColor(back) if boxed else Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
        else:
            painter.setPen(QPen(QColor(t.line), 1) if boxed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def _paint_two_lines(self, painter: QPainter) -> None:
        t = self._theme.tokens
        if self._look == "wide" and self.entry.icon:
            size = self._px(20)
            self._theme.icon(self.entry.icon, "accent").paint(
                painter, self._px(12), (self.height() - size) // 2, size, size
            )
        self._block.draw(painter, QPointF(self._left, self._px(9)), t.ink, t)
        ink = t.population if self._look == "tile" else t.muted
        self._about.draw(painter, QPointF(self._left, self._px(10) + self._block.height), ink, t)

    def _paint_one_line(self, painter: QPainter) -> None:
        t, x = self._theme.tokens, 4.0
        if self._look == "pill":
            x = self._px(12)
        elif self.entry.icon:
            size = self._px(14)
            self._theme.icon(self.entry.icon, "muted").paint(
                painter, round(x), (self.height() - size) // 2, size, size
            )
            x += self._px(22)
        top = (self.height() - self._block.height) / 2
        ink = t.ink if self._look == "pill" else t.accent
        self._block.draw(painter, QPointF(x, top), ink, t)
        if self.entry.about:
            x += self._block.width + self._px(8)
            self._about.draw(painter, QPointF(x, (self.height() - self._about.height) / 2), t.muted, t)


class _Inside(QWidget):
    """What is scrolled; says when it was painted."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("HomeInside")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()


class HomePage(QScrollArea):
    """Searches, treatments, biomarkers, evidence, what was read; everything is reached by Tab."""

    asked = Signal(object, str)  # Entry, where

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("HomePage")
        self.setAccessibleName("Home")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._contents: HomeContents | None = None
        self._zoom = 100
        self._column: QVBoxLayout | None = None
        self._drawn = False
        self._rest = Later(self, self._add_rest)
        theme.changed.connect(self._repaint)

    def show_contents(self, contents: HomeContents, zoom: int) -> None:
        """Show what there is to start from; the place stays where only a little has changed."""
        if contents == self._contents and zoom == self._zoom:
            return
        place = self.verticalScrollBar().value()
        had_focus = self._focused()
        self._contents, self._zoom = contents, zoom
        at_once = len(contents.rows) if self._drawn else _AT_ONCE
        self.setWidget(self._built(contents, at_once))
        self._fit()
        self.verticalScrollBar().setValue(place)
        if had_focus:
            again = (button for button in self.buttons() if button.entry == had_focus)
            next(again, self).setFocus(Qt.FocusReason.OtherFocusReason)

    def buttons(self) -> Iterator[HomeButton]:
        """Every entry, in the order of Tab."""
        yield from self.findChildren(HomeButton)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _was_drawn(self) -> None:
        if not self._drawn:
            self._drawn = True
            self._rest.ask()

    def _add_rest(self) -> None:
        """Put in, once the first picture is drawn, what stands lower than most of it shows."""
        if self._contents is not None and self._column is not None:
            place = self._column.indexOf(self._end)
            for groups in self._contents.rows[_AT_ONCE:]:
                place += self._put_row(groups, place)

    def _focused(self) -> Entry | None:
        return next((button.entry for button in self.buttons() if button.hasFocus()), None)

    def _fit(self) -> None:
        """The column in the middle, no wider than can be looked over."""
        if self._column is not None:
            width = self.viewport().width()
            side = max(24, (width - scaled(_WIDEST, self._zoom)) // 2)
            self._column.setContentsMargins(side, 28, side, 28)

    def _repaint(self) -> None:
        for button in self.buttons():
            button.update()

    def _built(self, contents: HomeContents, rows: int) -> QWidget:
        inside = _Inside()
        inside.painted.connect(self._was_drawn)
        self._column = column = QVBoxLayout(inside)
        column.setSpacing(scaled(24, self._zoom))
        column.addWidget(self._label(contents.title, 27, 600))
        for groups in contents.rows[:rows]:
            self._put_row(groups, column.count())
        self._end = self._foot(contents)
        column.addWidget(self._end)
        column.addStretch(1)
        return inside

    def _put_row(self, groups: Iterable[Group], place: int) -> int:
        """Put groups side by side at a place of the column; gives how many places they take."""
        shown = [group for group in groups if group.entries]
        if self._column is not None and shown:
            made = self._group(shown[0]) if len(shown) == 1 else self._beside(shown)
            self._column.insertWidget(place, made)
        return int(bool(shown))

    def _beside(self, groups: list[Group]) -> QWidget:
        box = QWidget()
        flow = FlowLayout(scaled(14, self._zoom), box)
        flow.setContentsMargins(0, 0, 0, 0)
        for group in groups:
            flow.addWidget(self._group(group, stacked=True))
        return box

    def _group(self, group: Group, *, stacked: bool = False) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(
            scaled(8 if group.look == "tile" else 4 if group.look == "link" else 10, self._zoom)
        )
        column.addWidget(self._label(group.heading, 12, 600, "second"))
        buttons = [self._button(entry, group.look) for entry in group.entries]
        if stacked:
            for button in buttons:
                column.addWidget(button)
            column.addStretch(1)
        else:
            inside = QWidget()
            flow = FlowLayout(scaled(8, self._zoom), inside)
            flow.setContentsMargins(0, 0, 0, 0)
            for button in buttons:
                flow.addWidget(button)
            column.addWidget(inside)
        return box

    def _button(self, entry: Entry, look: str) -> HomeButton:
        button = HomeButton(self._theme, entry, look, self._zoom)
        button.asked.connect(self.asked)
        return button

    def _foot(self, contents: HomeContents) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        if contents.review:
            review = PlainLabel(contents.review)
            review.setProperty("role", "warn-chip")
            column.addWidget(review, 0, Qt.AlignmentFlag.AlignLeft)
        note = self._label(contents.note, 12, 400, "muted")
        note.setWordWrap(True)
        column.addWidget(note)
        return box

    def _label(self, text: str, pixels: int, weight: int, role: str = "") -> PlainLabel:
        label = PlainLabel(text)
        font = label.font()
        font.setPixelSize(scaled(pixels, self._zoom))
        font.setWeight(font.Weight(weight))
        label.setFont(font)
        label.setWordWrap(pixels > 20)
        if role:
            label.setProperty("tone", role)
        return label
