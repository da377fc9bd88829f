"""What the table is narrowed by: facets with counts in one list, and years, all by keyboard."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.plain import PlainLabel, tip
from viewer.evidence.papers import FACETS, Facets
from viewer.library import statement
from viewer.prose import counted

_MOST = 60
"""Values of a facet that are listed; the others are reached by the filter of rows."""
_PIXELS, _LOWEST = 12, 24
_ROOM = 132
"""Pixels that a value has beside its box and its count."""
_VALUE = int(Qt.ItemDataRole.UserRole)
_FACET = _VALUE + 1


class FacetTree(QTreeWidget):
    """Values to tick under the name of their facet."""

    toggled = Signal(str, str)  # facet, value

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: dict[tuple[str, str], QTreeWidgetItem] = {}
        self._told: dict[str, tuple[str, ...]] = {}
        self._filling = False
        self.setProperty("role", "facets")
        self.setAccessibleName("Narrow the table")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)  # never cut: resectable and unresectable differ in two letters
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.header().setMinimumSectionSize(20)
        self.header().resizeSection(1, 50)
        self.itemChanged.connect(self._changed)
        theme.changed.connect(self._recolour)

    def show_counts(self, found: Mapping[str, Mapping[str, int]], facets: Facets) -> None:
        """Show how many papers each value leaves, and which are ticked; the place in the list is kept."""
        told = {facet.id: _listed(found[facet.id], facets.of(facet.id)) for facet in FACETS}
        self._filling = True
        if told != self._told:
            self._told = told
            self._build(found)
        for (facet, value), item in self._items.items():
            count = found[facet].get(value, 0)
            item.setText(1, f"{count:,}")
            ticked = value in facets.of(facet)
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{value}, {counted(count, 'paper')}")
        self._recolour()
        self._filling = False

    def _build(self, found: Mapping[str, Mapping[str, int]]) -> None:
        now = self.currentItem()
        current = (now.data(0, _FACET), now.data(0, _VALUE)) if now is not None else None
        self.clear()
        self._items.clear()
        for facet in FACETS:
            more = len(found[facet.id]) - len(self._told[facet.id])
            head = QTreeWidgetItem([facet.name, f"{more} more" if more > 0 else ""])
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            font = head.font(0)
            font.setWeight(font.Weight.DemiBold)
            head.setFont(0, font)
            head.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.addTopLevelItem(head)
            for value in self._told[facet.id]:
                self._add(facet.id, value)
        if current is not None and (item := self._items.get(current)) is not None:
            self.setCurrentItem(item)

    def _add(self, facet: str, value: str) -> None:
        shown = statement.plain(value)
        item = QTreeWidgetItem([shown, ""])
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setData(0, _VALUE, value)
        item.setData(0, _FACET, facet)
        item.setToolTip(0, tip(shown))
        font = QFont(self.font())
        font.setPixelSize(_PIXELS)
        lines = QFontMetrics(font).boundingRect(QRect(0, 0, _ROOM, 1_000), Qt.TextFlag.TextWordWrap, shown)
        item.setSizeHint(0, QSize(_ROOM, max(_LOWEST, lines.height() + 8)))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.addTopLevelItem(item)
        self._items[facet, value] = item

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._filling and column == 0:
            self.toggled.emit(item.data(0, _FACET), item.data(0, _VALUE))

    def _recolour(self) -> None:
        was, self._filling = self._filling, True
        tokens = self._theme.tokens
        for at in range(self.topLevelItemCount()):
            item = self.topLevelItem(at)
            if item is None:
                continue
            is_head = item.data(0, _FACET) is None
            none_left = item.text(1) == "0"
            item.setForeground(
                0, QColor(tokens.second if is_head else tokens.muted if none_left else tokens.ink)
            )
            item.setForeground(1, QColor(tokens.muted))
        self._filling = was

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.currentItem() is None and self._items:
            self.setCurrentItem(next(iter(self._items.values())))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None and item.data(0, _FACET):
            self.toggled.emit(item.data(0, _FACET), item.data(0, _VALUE))
        else:
            super().keyPressEvent(event)


def _listed(found: Mapping[str, int], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The values to list: in their order, the chosen ones whatever there are of others."""
    first = list(found)[:_MOST]
    return tuple(value for value in found if value in first or value in chosen)


class FacetPanel(QWidget):
    """The facets and the range of years."""

    toggled = Signal(str, str)
    years_changed = Signal(object, object)  # first, last: int | None

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("FacetPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = FacetTree(theme)
        self.first, self.last = _year("Year from"), _year("Year to")
        title = PlainLabel("Narrow the table")
        title.setProperty("role", "facet-title")
        years = QHBoxLayout()
        years.setContentsMargins(12, 6, 12, 8)
        for widget in (PlainLabel("Year"), self.first, PlainLabel("to"), self.last):
            years.addWidget(widget)
        years.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        title.setContentsMargins(12, 0, 12, 0)
        column.addWidget(title)
        column.addWidget(self.tree, 1)
        column.addLayout(years)
        self.setFocusProxy(self.tree)
        self.tree.toggled.connect(self.toggled)
        for field in (self.first, self.last):
            field.textEdited.connect(self._tell)

    def show_facets(self, found: Mapping[str, Mapping[str, int]], facets: Facets) -> None:
        """Show counts, ticks and years."""
        self.tree.show_counts(found, facets)
        for field, year in ((self.first, facets.first), (self.last, facets.last)):
            text = "" if year is None else str(year)
            if not field.hasFocus() and field.text() != text:
                field.setText(text)

    def _tell(self) -> None:
        self.years_changed.emit(_typed(self.first), _typed(self.last))


def _year(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText("any")
    field.setValidator(QIntValidator(0, 9999, field))
    field.setFixedWidth(60)
    return field


def _typed(field: QLineEdit) -> int | None:
    """A year of four digits; what is still being typed narrows nothing."""
    return int(field.text()) if len(field.text()) == 4 and field.text().isdecimal() else None
