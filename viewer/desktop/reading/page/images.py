"""Images of a page: served from the library alone, and never wider than the column."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextBlock, QTextCursor, QTextDocument, QTextFragment

LoadImage = Callable[[str], bytes | None]
_log = logging.getLogger(__name__)
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


def image_of(url: QUrl, load: LoadImage) -> QImage | None:
    """The image of the library that `url` names; nothing of any other place is ever read."""
    if url.scheme() or url.host() or ".." in url.path():
        return None
    data = load(url.path())
    image = QImage.fromData(data) if data else QImage()
    return None if image.isNull() else image


def resource_of(kind: int, url: QUrl, load: LoadImage) -> QImage | str:
    """What a document is given for any name in it: an image of the library, else an empty one, or no style.

    Of nothing at all Qt would make the path of a file and open it: on this disk, or on another computer.
    """
    if kind != QTextDocument.ResourceType.ImageResource.value:
        return ""
    # WORKAROUND: PySide ends the process when an exception leaves `loadResource` while a page is laid out.
    try:
        return image_of(url, load) or QImage()
    except Exception:
        _log.exception("The image %s could not be read", url)
        return QImage()


def fit_images(document: QTextDocument, width: int) -> None:
    """Make every image wider than `width` pixels just as wide, and others as wide as they are."""
    block = document.begin()
    while block.isValid():
        if _OBJECT in block.text():
            _fit_block(document, block, width)
        block = block.next()


def _fit_block(document: QTextDocument, block: QTextBlock, width: int) -> None:
    images = []
    pieces = block.begin()
    while not pieces.atEnd():
        if pieces.fragment().charFormat().isImageFormat():
            images.append(pieces.fragment())
        pieces += 1
    for piece in images:
        _fit_piece(document, piece, width)


def _fit_piece(document: QTextDocument, piece: QTextFragment, width: int) -> None:
    form = piece.charFormat().toImageFormat()
    image = document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl(form.name()))
    wanted = min(width, image.width()) if isinstance(image, QImage) else 0
    if wanted <= 0 or form.width() == wanted:
        return
    form.setWidth(wanted)
    cursor = QTextCursor(document)
    cursor.setPosition(piece.position())
    cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(form)
