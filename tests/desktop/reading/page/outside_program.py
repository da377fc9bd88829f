"""Shows, prints and exports a page that names files of the folder it is started in; run under strace."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication, QTextBrowser, QToolTip

from tests.desktop.reading_support import EDITION, SBRT, describe, no_image, section
from viewer import paths
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.pane import PagePane
from viewer.desktop.reading.paper.html import printed_page
from viewer.desktop.reading.paper.pages import document_of, draw_pages, page_layout, pdf_of
from viewer.desktop.widgets.plain import PlainLabel, tip
from viewer.library.sieve import sieved

NAMES = ("{0}/secret.png", "file://{0}/secret.png", "secret.png", "./secret.png", "images/../secret.png",
         "images/secret.png", "IMAGES/secret.png", "{0}/secret.svg", "{0}/pipe", "images/%2e%2e/secret.png",
         "//{0}/secret.png", r"\\{0}\secret.png", "qrc:/../{0}/secret.png", ":/../..{0}/secret.png",
         "data:image/svg+xml;utf8,<svg/>")  # fmt: skip
FORMS = (
    '<img src="{0}" />', "<img src='{0}'>", "<IMG SRC={0}>", '<img alt="x" src="{0}">', '<img\nsrc="{0}"\n>',
    '<table background="{0}"><tr><td>x</td></tr></table>',
    '<table><tr><td background="{0}">x</td></tr></table>',
    '<table style="background-image: url({0})"><tr><td style="background: url({0})">x</td></tr></table>',
    '<p style="background-image: url(\'{0}\')">x</p>', '<body background="{0}">x',
    '<div style="background:url({0})">x</div>',
    '<ul style="list-style-image: url({0})"><li>x</li></ul>', '<link rel="stylesheet" href="{0}">',
    '<style>@import url("{0}"); p {{ background-image: url({0}) }}</style>',
    '<a name="x" style="background:url({0})">x</a>',
    '<svg><image href="{0}" xlink:href="{0}"/></svg>', '<object data="{0}">', '<iframe src="{0}"></iframe>',
)  # fmt: skip


def show(pane: PagePane, body: str) -> None:
    """By every way that a page takes out of the program."""
    page = replace(SBRT, sections=(section("", "", body),))
    pane.show_page(page)
    QApplication.processEvents()
    pane.view.selectAll()
    pane.view.createMimeDataFromSelection()
    light = pane.view._theme.tokens
    printed = printed_page(page, EDITION, light)
    assert pdf_of(printed, document_of(printed, pane.font(), no_image), light).startswith(b"%PDF")
    writer = QPdfWriter(str(Path(sys.argv[2]) / "print.pdf"))
    writer.setPageLayout(page_layout())
    draw_pages(printed, document_of(printed, pane.font(), no_image), writer, light)


def hover(pane: PagePane, body: str) -> None:
    """What is no page: labels and tool tips."""
    label = PlainLabel(body)
    label.show()
    QToolTip.showText(QPoint(5, 5), tip(body), pane)
    QApplication.processEvents()
    label.hide()


def main() -> None:
    """`python -m … FOLDER OUT library|view|qt`."""
    folder, _, way = sys.argv[1:]
    application = QApplication([])
    pane = PagePane(Theme(paths.resources(), "light"), no_image, describe)
    pane.resize(700, 500)
    pane.show()
    assert pane.devicePixelRatioF() == 2, "Qt looks for other files at twice the density"
    bodies = [form.format(name.format(folder)) for form in FORMS for name in NAMES]
    numbered = "".join(f"<p>{number}</p>{body}" for number, body in enumerate(bodies))
    if way == "qt":
        browser = QTextBrowser()
        browser.setHtml(f'<img src="{folder}/secret.png">')
        browser.show()
        application.processEvents()
    else:
        show(pane, sieved(numbered) if way == "library" else numbered)
        for body in bodies:
            hover(pane, body)
    sys.stdout.write("shown")


if __name__ == "__main__":
    main()
