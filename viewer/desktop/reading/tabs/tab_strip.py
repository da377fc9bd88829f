"""The row of document tabs: close buttons, scroll buttons, and a menu of all tabs for when there are many."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QTabBar, QToolButton, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.plain import tip
from viewer.prose import cut, short_title

_CLOSE = 24
_LOWER = 6
"""The bar leaves room above its tabs, which Qt does not count when it centres the button."""
_ICON = 12
_MOST_SHOWN = 42
"""Characters of a title that a tab shows; the tool tip shows all."""


class _Bar(QTabBar):
    """Tabs; a middle click closes."""

    middle_clicked = Signal(int)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and at >= 0:
            self.middle_clicked.emit(at)
        else:
            super().mouseReleaseEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())


class TabStrip(QFrame):
    """The tabs and the button that lists them all."""

    selected = Signal(int)
    close_requested = Signal(int)
    moved = Signal(int, int)
    menu_requested = Signal(int, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TabStrip")
        self._theme = theme
        self.bar = _Bar()
        self._set_up_bar()
        self._all = QToolButton()
        self._set_up_menu()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(self.bar, 1)
        row.addWidget(self._all)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def show_tabs(self, titles: Sequence[str], current: int) -> None:
        """Show these tabs, of which `current` is selected; nothing is signalled."""
        self.bar.blockSignals(True)
        while self.bar.count() > len(titles):
            self.bar.removeTab(self.bar.count() - 1)
        while self.bar.count() < len(titles):
            self._add_tab()
        for at, title in enumerate(titles):
            self._name(at, title)
        self.bar.setCurrentIndex(current)
        self.bar.blockSignals(False)
        self.bar.updateGeometry()  # a hidden bar does not tell its layout that it is no longer empty
        self._all.setVisible(len(titles) > 1)

    def _set_up_bar(self) -> None:
        bar = self.bar
        bar.setAccessibleName("Document tabs")
        bar.setDrawBase(False)
        bar.setExpanding(False)
        bar.setMovable(True)
        bar.setUsesScrollButtons(True)
        bar.setElideMode(Qt.TextElideMode.ElideRight)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        bar.currentChanged.connect(self.selected)
        bar.tabMoved.connect(self.moved)
        bar.middle_clicked.connect(self.close_requested)
        bar.customContextMenuRequested.connect(self._ask_for_menu)

    def _set_up_menu(self) -> None:
        self._all.setAccessibleName("All tabs")
        self._all.setToolTip("All tabs")
        self._all.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._all)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self._all.setMenu(menu)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for at in range(self.bar.count()):
            action = QAction(cut(self.bar.tabToolTip(at), 70).replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(at == self.bar.currentIndex())
            action.triggered.connect(lambda _checked, at=at: self.selected.emit(at))
            menu.addAction(action)

    def _add_tab(self) -> None:
        at = self.bar.addTab("")
        button = QToolButton()
        button.setFixedSize(_CLOSE, _CLOSE + _LOWER)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setIcon(self._theme.icon("close"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W closes; a stop for every tab would be a trap
        button.clicked.connect(lambda: self.close_requested.emit(self._place_of(button)))
        self.bar.setTabButton(at, QTabBar.ButtonPosition.RightSide, button)

    def _place_of(self, button: QToolButton) -> int:
        side = QTabBar.ButtonPosition.RightSide
        return next((at for at in range(self.bar.count()) if self.bar.tabButton(at, side) is button), -1)

    def _name(self, at: int, title: str) -> None:
        text = cut(short_title(title), _MOST_SHOWN).replace("&", "&&")
        if self.bar.tabText(at) != text:
            self.bar.setTabText(at, text)
        self.bar.setTabToolTip(at, tip(title))
        button = self.bar.tabButton(at, QTabBar.ButtonPosition.RightSide)
        button.setAccessibleName(f"Close tab: {title}")
        button.setToolTip(tip(f"Close {title}"))

    def _ask_for_menu(self, point: QPoint) -> None:
        at = self.bar.tabAt(point)
        if at >= 0:
            self.menu_requested.emit(at, self.bar.mapToGlobal(point))

    def _paint_icons(self) -> None:
        self._all.setIcon(self._theme.icon("chevron-down"))
        for at in range(self.bar.count()):
            button = self.bar.tabButton(at, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(self._theme.icon("close"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self._theme.tokens.line))
        painter.end()
