"""The print preview. The only module that knows QtPrintSupport, and it knows it only when asked to print."""

from PySide6.QtWidgets import QWidget

from viewer.desktop.look.tokens import Tokens
from viewer.desktop.reading.paper.html import Printed
from viewer.desktop.reading.paper.pages import PaperDocument, draw_pages, page_layout


def show_preview(printed: Printed, document: PaperDocument, light: Tokens, parent: QWidget) -> None:
    """Show the pages as they will be printed, with the print button."""
    # Late: loading this looks for printers, which the program promises to do only when asked to print.
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout())
    printer.setDocName(printed.title)
    printer.setCreator("Wardshelf")
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(f"Print: {printed.title}")
    dialog.paintRequested.connect(lambda paper: draw_pages(printed, document, paper, light))
    dialog.resize(980, 760)
    dialog.exec()
    dialog.deleteLater()
