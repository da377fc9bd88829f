"""What a reader takes along: copies with their citation, references, paper, PDF."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from viewer import disk
from viewer.desktop.look.tokens import Tokens
from viewer.desktop.reading.export.dialogs import (
    RIS,
    ChooseFile,
    ExportDialog,
    Scope,
    file_name,
    with_ending,
)
from viewer.desktop.reading.page.drawings import Draw, LoadPaper, drawn_by, no_drawing
from viewer.desktop.reading.page.images import LoadImage
from viewer.desktop.reading.page.links import LOCAL, address_of
from viewer.desktop.reading.page.pieces import weight_of
from viewer.desktop.reading.page.spots import drawing_in_sight
from viewer.desktop.reading.paper.html import Printed, printed_page
from viewer.desktop.reading.paper.leaflet import answer_of, leaflet_of
from viewer.desktop.reading.paper.pages import PaperDocument, document_of, pdf_of
from viewer.desktop.reading.quote.citation import citation_of, section_link, source_line
from viewer.desktop.reading.quote.passage import passage_of
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs
from viewer.desktop.widgets.file_dialog import ask_where_to_save
from viewer.errors import ViewerError
from viewer.library.model import Edition, Page, Source

Items = list[dict[str, Any]]
Write = Callable[[Iterable[Mapping[str, Any]]], str]
_PREFIX = "references/"
_LONG = 48_000
"""Weight of a page from which on a PDF of it takes about half a second."""
_MANY = 2_000
"""References that can be written without a stall."""


class CarryAway(QObject):
    """Acts on the page that `tabs` shows; tells by `message` what it did, or why it could not."""

    message = Signal(str)
    long_pdf_requested = Signal(str, str, bool)  # doc, path, large print: a page that takes its time
    many_references_requested = Signal(str)  # path: all references, of which there are many

    def __init__(
        self,
        tabs: DocumentTabs,
        edition: Edition,
        light: Tokens,
        source: Callable[[str], Source],
        references: Callable[[Sequence[str] | None], Items],
        to_ris: Write,
        to_csl: Write,
        load_image: LoadImage,
        choose: ChooseFile = ask_where_to_save,
        reference_count: int = 0,
        load_paper: LoadPaper | None = None,
    ) -> None:
        super().__init__(tabs)
        self._tabs, self._edition, self._light = tabs, edition, light
        self._source, self._references = source, references
        self._to_ris, self._to_csl = to_ris, to_csl
        self._load_image, self._load_paper, self._choose = load_image, load_paper, choose
        self._reference_count = reference_count

    def copy_with_citation(self) -> None:
        """Copy the selected passage, or the page, with all that belongs to it, as text and as rich text."""
        page = self._tabs.current_paper()
        if page is None:
            return
        view = self._tabs.pane.view
        chosen = passage_of(view.textCursor()) if self._tabs.selected_text() else None
        if chosen is not None and chosen.paragraphs:
            section = page.section(view.sections.section_at(chosen.start))
            citation = citation_of(page, chosen.paragraphs, chosen.keys, section, self._edition)
            told = "The selection was copied in whole sentences, with its citation."
        else:
            keys = [source.key for source in page.sources]
            citation = citation_of(page, page.text.split("\n"), keys, None, self._edition)
            told = "The page was copied with its citation."
        data = QMimeData()
        data.setText(citation.plain())
        data.setHtml(citation.rich())
        QGuiApplication.clipboard().setMimeData(data)
        self.message.emit(told)

    def copy_reference(self, key: str = "") -> None:
        """Copy a reference in Vancouver style; without a key, the focused one or the one of this page."""
        wanted = key or self._reference_at_hand()
        if not wanted:
            self.message.emit("Choose a citation first: press Tab until it is framed, or open the reference.")
            return
        QGuiApplication.clipboard().setText(source_line(self._source(wanted)).partition(". ")[2])
        self.message.emit("The reference was copied.")

    def copy_picture(self, name: str = "") -> None:
        """Copy a drawing with its caption and source, as SVG and PNG; without a name, the first in sight."""
        name = name or drawing_in_sight(self._tabs.pane.view, self._tabs.pane.view.contents)
        if not name or self._load_paper is None:
            self.message.emit("No drawing is in sight. Open a paper with results and scroll to its table.")
            return
        from viewer.desktop.reading.quote.picture import picture_of  # late: few ask for it

        try:
            data = picture_of(name, self._load_paper, self._light, self._tabs.font().family(), self._cite)
        except ViewerError as error:
            self.message.emit(str(error))
            return
        QGuiApplication.clipboard().setMimeData(data)
        self.message.emit("The drawing was copied as a picture, with its source.")

    def _cite(self, key: str) -> str:
        edition = self._edition
        return (
            f"{self._source(key).short.rstrip('.')}. Wardshelf, edition {edition.edition}: not a guideline."
        )

    def copy_link(self) -> None:
        """Copy the address of the link that has the focus."""
        page, link = self._tabs.current_page(), self._tabs.pane.view.focused_link
        if page is None or link is None or link.href.startswith(LOCAL):
            self.message.emit("Choose a link first: press Tab until it is framed.")
            return
        QGuiApplication.clipboard().setText(address_of(link.href, page.doc))
        self.message.emit("The link was copied.")

    def copy_section_link(self, anchor: str | None = None) -> None:
        """Copy a link to a section, or to the one that the reader is in."""
        page = self._tabs.current_page()
        if page is not None:
            wanted = self._tabs.current_section() if anchor is None else anchor
            QGuiApplication.clipboard().setText(section_link(page.doc, wanted))
            self.message.emit("The link to this section was copied.")

    def export_references(self) -> None:
        """Ask for references and a format, and write the file."""
        dialog = ExportDialog(self._scopes(), self._tabs.window())
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        scope, form = dialog.chosen()
        dialog.deleteLater()
        if accepted:
            self.save_references(scope, form)

    def save_references(self, scope: Scope, form: str) -> None:
        """Write the references of `scope` as `ris` or `json`."""
        write = self._to_ris if form == RIS else self._to_csl
        name = file_name(scope.file, self._edition.edition, f".{form}")
        kinds = "RIS (*.ris)" if form == RIS else "CSL-JSON (*.json)"
        path = self._chosen("Export references", name, kinds)
        if path is None:
            return
        if scope.keys is None and self._reference_count > _MANY:
            self.many_references_requested.emit(str(path))
        else:
            self._write(path, lambda: write([*self._references(scope.keys), *scope.more]).encode("utf-8"))

    def print_page(self) -> None:
        """Show the print preview of the page, or of the part of a very long one that is shown."""
        self._preview(large=False)

    def print_large(self) -> None:
        """Show the print preview of the page in larger type."""
        self._preview(large=True)

    def print_leaflet(self) -> None:
        """Show the print preview of a leaflet made of the answer of the question that is read."""
        page = self._tabs.current_page()
        if page is None or not answer_of(page):
            self.message.emit("A leaflet is made of the answer to a question: open one of the FAQs first.")
            return
        drawn_with = (self._load_image, self._draw())
        made = leaflet_of(page, self._edition, self._light, self._tabs.font(), *drawn_with)
        if made is None:
            self.message.emit("The answer is too long for a leaflet of one sheet: print the page instead.")
        else:
            self._show_preview(*made)

    def export_pdf(self, *, large: bool = False) -> None:
        """Write the page as a PDF file."""
        page = self._tabs.current_paper()
        if page is None:
            return
        name = file_name(page.doc, self._edition.edition, "-large-print.pdf" if large else ".pdf")
        path = self._chosen("Export PDF", name, "PDF (*.pdf)")
        if path is None:
            return
        if weight_of(page.sections) > _LONG and self._tabs.current_hosted() is None:
            self.long_pdf_requested.emit(page.doc, str(path), large)
        else:
            self._write(path, lambda: self._pdf(page, large=large))

    def _pdf(self, page: Page, *, large: bool) -> bytes:
        printed = self._printed(page, large=large)
        return pdf_of(printed, self._document(printed), self._light)

    def _document(self, printed: Printed) -> PaperDocument:
        return document_of(printed, self._tabs.font(), self._load_image, self._draw())

    def _draw(self) -> Draw:
        family = self._tabs.font().family()
        return drawn_by(self._load_paper, self._light, family) if self._load_paper else no_drawing

    def _preview(self, *, large: bool) -> None:
        is_document = self._tabs.current_page() is not None
        page = self._tabs.pane.view.contents.shown() if is_document else self._tabs.current_paper()
        if page is not None:
            printed = self._printed(page, large=large)
            self._show_preview(printed, self._document(printed))

    def _show_preview(self, printed: Printed, document: PaperDocument) -> None:
        from viewer.desktop.reading.paper.preview import show_preview  # late: it may look for printers

        show_preview(printed, document, self._light, self._tabs.window())

    def _printed(self, page: Page, *, large: bool) -> Printed:
        return printed_page(page, self._edition, self._light, large=large)

    def _chosen(self, title: str, name: str, kinds: str) -> Path | None:
        chosen = self._choose(self._tabs.window(), title, name, kinds)
        return with_ending(Path(chosen), Path(name).suffix) if chosen else None

    def _write(self, path: Path, make: Callable[[], bytes]) -> None:
        try:
            disk.write(path, make())
        except OSError as error:
            self.message.emit(f"{path} could not be written: {error.strerror or error}.")
        else:
            self.message.emit(f"{path} was written.")

    def _scopes(self) -> tuple[Scope, ...]:
        page = self._tabs.current_page()
        scopes = []
        if key := self._reference_at_hand():
            scopes.append(Scope("This reference", (key,), key))
        if page is not None and page.sources:
            keys = tuple(source.key for source in page.sources)
            scopes.append(Scope("The references of this page", keys, f"{page.doc}-references"))
        return (*scopes, Scope("All references of the library", None))

    def _reference_at_hand(self) -> str:
        page, link = self._tabs.current_page(), self._tabs.pane.view.focused_link
        for name in (link.href if link else "", page.doc if page else ""):
            if name.startswith(_PREFIX):
                return name.removeprefix(_PREFIX).partition("#")[0]
        return ""

    def carry(self, what: str, argument: str) -> None:
        """Copy what a menu of the page asked for: its citation, a link to a section, a reference."""
        if what == "citation":
            self.copy_with_citation()
        elif what == "picture":
            self.copy_picture(argument)
        elif what == "section":
            self.copy_section_link(argument)
        else:
            self.copy_reference(argument)
