"""Images of a page: served from the library alone, in bounds, and never wider than the column."""

import logging
import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QUrl
from PySide6.QtGui import QImage, QImageReader, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from viewer.desktop.reading.page.drawings import DRAWING, Draw, no_drawing

LoadImage = Callable[[str], bytes | None]
_log = logging.getLogger(__name__)
_PLACE = ":/library/"
"""Qt looks for what is named so among its own resources; any other name it may look for on the disk."""
_TAG = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\ssrc="((?:images/|drawing:)[^"&]*)"')
_ALT = re.compile(r'\salt="([^"]*)"')
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
MOST_DRAWINGS = 120
"""Of a page: each takes about a millisecond, and our longest page has fewer than thirty."""
_ROW_SHARE = 0.34
"""Of the column: a row of an interval stands in a table and leaves room to what it is of."""
_ROW_WIDTH = 208
_WIDEST = 2_400
"""Pixels of an image as it is kept; a column on a screen of twice the density has fewer."""
_MOST = 24_000_000
"""Pixels of all images of a page as they lie in the library: unpacking them takes about half a second."""
_SCAN, _SCANS = b"\xff\xda", 64
"""A JPEG goes over its pixels once a scan; one as programs write it has about ten."""


class PageImages:
    """The images and drawings of one page, each made once; Qt knows them by number."""

    def __init__(self, load: LoadImage, draw: Draw = no_drawing) -> None:
        self._load, self._draw = load, draw
        self._numbers: dict[str, int | None] = {}
        self._images: list[QImage] = []
        self._drawings: dict[int, QSvgRenderer] = {}
        self._pixels = 0

    def placed(self, html: str) -> str:
        """`html` with its images by number, and what an image shows in place of one that cannot be shown."""
        return _TAG.sub(self._placed, html)

    def image(self, name: str) -> QImage:
        """The image that Qt asks for; never none, for Qt would look for it on the disk."""
        number = name.removeprefix("qrc").removeprefix(_PLACE)
        is_known = number.isascii() and number.isdecimal() and int(number) < len(self._images)
        return self._images[int(number)] if is_known else _blank()

    def redraw(self, draw: Draw) -> None:
        """Make the drawings anew, in other colours."""
        self._draw = draw
        for name, number in self._numbers.items():
            if number in self._drawings and (made := self._drawn(name)) is not None:
                self._drawings[number] = made

    def drawing(self, name: str) -> QSvgRenderer | None:
        """The drawing that Qt knows by `name`, nothing where that is an image."""
        number = name.removeprefix("qrc").removeprefix(_PLACE)
        return self._drawings.get(int(number)) if number.isascii() and number.isdecimal() else None

    def size(self, name: str) -> QSize:
        """Pixels of an image or drawing at 100 %."""
        drawing = self.drawing(name)
        return drawing.defaultSize() if drawing is not None else self.image(name).size()

    def name_of(self, address: str) -> str:
        """What a page calls the image that Qt knows by `address`; empty where there is none."""
        number = address.removeprefix("qrc").removeprefix(_PLACE)
        return next((name for name, known in self._numbers.items() if str(known) == number), "")

    def width(self, name: str, column: int, zoom: int) -> int:
        """How wide an image is shown: a drawing as large as the text, and nothing wider than its room."""
        drawing = self.drawing(name)
        if drawing is None:
            return min(column, self.image(name).width())
        own = drawing.defaultSize().width()
        room = round(column * _ROW_SHARE) if own <= _ROW_WIDTH else column
        return min(room, own * zoom // 100)

    def _placed(self, tag: re.Match[str]) -> str:
        source, found = _SOURCE.search(tag.group()), _ALT.search(tag.group())
        alt = found[1] if found else ""
        number = self._number(source[1]) if source else None
        if number is None:
            return f"<i>[Image not shown: {alt}]</i>"
        return f'<img src="{_PLACE}{number}" alt="{alt}" />'

    def _number(self, name: str) -> int | None:
        if name not in self._numbers:
            self._numbers[name] = self._add_drawing(name) if name.startswith(DRAWING) else self._unpack(name)
        return self._numbers[name]

    def _add_drawing(self, name: str) -> int | None:
        drawing = self._drawn(name) if len(self._drawings) < MOST_DRAWINGS else None
        if drawing is None:
            return None
        self._images.append(_blank())  # so that numbers are those of images, and Qt has something to ask for
        self._drawings[len(self._images) - 1] = drawing
        return len(self._images) - 1

    def _drawn(self, name: str) -> QSvgRenderer | None:
        try:
            svg = self._draw(name)
        except Exception:  # as for images
            _log.exception("The drawing %s could not be made", name)
            return None
        return QSvgRenderer(QByteArray(svg)) if svg else None

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
