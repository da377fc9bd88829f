"""The column of text: about 72 characters wide, in the middle of the view."""

from PySide6.QtGui import QFontMetricsF, QTextDocument

from viewer.desktop.reading.page.style import COLUMN_CHARACTERS, scaled

_SIDE = 20
_LETTER = 6.8
"""Width of a letter of a label at 100 %, in pixels."""
_TOP = 30
_BOTTOM = 56


def column_width(document: QTextDocument) -> int:
    """The width of COLUMN_CHARACTERS figures in the body font, in pixels."""
    return round(QFontMetricsF(document.defaultFont()).horizontalAdvance("0") * COLUMN_CHARACTERS)


def label_room(document: QTextDocument, room: int, zoom: int) -> int:
    """How many letters of a label go into one line of the column."""
    side = max(min(scaled(_SIDE, zoom), room // 12), (room - column_width(document)) // 2)
    return round((room - 2 * side) / (_LETTER * zoom / 100)) - 4


def shown_width(document: QTextDocument, room: int) -> int:
    """How wide the column is in `room` pixels."""
    form = document.rootFrame().frameFormat()
    return int(room - form.leftMargin() - form.rightMargin())


def set_column(document: QTextDocument, room: int, zoom: int, below: int = 0) -> bool:
    """Centre the column in `room` pixels with `below` more pixels at the end; False where nothing changed."""
    frame = document.rootFrame()
    form = frame.frameFormat()
    side = max(min(scaled(_SIDE, zoom), room // 12), (room - column_width(document)) // 2)
    wanted = (side, scaled(_TOP, zoom), side, _BOTTOM + below)
    if (form.leftMargin(), form.topMargin(), form.rightMargin(), form.bottomMargin()) == wanted:
        return False
    form.setLeftMargin(wanted[0])
    form.setTopMargin(wanted[1])
    form.setRightMargin(wanted[2])
    form.setBottomMargin(wanted[3])
    frame.setFrameFormat(form)
    return True
