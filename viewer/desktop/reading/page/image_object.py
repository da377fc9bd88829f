"""How images stand in a text: their size, and drawings painted as paths."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextImageFormat,
)

from viewer.desktop.reading.page.images import PageImages

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


class ImageObject(QPyTextObject):
    """Lays out and paints the images of a text; drawings as paths, also on paper."""

    def __init__(self, images: Callable[[], PageImages], document: QTextDocument) -> None:
        super().__init__(document)
        self._images = images
        kind = QTextFormat.ObjectTypes.ImageObject.value
        document.documentLayout().registerHandler(kind, self)

    def intrinsicSize(self, _document: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:
        image = form.toImageFormat()
        own = QSizeF(self._images().size(image.name()))
        width = image.width() or own.width()
        return QSizeF(width, own.height() * width / own.width()) if own.width() else QSizeF()

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        _position: int,
        form: QTextFormat,
    ) -> None:
        name, rect = form.toImageFormat().name(), QRectF(rect)
        drawing = self._images().drawing(name)
        if drawing is not None:
            drawing.render(painter, rect)
        else:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, self._images().image(name))
            painter.restore()

    def _size(self, image: QTextImageFormat) -> QSizeF:
        drawing = self._images().drawing(image.name())
        return QSizeF(
            drawing.defaultSize() if drawing is not None else self._images().image(image.name()).size()
        )


def fit_images(document: QTextDocument, images: PageImages, column: int, zoom: int) -> None:
    """Make no image wider than the column, and drawings as large as the text at `zoom` per cent."""
    block = document.begin()
    while block.isValid():
        if OBJECT in block.text():
            _fit_block(document, block, images, column, zoom)
        block = block.next()


def _fit_block(
    document: QTextDocument, block: QTextBlock, images: PageImages, column: int, zoom: int
) -> None:
    found = []
    pieces = block.begin()
    while not pieces.atEnd():
        if pieces.fragment().charFormat().isImageFormat():
            found.append(pieces.fragment())
        pieces += 1
    for piece in found:
        form = piece.charFormat().toImageFormat()
        _fit_piece(document, piece, form, images.width(form.name(), column, zoom))


def _fit_piece(document: QTextDocument, piece: QTextFragment, form: QTextImageFormat, wanted: int) -> None:
    if wanted <= 0 or form.width() == wanted:
        return
    form.setWidth(wanted)
    cursor = QTextCursor(document)
    cursor.setPosition(piece.position())
    cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(form)
