"""A scroll bar that lies upon its list, so that what is selected reaches the edge."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

_WIDTH = 10


class OverlayBar(QScrollBar):
    """Shows and moves the place in `area`, whose own bar stays hidden and keeps the range."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self.setProperty("role", "overlay")
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        self._inner = area.verticalScrollBar()
        self._inner.rangeChanged.connect(self._follow)
        self._inner.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._inner.setValue)
        area.viewport().installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        area = self._area
        self.setGeometry(area.width() - _WIDTH, 0, _WIDTH, area.height())
        self.setPageStep(self._inner.pageStep())
        self.setSingleStep(self._inner.singleStep())
        self.setRange(self._inner.minimum(), self._inner.maximum())
        self.setValue(self._inner.value())
        self.setVisible(self._inner.maximum() > self._inner.minimum())
        self.raise_()
