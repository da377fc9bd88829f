"""Images of a page: served from the library alone, in bounds, and never wider than the column."""

import logging
import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUrl
from PySide6.QtGui import QImage, QImageReader, QTextBlock, QTextCursor, QTextDocument, QTextFragment

LoadImage = Callable[[str], bytes | None]
_log = logging.getLogger(__name__)
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
_PLACE = ":/library/"
"""Qt looks for what is named so among its own resources; any other name it may look for on the disk."""
_TAG = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\ssrc="(images/[^"&]*)"')
_ALT = re.compile(r'\salt="([^"]*)"')
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
_WIDEST = 2_400
"""Pixels of an image as it is kept; a column on a screen of twice the density has fewer."""
_MOST = 24_000_000
"""Pixels of all images of a page as they lie in the library: unpacking them takes about half a second."""
_SCAN, _SCANS = b"\xff\xda", 64
"""A JPEG goes over its pixels once a scan; one as programs write it has about ten."""


class PageImages:
    """The images of one page, each unpacked once; Qt knows them by number."""

    def __init__(self, load: LoadImage) -> None:
        self._load = load
        self._numbers: dict[str, int | None] = {}
        self._images: list[QImage] = []
        self._pixels = 0

    def placed(self, html: str) -> str:
        """`html` with its images by number, and what an image shows in place of one that cannot be shown."""
        return _TAG.sub(self._placed, html)

    def image(self, name: str) -> QImage:
        """The image that Qt asks for; never none, for Qt would look for it on the disk."""
        number = name.removeprefix("qrc").removeprefix(_PLACE)
        is_known = number.isascii() and number.isdecimal() and int(number) < len(self._images)
        return self._images[int(number)] if is_known else _blank()

    def _placed(self, tag: re.Match[str]) -> str:
        source, found = _SOURCE.search(tag.group()), _ALT.search(tag.group())
        alt = found[1] if found else ""
        number = self._number(source[1]) if source else None
        if number is None:
            return f"<i>[Image not shown: {alt}]</i>"
        return f'<img src="{_PLACE}{number}" alt="{alt}" />'

    def _number(self, name: str) -> int | None:
        if name not in self._numbers:
            self._numbers[name] = self._unpack(name)
        return self._numbers[name]

    def _unpack(self, name: str) -> int | None:
        try:
            data = self._load(name)
        except Exception:  # a page is readable without its images, and this one is named in the log
            _log.exception("The image %s could not be read", name)
            return None
        if not data or not (kind := _kind(data)):
            return None
        buffer = QBuffer()
        buffer.setData(data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer, QByteArray(kind.encode()))
        reader.setAutoDetectImageFormat(False)
        image = self._read(reader, name)
        if image is None:
            return None
        self._images.append(image)
        return len(self._images) - 1

    def _read(self, reader: QImageReader, name: str) -> QImage | None:
        size = reader.size()
        pixels = size.width() * size.height()
        if pixels <= 0 or self._pixels + pixels > _MOST:
            _log.info("The image %s has more pixels than are shown on a page", name)
            return None
        self._pixels += pixels
        if size.width() > _WIDEST:
            reader.setScaledSize(size * (_WIDEST / size.width()))
        image = reader.read()
        return None if image.isNull() else image


def resource(images: PageImages, kind: int, address: QUrl) -> QImage | QByteArray:
    """What Qt is given for whatever a page names: an image of the library, or nothing that is something."""
    if kind == QTextDocument.ResourceType.ImageResource.value:
        return images.image(address.toString())
    return QByteArray(b" ")


def _kind(data: bytes) -> str:
    """PNG or JPEG as the bytes tell, nothing for what else Qt reads: an SVG names files and takes long."""
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), "")
    return "" if kind == "jpeg" and data.count(_SCAN) > _SCANS else kind


def _blank() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(0)
    return image


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
    # Qt itself asks for a resource by this address.
    image = document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"qrc{form.name()}"))
    wanted = min(width, image.width()) if isinstance(image, QImage) else 0
    if wanted <= 0 or form.width() == wanted:
        return
    form.setWidth(wanted)
    cursor = QTextCursor(document)
    cursor.setPosition(piece.position())
    cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(form)
