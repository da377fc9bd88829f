"""Carrying away: copies, references, PDF and paper."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.capabilities import needs_modes
from tests.desktop.reading_support import (
    CARE,
    EDITION,
    PALMA,
    REFERENCE,
    SBRT,
    describe,
    light_tokens,
    load_page,
    no_image,
    section,
    title_of,
)
from viewer import disk
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.export.commands import CarryAway
from viewer.desktop.reading.export.dialogs import CSL, RIS, ExportDialog, Scope, with_ending
from viewer.desktop.reading.page.filling import callouts_of
from viewer.desktop.reading.paper.html import Printed, printed_page
from viewer.desktop.reading.paper.leaves import lay_out
from viewer.desktop.reading.paper.pages import document_of, draw_pages, pdf_of
from viewer.desktop.reading.quote.passage import passage_of
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs
from viewer.library.content.references import to_csl, to_ris

ITEM = {"id": "palma2019", "type": "article-journal", "title": "SABR", "custom": {"checked": "abstract"}}


class Carried:
    """Tabs, what acts on them, where files go, and what was said."""

    def __init__(self, tabs: DocumentTabs, path: Path) -> None:
        self.tabs, self.path = tabs, path
        self.told: list[str] = []
        self.carry = CarryAway(
            tabs,
            EDITION,
            light_tokens(),
            lambda _key: PALMA,
            self.references,
            to_ris,
            to_csl,
            no_image,
            self.choose,
        )
        self.carry.message.connect(self.told.append)
        tabs.carry_requested.connect(self.carry.carry)

    def references(self, keys: object) -> list[dict[str, Any]]:
        self.keys = keys
        return [ITEM]

    def choose(self, _parent: object, _title: str, name: str, _kinds: str) -> str:
        self.file = self.path / name
        return str(self.file)

    def select(self, text: str) -> None:
        view = self.tabs.pane.view
        cursor = view.document().find(text)
        assert not cursor.isNull()
        view.setTextCursor(cursor)


class Sheets(QImage):
    """Paper that can be looked at."""

    def __init__(self) -> None:
        super().__init__(658, 700, QImage.Format.Format_RGB32)
        self.fill(Qt.GlobalColor.white)
        self.done: list[QImage] = []

    def newPage(self) -> bool:
        self.done.append(self.copy())
        self.fill(Qt.GlobalColor.white)
        return True

    def finished(self) -> list[QImage]:
        return [*self.done, self.copy()]


@pytest.fixture
def carried(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Carried:
    tabs = DocumentTabs(load_page, theme, no_image, describe, title_of)
    qtbot.addWidget(tabs)
    tabs.resize(816, 640)
    tabs.show()
    tabs.open(SBRT.doc)
    return Carried(tabs, tmp_path)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_that_a_copied_selection_keeps_its_not(carried: Carried):
    carried.select("improve the liver")
    carried.carry.copy_with_citation()
    assert clipboard().startswith("Adding SBRT did not improve the liver.\n")
    assert "whole sentences" in carried.told[-1]


def test_that_a_copied_cell_keeps_its_label(carried: Carried):
    carried.select("3 of 66")
    carried.carry.copy_with_citation()
    assert clipboard().startswith("Serious harms: Deaths 3 of 66 (4.5%) v 0 [27]\n")
    assert PALMA.full in clipboard()


def test_that_a_copied_row_of_a_table_names_its_columns(carried: Carried):
    carried.select("COLLISION")
    passage = passage_of(carried.tabs.pane.view.textCursor())
    assert passage.paragraphs == ("Study: COLLISION; Who: liver; n: 296; Harm: fewer",)


def test_that_a_copy_is_rich_and_plain(carried: Carried):
    carried.select("longer survival")
    carried.carry.copy_with_citation()
    data = QGuiApplication.clipboard().mimeData()
    for told in ("Not clinically reviewed", "mixed solid tumours", "2026.11", "Only 18 of 99"):
        assert told in data.text()
        assert told in data.html()


def test_that_without_a_selection_the_whole_page_is_copied(carried: Carried):
    carried.carry.copy_with_citation()
    assert "Serious harms" in clipboard()
    assert "wardshelf:modalities/sbrt" in clipboard()


def test_that_the_link_to_the_section_of_the_reader_is_copied(carried: Carried):
    carried.tabs.open(SBRT.doc, "who")
    carried.carry.copy_section_link()
    assert clipboard() == "wardshelf:modalities/sbrt#who"


def test_that_a_reference_is_copied_in_vancouver_style(carried: Carried):
    carried.carry.copy_reference()
    assert "Choose a citation" in carried.told[-1]
    carried.tabs.open(REFERENCE.doc)
    carried.carry.copy_reference()
    assert clipboard() == f"{PALMA.full} [Abstract checked]"


def test_that_the_link_in_focus_is_copied(carried: Carried, qtbot: QtBot):
    view = carried.tabs.pane.view
    carried.carry.copy_link()
    assert "Choose a link first" in carried.told[-1]
    view.setFocus()
    while view.focused_link is None or "papers/comet" not in view.focused_link.href:
        qtbot.keyClick(view, Qt.Key.Key_Tab)
    carried.carry.copy_link()
    assert clipboard() == "wardshelf:papers/comet#harms"


def test_that_the_context_menu_asks_for_copies_by_signal(carried: Carried):
    carried.tabs.carry_requested.emit("section", "open")
    assert clipboard() == "wardshelf:modalities/sbrt#open"


@pytest.mark.parametrize(("form", "start"), [(RIS, "TY  - JOUR"), (CSL, "[")])
def test_that_references_are_written_as_ris_and_csl_json(carried: Carried, form: str, start: str):
    carried.carry.save_references(Scope("This page", ("palma2019",)), form)
    assert carried.keys == ("palma2019",)
    assert carried.file.suffix == f".{form}"
    assert start in carried.file.read_text(encoding="utf-8")[:20]
    assert "was written" in carried.told[-1]


def test_that_a_file_that_cannot_be_written_is_said_and_leaves_nothing(carried: Carried):
    carried.path = carried.path / "missing"
    carried.carry.save_references(Scope("All", None), RIS)
    assert "could not be written" in carried.told[-1]
    assert not carried.path.exists()


def test_that_one_the_pages_or_all_references_can_be_chosen(carried: Carried, qtbot: QtBot):
    carried.tabs.open(REFERENCE.doc)
    scopes = carried.carry._scopes()
    assert [scope.keys for scope in scopes] == [("palma2019",), ("palma2019",), None]
    dialog = ExportDialog(scopes)
    qtbot.addWidget(dialog)
    assert dialog.chosen() == (scopes[0], RIS)
    dialog._which.button(2).setChecked(True)
    dialog._format.button(1).setChecked(True)
    assert dialog.chosen() == (scopes[2], CSL)


def test_that_the_pdf_has_its_pages_and_its_title(carried: Carried):
    carried.carry.export_pdf()
    data = carried.file.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.rstrip().endswith(b"%%EOF")
    assert carried.file.name == "sbrt-2026.11.pdf"
    assert data.count(b"/Type /Page\n") >= 2


def test_that_large_print_takes_more_paper(carried: Carried):
    light, font = light_tokens(), QApplication.font()
    sizes = []
    for large in (False, True):
        printed = printed_page(SBRT, EDITION, light, large=large)
        sizes.append(pdf_of(printed, document_of(printed, font, no_image), light).count(b"/Type /Page\n"))
    assert sizes[1] > sizes[0]


def test_that_text_can_be_copied_out_of_a_pdf_with_its_hyphens_and_brackets(theme: Theme):
    printed = printed_page(SBRT, EDITION, light_tokens())
    document = document_of(printed, QApplication.font(), no_image)
    lay_out(document, QSizeF(640, 900))
    seen = ""
    for block in blocks_of(document):
        for run in block.layout().glyphRuns():
            letters = set(run.rawFont().glyphIndexesForString(block.text()))
            assert set(run.glyphIndexes()) <= letters, block.text()
        seen += block.text()
    assert "[27]" in seen
    assert "SABR-COMET" in seen


def long_print(paragraphs: int, between: int = 1) -> tuple[Printed, QTextDocument]:
    """As many lines of the same height, then twice a heading with a callout and other lines."""
    lines = "".join(f"<p>Line {n}.</p>" for n in range(paragraphs))
    page = replace(
        SBRT,
        sections=(
            section("", "", lines),
            section("harms", "Serious harms", CARE),
            section("who", "Who was studied", "<p>Patients.</p>" * between),
            section("results", "Results", CARE.replace("Read", "Look")),
            section("open", "Open questions", "<ul><li>One.</li><li>Another.</li></ul>" * (between // 2)),
        ),
    )
    printed = printed_page(page, EDITION, light_tokens())
    return printed, document_of(printed, QApplication.font(), no_image)


def blocks_of(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def sheet_of(document: QTextDocument, text: str) -> int:
    cursor = document.find(text)
    assert not cursor.isNull(), text
    top = document.documentLayout().blockBoundingRect(cursor.block()).top()
    return int(top // document.pageSize().height())


@pytest.mark.parametrize("paragraphs", range(24, 42))
def test_that_no_heading_is_left_alone_and_no_callout_is_torn(theme: Theme, paragraphs: int):
    _, document = long_print(paragraphs)
    lay_out(document, QSizeF(640, 900))
    callout = callouts_of(document)[0]
    layout, height = document.documentLayout(), document.pageSize().height()
    first = layout.blockBoundingRect(callout.firstCursorPosition().block()).top()
    last = layout.blockBoundingRect(callout.lastCursorPosition().block()).bottom() - 1
    assert first // height == last // height
    assert sheet_of(document, "Serious harms") == sheet_of(document, "Read with care")
    assert sheet_of(document, "Who was studied") == sheet_of(document, "Patients.")


@pytest.mark.parametrize(("paragraphs", "between", "moved"), [(14, 8, True), (14, 24, True), (16, 40, False)])
def test_that_every_line_is_drawn_after_something_was_moved(
    theme: Theme, paragraphs: int, between: int, moved: bool
):
    printed, document = long_print(paragraphs, between)
    sheets = Sheets()
    draw_pages(printed, document, sheets, light_tokens())  # type: ignore[arg-type]
    pictures = sheets.finished()
    assert any(block.blockFormat().pageBreakPolicy() for block in blocks_of(document)) == moved
    layout, scale = document.documentLayout(), 658 / document.pageSize().width()
    for block in filter(lambda block: block.text().strip(), blocks_of(document)):
        line = block.layout().lineAt(0)
        place = layout.blockBoundingRect(block).top() + line.y()
        number, top = divmod(place, document.pageSize().height())
        rows = range(34 + round(top * scale), 34 + round((top + line.height()) * scale))
        shown = pictures[int(number)]
        assert any(shown.pixelColor(x, y).lightness() < 190 for y in rows for x in range(300)), block.text()


def test_that_hardly_anything_on_the_last_sheet_makes_the_type_a_little_smaller(theme: Theme):
    body = QSizeF(640, 900)
    for paragraphs in range(20, 60):
        _, document = long_print(paragraphs)
        document.setPageSize(body)
        plain = document.pageCount()
        squeeze = lay_out(document, body)
        assert 1.0 <= squeeze <= 1.06
        if squeeze > 1.0:
            assert document.pageCount() < plain
            return
    pytest.fail("no length of the page was ever squeezed")


def test_that_the_review_label_stands_on_every_sheet(theme: Theme):
    printed = printed_page(SBRT, EDITION, light_tokens())
    bare = replace(printed, review="")
    pictures = []
    for text in (printed, bare):
        document = document_of(text, QApplication.font(), no_image)
        sheets = Sheets()
        draw_pages(text, document, sheets, light_tokens())  # type: ignore[arg-type]
        pictures.append(sheets.finished())
    assert len(pictures[0]) == len(pictures[1]) >= 2
    assert all(one != other for one, other in zip(*pictures, strict=True))


def test_that_a_file_is_named_after_what_is_in_it_and_gets_its_ending(carried: Carried, tmp_path: Path):
    scopes = carried.carry._scopes()
    carried.carry.save_references(scopes[0], RIS)
    assert carried.file.name == "sbrt-references-2026.11.ris"
    assert with_ending(tmp_path / "mine", ".ris").name == "mine.ris"
    assert with_ending(tmp_path / "mine.txt", ".ris").name == "mine.txt"
    (tmp_path / "old.ris").write_text("keep", encoding="utf-8")
    assert with_ending(tmp_path / "old", ".ris").name == "old"


@needs_modes
def test_that_a_written_file_can_be_read_by_whom_the_reader_lets_read(tmp_path: Path):
    umask = os.umask(0o022)
    disk.write(tmp_path / "page.pdf", b"text")
    os.umask(umask)
    assert (tmp_path / "page.pdf").stat().st_mode & 0o777 == 0o644


def test_that_paper_is_light_in_the_dark_theme(carried: Carried, theme: Theme):
    theme.choose("dark")
    printed = carried.carry._printed(SBRT, large=False)
    theme.choose("light")
    assert light_tokens().ink in printed.css


def test_that_a_selection_over_several_blocks_is_whole_at_both_ends(carried: Carried):
    view = carried.tabs.pane.view
    cursor = view.document().find("followed by longer")
    end = view.document().find("colorectal")
    cursor.setPosition(end.position(), QTextCursor.MoveMode.KeepAnchor)
    passage = passage_of(cursor)
    assert passage.paragraphs[0].startswith("It was followed by longer survival")
    assert passage.paragraphs[-1].endswith("Only 18 of 99 had colorectal cancer.")
    assert passage.keys == ("palma2019",)


def test_that_a_row_of_a_table_is_quoted_without_harm_to_the_page():
    document = QTextDocument()
    document.setHtml("<table><tr><td>one</td><td>two</td></tr><tr><td>three</td><td>four</td></tr></table>")
    passage_of(document.find("three"))
    gc.collect()
    assert shiboken6.isValid(document)
    assert "four" in document.toPlainText()


def test_that_nothing_of_printing_is_loaded_before_it_is_asked_for():
    code = (
        "import sys; import viewer.desktop.reading.export.commands, viewer.desktop.side.panel;"
        "print(sorted(m for m in sys.modules if m.startswith(('whoosh', 'markdown_it', 'rispy'))"
        " or m in ('PySide6.QtPrintSupport', 'PySide6.QtNetwork')))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert out.stdout.strip() == "[]"
