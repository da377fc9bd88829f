"""Draws the icon in every size from one SVG."""

import struct
import sys
from pathlib import Path

import release
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = release.ROOT / "resources" / "icons" / "wardshelf.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES = (16, 24, 32, 48, 64, 256)


def png(size: int) -> bytes:
    """Draw the icon `size` pixels wide."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants text
    return bytes(buffer.data().data())


def ico() -> bytes:
    """Put several sizes into one .ico: a header, a directory, PNG images."""
    images = [png(size) for size in WINDOWS_SIZES]
    start = 6 + 16 * len(images)
    directory = b""
    for size, image in zip(WINDOWS_SIZES, images, strict=True):
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), start)
        start += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + directory + b"".join(images)


ICNS_TYPES = {"icp4": 16, "icp5": 32, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}


def icns() -> bytes:
    """Put several sizes into one .icns: a header, then PNG images with their types."""
    parts = [(kind.encode(), png(size)) for kind, size in ICNS_TYPES.items()]
    body = b"".join(kind + struct.pack(">I", len(image) + 8) + image for kind, image in parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def prepare(folder: Path) -> None:
    """Write what build.spec and the installers want on this system."""
    (folder / "wardshelf.ico").write_bytes(ico())
    if sys.platform == "darwin":
        (folder / "wardshelf.icns").write_bytes(icns())
