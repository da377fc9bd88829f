"""A drawing for the clipboard: as SVG and as PNG, on paper's colours, with its source."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from viewer.desktop.look.tokens import Tokens
from viewer.desktop.reading.page.drawings import LoadPaper
from viewer.desktop.reading.page.palette import palette_of
from viewer.errors import ViewerError
from viewer.evidence.drawings.drawing import Drawing
from viewer.evidence.drawings.name import picture_named

_SCALE = 3
"""Pixels of a PNG for each of a drawing: sharp on slides."""


def picture_of(
    name: str, load: LoadPaper, light: Tokens, family: str, cite: Callable[[str], str]
) -> QMimeData:
    """A drawing with its caption; raises ViewerError where the card does not have it."""
    drawing = picture_named(name, load, palette_of(light, family), cite)
    if drawing is None:
        raise ViewerError("This drawing is not in the library.")
    data = QMimeData()
    data.setImageData(painted(drawing, light.page))
    data.setData("image/svg+xml", QByteArray(drawing.svg.encode()))
    data.setText(drawing.text)
    return data


def painted(drawing: Drawing, ground: str, scale: int = _SCALE) -> QImage:
    """A drawing as pixels on a ground."""
    image = QImage(drawing.width * scale, drawing.height * scale, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.svg.encode())).render(painter)
    painter.end()
    return image
