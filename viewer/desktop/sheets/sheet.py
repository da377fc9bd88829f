"""A sheet inside the window: a card over a veil, which has the focus while it shows and gives it back."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QFrame,
    QLayoutItem,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.announce import announce
from viewer.desktop.widgets.fields import IconButton, holds
from viewer.desktop.widgets.small import label, row

_MARGIN = 20
_SCROLL = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
_LET_THROUGH = (QKeySequence.StandardKey.Quit, QKeySequence.StandardKey.FullScreen)


class Sheet(QWidget):
    """The base of every sheet. Add to `body` and `footer`, then `open`; Esc closes."""

    closed = Signal()

    def __init__(
        self, theme: Theme, host: QWidget, title: str, *, width: int = 560, closable: bool = True
    ) -> None:
        super().__init__(host)
        self.setProperty("role", "veil")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self._width, self._closable = width, closable
        self._host = host
        self._before: QWidget | None = None
        self._inside: QWidget | None = None
        self.title = title
        self.card = QFrame(self)
        self.card.setProperty("role", "sheet")
        self.card.setAccessibleName(title)
        self.body = QVBoxLayout()
        self.said = label("", "notice")
        self.footer = row(None)
        self._build(theme)
        host.installEventFilter(self)
        self.hide()

    def _build(self, theme: Theme) -> None:
        outer = self._outer = QVBoxLayout(self.card)
        outer.setContentsMargins(28, 20, 20, 20)
        outer.setSpacing(12)
        heading = label(self.title, "title")
        self._close = IconButton(theme, "close", "Close", self.dismiss)
        if not self._closable:
            self._close.hide()
        header = row(heading, self._close)
        header.setStretch(0, 1)
        header.setAlignment(self._close, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(header)
        outer.addWidget(self._scrolled(), 1)
        self.said.hide()
        outer.addWidget(self.said)
        outer.addLayout(self.footer)
        self.footer.setContentsMargins(0, 4, 8, 0)

    def _scrolled(self) -> QScrollArea:
        content = QWidget()
        content.setLayout(self.body)
        self.body.setContentsMargins(0, 0, 8, 0)
        self.body.setSpacing(12)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for transparent in (area.viewport(), content):
            transparent.setAutoFillBackground(False)
        self._area = area
        return area

    @property
    def scroll_bar(self) -> QScrollBar:
        """What scrolls a sheet that is longer than its window."""
        return self._area.verticalScrollBar()

    def open(self) -> None:
        """Show the sheet over its host and take the focus."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
            # Queued: while the signal is sent the focus cannot be set.
            queued = Qt.ConnectionType.QueuedConnection
            self._host.window().windowHandle().focusObjectChanged.connect(self._keep_focus, queued)
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self._place()
        first = self.first_focus() or next(iter(self._stops()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        announce(self, self.title)

    def first_focus(self) -> QWidget | None:
        """The widget that has the focus first; by default whatever comes first."""
        stops = self._stops()
        return next((stop for stop in stops if stop is not self._close), None)

    def dismiss(self) -> None:
        """Hide the sheet, and give the focus back to what had it."""
        if self.isHidden():
            return
        self._host.window().windowHandle().focusObjectChanged.disconnect(self._keep_focus)
        self.hide()
        before = self._before
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def say(self, sentence: str, *, warning: bool = False) -> None:
        """Say above the buttons what was done."""
        self.said.setProperty("role", "warn" if warning else "notice")
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        self.said.show()
        self._place()
        announce(self.said, sentence)

    def reject(self) -> None:
        """What Esc and a click beside the card do."""
        if self._closable:
            self.dismiss()

    # -- place ---------------------------------------------------------------------------------------------

    def _place(self) -> None:
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        width = min(self._width, room.width())
        self.card.setFixedWidth(width)
        self._outer.activate()
        height = min(self._wanted_height(width), room.height())
        card = QRect(0, 0, width, height)
        card.moveCenter(self.rect().center())
        self.card.setGeometry(card)

    def _wanted_height(self, width: int) -> int:
        margins, border = self._outer.contentsMargins(), self.card.contentsMargins()
        inner = width - margins.left() - margins.right() - border.left() - border.right()
        found = (self._outer.itemAt(place) for place in range(self._outer.count()))
        items = [item for item in found if item is not None and not item.isEmpty()]
        heights = [_height(self.body if item.widget() is self._area else item, inner) for item in items]
        spacing = self._outer.spacing() * (len(heights) - 1)
        around = margins.top() + margins.bottom() + border.top() + border.bottom()
        return sum(heights) + spacing + around

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)

    # -- keys ----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # The window's shortcuts would act on what is behind the veil.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(not any(event.matches(key) for key in _LET_THROUGH))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() in _SCROLL:
            self.scroll_bar.triggerAction(_SCROLL[Qt.Key(event.key())])
        # Accepted in any case: nothing typed here reaches the window behind.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.reject()

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = self._stops()
        if not stops:
            return True
        focus = QApplication.focusWidget()
        at = next((i for i, stop in enumerate(stops) if focus is not None and holds(stop, focus)), None)
        step = 1 if forward else -1
        target = stops[(0 if forward else -1) if at is None else (at + step) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        self._area.ensureWidgetVisible(target)
        return True

    def _keep_focus(self) -> None:
        """What takes the focus behind the veil, such as a second start with a query, has it afterwards."""
        focus = QApplication.focusWidget()
        if focus is None or not self._host.isAncestorOf(focus):
            return
        if self.isAncestorOf(focus):
            self._inside = focus
        elif not any(sheet.isAncestorOf(focus) for sheet in self._host.findChildren(Sheet)):
            self._before = focus
            inside = self._inside or self.first_focus()
            if inside is not None:
                inside.setFocus(Qt.FocusReason.PopupFocusReason)

    def _stops(self) -> list[QWidget]:
        """The widgets of the card that Tab stops at, in order."""
        # Not QWidget.nextInFocusChain: PySide makes what it gives a child of the card, and with the sheet
        # the window's own widgets, even the document of its page, would become invalid.
        found: list[QWidget] = []
        for widget in self.card.findChildren(QWidget):
            if self._is_stop(widget) and not any(stop.isAncestorOf(widget) for stop in found):
                found.append(widget)
        return found

    def _is_stop(self, widget: QWidget) -> bool:
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return by_tab and self.card.isAncestorOf(widget) and widget.isVisibleTo(self) and widget.isEnabled()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
