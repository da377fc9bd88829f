"""An address as a QR code, for a telephone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

_QUIET = 4
"""Light modules around the code, as the standard asks."""


def qr_pixmap(text: str, pixels: int, ratio: float = 1.0) -> QPixmap | None:
    """Dark on light in every theme, at most `pixels` wide; None where the text is too long for a code."""
    import segno  # late: few readers ever ask for a code

    try:
        code = segno.make_qr(text, error="m")
    except segno.DataOverflowError:
        return None
    matrix = [list(line) for line in code.matrix_iter(border=_QUIET)]
    size = len(matrix)
    scale = max(1, int(pixels * ratio) // size)
    image = QImage(size * scale, size * scale, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for y, line in enumerate(matrix):
        for x, dark in enumerate(line):
            if dark:
                painter.fillRect(x * scale, y * scale, scale, scale, QColor(Qt.GlobalColor.black))
    painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
