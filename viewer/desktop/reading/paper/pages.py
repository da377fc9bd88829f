"""Draws a printed page onto paper or into a PDF file, sheet by sheet, with header and footer."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from viewer.desktop.look.tokens import Tokens
from viewer.desktop.reading.page.contents import column_width
from viewer.desktop.reading.page.drawings import Draw, no_drawing
from viewer.desktop.reading.page.filling import look_through
from viewer.desktop.reading.page.image_object import ImageObject, fit_images
from viewer.desktop.reading.page.images import LoadImage, PageImages, resource
from viewer.desktop.reading.page.style import BODY
from viewer.desktop.reading.paper.destinations import Heading, Spot, completed
from viewer.desktop.reading.paper.html import Printed
from viewer.desktop.reading.paper.leaves import lay_out

_DPI, _POINTS = 96.0, 72
_HEADER, _FOOTER = 34.0, 34.0
_MARGIN_MM = 18.0
_SMALL = 11
Drawn = Callable[[int, int], None]
"""Is told how many sheets of how many are drawn."""


def _unheard(_done: int, _count: int) -> None:
    """Nobody waits."""


class PaperDocument(QTextDocument):
    """Text that has no other images than those of its page."""

    def __init__(self, images: PageImages) -> None:
        super().__init__()
        self.images = images
        ImageObject(lambda: images, self)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return resource(self.images, kind, QUrl(name))


def document_of(
    printed: Printed, font: QFont, load_image: LoadImage, draw: Draw = no_drawing
) -> PaperDocument:
    """The text, images and drawings, ready to be laid out."""
    document = PaperDocument(PageImages(load_image, draw))
    base = QFont(font)
    base.setPixelSize(BODY)
    # Otherwise Inter draws hyphens and brackets as other shapes, which a PDF cannot give back as text: a
    # search in the file finds no KEYNOTE-177, and a copied 0.3–1.1 is 0.3 1.1.
    base.setFeature(QFont.Tag("calt"), 0)
    document.setDefaultFont(base)
    document.setDocumentMargin(0)
    document.setSuperScriptBaseline(33.0)
    document.setDefaultStyleSheet(printed.css)
    document.setHtml(document.images.placed(printed.html))
    return document


def laid_out(printed: Printed, document: PaperDocument, body: QSizeF) -> float:
    """Lay the text out in sheets of `body`, in pixels, with images that fit; gives its squeeze."""
    column = min(round(body.width()), column_width(document))
    fit_images(document, document.images, column, printed.zoom)
    return lay_out(document, body)


def draw_pages(
    printed: Printed,
    document: PaperDocument,
    device: QPagedPaintDevice,
    light: Tokens,
    drawn: Drawn = _unheard,
) -> int:
    """Draw all sheets onto `device` and give their number; colours are those of paper, whatever the theme."""
    painter = QPainter(device)
    scale = device.logicalDpiX() / _DPI
    painter.scale(scale, scale)
    width, height = device.width() / scale, device.height() / scale
    body = QSizeF(width, height - _HEADER - _FOOTER)
    squeeze = laid_out(printed, document, body)
    count = document.pageCount()
    for number in range(count):
        if number:
            device.newPage()
        _draw_body(painter, document, squeeze, number, light)
        _draw_margins(painter, printed, (width, height), (number + 1, count), light, document.defaultFont())
        drawn(number + 1, count)
    painter.end()
    return count


def _draw_body(
    painter: QPainter, document: QTextDocument, squeeze: float, number: int, light: Tokens
) -> None:
    painter.save()
    sheet = document.pageSize()
    painter.translate(0, _HEADER)
    painter.scale(1 / squeeze, 1 / squeeze)
    painter.translate(0, -number * sheet.height())
    shown = QRectF(0, number * sheet.height(), sheet.width(), sheet.height())
    painter.setClipRect(shown)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = shown.adjusted(0, 1, 0, -1)  # the edge belongs to two sheets: its line would be in both
    palette = QPalette(QColor(light.page))
    palette.setColor(QPalette.ColorRole.Text, QColor(light.ink))
    context.palette = palette
    document.documentLayout().draw(painter, context)
    painter.restore()


def _draw_margins(
    painter: QPainter,
    printed: Printed,
    size: tuple[float, float],
    page: tuple[int, int],
    light: Tokens,
    font: QFont,
) -> None:
    width, height = size
    small = QFont(font)
    small.setPixelSize(_SMALL)
    painter.setFont(small)
    painter.setPen(QColor(light.muted))
    metrics = QFontMetricsF(small)
    place = f"page {page[0]} of {page[1]}"
    room = width - metrics.horizontalAdvance(place) - 16
    align = Qt.AlignmentFlag
    head = QRectF(0, 0, width, _HEADER - 14)
    left = width - metrics.horizontalAdvance(printed.review) - 16
    header = metrics.elidedText(printed.header, Qt.TextElideMode.ElideRight, left)
    painter.drawText(head, align.AlignLeft | align.AlignVCenter, header)
    painter.setPen(QColor(light.warn))
    painter.drawText(head, align.AlignRight | align.AlignVCenter, printed.review)
    painter.setPen(QColor(light.muted))
    line = QRectF(0, height - _FOOTER + 12, width, _FOOTER - 12)
    # Never elided: the edition must stand on every sheet.
    flags = align.AlignLeft.value | align.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value
    painter.drawText(QRectF(0, line.top(), room, line.height()), flags, printed.footer)
    painter.drawText(line, align.AlignRight | align.AlignVCenter, place)


def page_layout() -> QPageLayout:
    """A4 upright with margins that every printer can keep."""
    margin = QMarginsF(_MARGIN_MM, _MARGIN_MM - 4, _MARGIN_MM, _MARGIN_MM - 6)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margin, QPageLayout.Unit.Millimeter)


def body_of_a_sheet() -> QSizeF:
    """Width and height of the text on a sheet of A4, in pixels at 100 %."""
    size = page_layout().paintRect(QPageLayout.Unit.Point).size() * (_DPI / _POINTS)
    return QSizeF(size.width(), size.height() - _HEADER - _FOOTER)


def pdf_of(printed: Printed, document: PaperDocument, light: Tokens, drawn: Drawn = _unheard) -> bytes:
    """The page as a PDF file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(300)
    writer.setPageLayout(page_layout())
    writer.setTitle(printed.title)
    writer.setCreator("Wardshelf")
    draw_pages(printed, document, writer, light, drawn)
    headings = _headings(printed, document, writer.height() * _DPI / writer.logicalDpiX())
    del writer  # writes the end of the file
    buffer.close()
    return completed(bytes(buffer.data().data()), headings)


def _headings(printed: Printed, document: QTextDocument, height: float) -> list[Heading]:
    """Where headings were drawn on sheets of `height` pixels within their margins."""
    anchors = look_through(document.begin()).anchors
    sheet = document.pageSize().height()
    squeeze = sheet / (height - _HEADER - _FOOTER)
    layout = page_layout()
    full, above = layout.fullRectPoints().height(), layout.margins(QPageLayout.Unit.Point).top()

    def spot(position: int) -> Spot:
        top = document.documentLayout().blockBoundingRect(document.findBlock(position)).top()
        number, down = divmod(top, sheet)
        return Spot(int(number), full - above - (_HEADER + down / squeeze) * _POINTS / _DPI)

    return [(text, spot(anchors[anchor])) for anchor, text in printed.headings if anchor in anchors]
