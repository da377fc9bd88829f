"""The column of text: about 72 characters wide, in the middle of the view."""

from PySide6.QtGui import QFontMetricsF, QTextDocument

from viewer.desktop.reading.page_style import COLUMN_CHARACTERS, scaled

_SIDE = 20
_TOP = 30
_BOTTOM = 56
_SPARE = 4


def column_width(document: QTextDocument) -> int:
    """The width of COLUMN_CHARACTERS figures in the body font, in pixels."""
    return round(QFontMetricsF(document.defaultFont()).horizontalAdvance("0") * COLUMN_CHARACTERS)


def set_column(document: QTextDocument, room: int, zoom: int, below: int = 0) -> bool:
    """Centre the column in `room` pixels with `below` more pixels at the end; False where nothing changed."""
    frame = document.rootFrame()
    form = frame.frameFormat()
    side = max(min(scaled(_SIDE, zoom), room // 12), (room - column_width(document)) // 2)
    # Qt rounds the width of tables up: without the spare pixels a full table would scroll sideways.
    wanted = (side, scaled(_TOP, zoom), side - _SPARE, _BOTTOM + below)
    if (form.leftMargin(), form.topMargin(), form.rightMargin(), form.bottomMargin()) == wanted:
        return False
    form.setLeftMargin(wanted[0])
    form.setTopMargin(wanted[1])
    form.setRightMargin(wanted[2])
    form.setBottomMargin(wanted[3])
    frame.setFrameFormat(form)
    return True
