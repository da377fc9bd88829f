"""Icons: one-colour SVG files of resources/icons, painted in the colours of the theme."""

from collections.abc import Iterable
from math import ceil
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZE = 20


def scales_in_use() -> tuple[int, ...]:
    """How much larger than a pixel a point is on each of the screens, in whole numbers, smallest first."""
    return tuple(sorted({ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens()} | {1}))


def paint_icon(path: Path, colour: str, disabled: str, scales: Iterable[int]) -> QIcon:
    """The icon at `path` in `colour`, and in `disabled` where its button is disabled; sharp at `scales`."""
    source = path.read_text(encoding="utf-8")
    icon = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", tint).encode()))
        for scale in scales:
            icon.addPixmap(_pixmap(renderer, scale), mode)
    return icon


def _pixmap(renderer: QSvgRenderer, scale: int) -> QPixmap:
    pixmap = QPixmap(QSize(SIZE, SIZE) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
