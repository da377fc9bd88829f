"""The page: find bar, marks, tables, long pages, images."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.reading_pane import bring, heading_top, link_to, text_of
from tests.desktop.reading_support import HOME, SBRT, filler, section
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.find.finders import word_finder
from viewer.desktop.reading.page.place import TOP, cursor_at
from viewer.desktop.reading.pane import PagePane
from viewer.desktop.reading.table.dialog import TableDialog

# marks and the find bar


def test_that_the_words_of_the_search_are_marked_and_counted(pane: PagePane, qtbot: QtBot):
    told = []
    pane.marks_changed.connect(lambda current, total: told.append((current, total)))
    pane.show_page(SBRT, TOP, ("liver",))
    qtbot.waitUntil(lambda: pane.marks.is_done)
    assert told[-1] == (0, 14)
    selections = pane.view.extraSelections()
    assert selections
    assert {selection.cursor.selectedText().lower() for selection in selections} == {"liver"}


def test_that_a_search_marks_neither_title_nor_labels_nor_stop_words(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT, TOP, ("the", "reviewed", "stereotactic", "liver"))
    qtbot.waitUntil(lambda: pane.marks.is_done)
    marked = {selection.cursor.selectedText().lower() for selection in pane.view.extraSelections()}
    assert marked == {"liver"}


def test_that_find_in_page_finds_in_the_title_too(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    pane.open_find_bar()
    pane.find_bar.open_with("stereotactic")
    qtbot.waitUntil(lambda: pane.marks.is_done and pane.view.extraSelections() != [])


def test_that_words_that_are_all_stop_words_are_marked():
    assert list(word_finder(("it",))("Is it?")) == [(3, 5)]
    assert list(word_finder(("it", "liver"))("Is it the liver?")) == [(10, 15)]


def test_that_marked_text_is_in_ink(pane: PagePane, theme: Theme, qtbot: QtBot):
    pane.show_page(SBRT, TOP, ("liver",))
    qtbot.waitUntil(lambda: pane.marks.is_done)
    selection = pane.view.extraSelections()[0]
    assert selection.format.background().color().name() == theme.tokens.mark.lower()
    assert selection.format.foreground().color().name() == theme.tokens.mark_ink.lower()


def test_that_steps_go_through_all_marks_and_round(pane: PagePane, qtbot: QtBot):
    told = []
    pane.marks_changed.connect(lambda current, total: told.append((current, total)))
    pane.show_page(SBRT, TOP, ("liver",))
    qtbot.waitUntil(lambda: pane.marks.is_done)
    for _ in range(15):
        pane.marks.step(1)
        assert pane.marks.current is not None
        top = pane.view.cursorRect(cursor_at(pane.view, pane.marks.current[0])).top()
        assert 0 <= top <= pane.view.viewport().height()
    assert [current for current, _ in told[-15:]] == [*range(1, 15), 1]
    pane.marks.step(-1)
    assert told[-1] == (14, 14)


def test_that_the_find_bar_counts_as_you_type_and_escape_closes_it(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    pane.open_find_bar()
    field = pane.find_bar.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "liver")
    qtbot.waitUntil(lambda: pane.find_bar.count_text == "1 of 14")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.find_bar.count_text == "3 of 14")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: pane.find_bar.count_text == "2 of 14")
    qtbot.keyClicks(field, "x")
    qtbot.waitUntil(lambda: pane.find_bar.count_text == "Not on this page")
    assert pane.escape()
    assert pane.find_bar.isHidden()
    assert not pane.marks.active
    assert not pane.escape()


def test_that_the_page_does_not_wander_while_a_word_is_typed(pane: PagePane, qtbot: QtBot):
    body = "".join(f"<p>{'z' * (n % 3 + 1)} filler {n}</p>" for n in range(40)) + "<p>zzzz target</p>"
    pane.show_page(replace(SBRT, sections=(section("", "", body * 2),)))
    first = text_of(pane).find("zzzz")
    pane.open_find_bar()
    for letters in range(1, 5):
        qtbot.keyClicks(QGuiApplication.focusObject(), "z")
        qtbot.waitUntil(lambda: pane.marks.is_done)
        current = pane.marks.current
        assert current is not None
        assert current[0] == text_of(pane).find("z" * letters)
    assert pane.marks.current == (first, first + 4)
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Return)
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: pane.marks.is_done)
    assert pane.marks.current is not None
    assert pane.marks.current[0] > first


def test_that_case_and_whole_words_can_be_asked_for(pane: PagePane, qtbot: QtBot):
    page = replace(SBRT, sections=(section("", "", "<p>Liver liver livers</p>\n"),))
    pane.show_page(page)
    pane.open_find_bar()
    field = pane.find_bar.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "liver")
    qtbot.waitUntil(lambda: pane.find_bar.count_text == "1 of 3")
    pane.find_bar._case.click()
    qtbot.waitUntil(lambda: pane.find_bar.count_text == "1 of 2")
    pane.find_bar._whole.click()
    qtbot.waitUntil(lambda: pane.find_bar.count_text == "1 of 1")


def test_that_every_control_of_the_find_bar_has_a_name_and_room_for_a_finger(pane: PagePane):
    pane.open_find_bar()
    for control in pane.find_bar.findChildren(type(pane.find_bar._case)):
        assert control.accessibleName()
        assert control.height() >= 24
        assert control.width() >= 24


@pytest.mark.parametrize("width", [816, 640, 520, 420])
def test_that_nothing_in_the_find_bar_overlaps_in_a_narrow_window(pane: PagePane, qtbot: QtBot, width: int):
    pane.show_page(SBRT)
    pane.open_find_bar()
    pane.resize(width, 500)
    qtbot.keyClicks(QGuiApplication.focusObject(), "liver")
    qtbot.waitUntil(lambda: " of " in pane.find_bar.count_text)
    layout = pane.find_bar.layout()
    assert layout is not None
    layout.activate()
    controls = [one for one in pane.find_bar.findChildren(QWidget) if one.isVisible()]
    controls.sort(key=lambda one: one.x())
    for one, other in pairwise(controls):
        assert one.geometry().right() < other.x()
    assert controls[0].x() >= 0
    assert controls[-1].geometry().right() < width
    assert controls[-1].text() == "Esc"  # type: ignore[attr-defined]


def test_that_marks_survive_zoom(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT, TOP, ("liver",))
    qtbot.waitUntil(lambda: pane.marks.is_done)
    pane.marks.step(1)
    pane.marks.step(1)
    told = []
    pane.marks_changed.connect(lambda current, total: told.append((current, total)))
    pane.restyle(150)
    qtbot.waitUntil(lambda: pane.marks.is_done)
    assert told[-1] == (2, 14)
    assert pane.view.extraSelections()


def test_that_letters_beyond_the_basic_plane_shift_no_mark(pane: PagePane, qtbot: QtBot):
    page = replace(SBRT, labels=(), sections=(section("", "", "<p>𝛽𝛽 liver 🧬 liver</p>\n"),))
    pane.show_page(page, TOP, ("liver",))
    qtbot.waitUntil(
        lambda: [s.cursor.selectedText() for s in pane.view.extraSelections()] == ["liver", "liver"]
    )


# tables


def test_that_a_wide_table_opens_in_a_view_of_its_own(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    qtbot.mouseClick(
        pane.view.viewport(), Qt.MouseButton.LeftButton, pos=bring(pane, link_to(pane, "table:0"))
    )
    dialog = pane.findChild(TableDialog)
    assert dialog is not None
    model = dialog.view.model()
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Study"
    assert model.index(0, 0).data() == "SABR-COMET"
    dialog.view.selectAll()
    qtbot.keyClick(dialog.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("SABR-COMET\tmixed\t99\t3 deaths [27]")
    dialog.close()


def test_that_a_table_goes_nowhere_without_its_warnings_and_labels(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    qtbot.mouseClick(
        pane.view.viewport(), Qt.MouseButton.LeftButton, pos=bring(pane, link_to(pane, "table:0"))
    )
    dialog = pane.findChild(TableDialog)
    assert dialog is not None
    care = "Read with care. Only 18 of 99 had colorectal cancer."
    assert care in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    for row in range(dialog.view.model().rowCount()):
        assert dialog.view.rowHeight(row) >= dialog.view.sizeHintForRow(row)
    button = next(button for button in dialog.findChildren(QPushButton) if "whole" in button.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Study\tWho\tn\tHarm\nSABR-COMET\t")
    for told in (care, f"— {SBRT.title}", "Not clinically reviewed", "mixed solid tumours", "phase 2 RCT"):
        assert told in copied
    dialog.close()


# long pages


def long_page(sections: int, paragraphs: int):
    body = [section(f"s{n}", f"Section {n}", filler(f"needle{n} liver", paragraphs)) for n in range(sections)]
    return replace(SBRT, sections=tuple(body))


def test_that_five_megabytes_open_without_a_stall(pane: PagePane, qtbot: QtBot):
    page = long_page(250, 280)
    assert sum(len(section.html) for section in page.sections) > 5_000_000
    start = time.perf_counter()
    pane.show_page(page)
    first = time.perf_counter() - start
    qtbot.waitUntil(lambda: pane.view.contents.is_filled)
    assert first < 1.0
    assert pane.view.contents.part_count > 20
    assert "Part 1 of" in text_of(pane)


def test_that_a_section_far_down_a_long_page_opens_at_its_heading(pane: PagePane, qtbot: QtBot):
    pane.show_page(long_page(120, 60), "s111")
    qtbot.waitUntil(lambda: pane.view.contents.is_filled)
    assert pane.view.contents.part > 0
    assert 0 <= heading_top(pane, "s111") <= 40


def test_that_find_goes_on_in_the_next_part_of_a_long_page(pane: PagePane, qtbot: QtBot):
    page = long_page(120, 60)
    pane.show_page(page)
    pane.open_find_bar()
    field = pane.find_bar.findChild(QLineEdit)
    assert field is not None
    qtbot.waitUntil(lambda: pane.view.contents.is_filled)
    field.setText("needle111")
    qtbot.waitUntil(lambda: pane.find_bar.count_text.startswith("Not on this page"))
    pane.marks.step(1)
    qtbot.waitUntil(lambda: pane.find_bar.count_text.startswith("1 of 60"))
    assert pane.view.contents.part > 0


def test_that_another_page_replaces_one_that_is_still_being_filled(pane: PagePane, qtbot: QtBot):
    pane.show_page(long_page(40, 100))
    pane.show_page(HOME)
    qtbot.waitUntil(lambda: pane.view.contents.is_filled)
    assert "needle" not in text_of(pane)
    assert text_of(pane).startswith("Home")


def test_that_a_search_outlives_the_text_that_it_looks_through(pane: PagePane):
    pane.show_page(SBRT)
    search = pane.marks._search(lambda _text: iter([(0, 1)]))
    for _ in range(40):
        next(search)
    pane.view.contents.clear()
    assert list(search) == []


# images


def picture(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x00FF00)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, PySide refuses them
    return bytes(buffer.data().data())


@pytest.mark.parametrize(("width", "shown"), [(1600, None), (120, 120)])
def test_that_an_image_is_never_wider_than_the_column(pane: PagePane, width: int, shown: int | None):
    pane.view.contents.load_image = lambda _name: picture(width, 80)
    page = replace(SBRT, sections=(section("", "", '<p><img src="images/a.png" alt="A" /></p>\n'),))
    for room in (816, 500):
        pane.resize(room, 600)
        pane.show_page(page)
        document = pane.view.document()
        form = document.rootFrame().frameFormat()
        column = pane.view.viewport().width() - form.leftMargin() - form.rightMargin()
        fragment = document.find("\ufffc")
        wide = fragment.charFormat().toImageFormat().width()
        assert wide == (shown or wide)
        assert 0 < wide <= column + 1


def test_that_a_broken_image_leaves_the_page_readable(pane: PagePane):
    pane.view.contents.load_image = lambda _name: b"not an image"
    page = replace(
        SBRT, sections=(section("", "", '<p>Before <img src="images/a.png" alt="A" /> after</p>\n'),)
    )
    pane.show_page(page)
    assert "after" in text_of(pane)


def test_that_a_library_that_fails_to_give_an_image_does_not_end_the_program(
    pane: PagePane, caplog: pytest.LogCaptureFixture
):
    def fail(_name: str) -> bytes:
        raise OSError("disk gone")

    pane.view.contents.load_image = fail
    page = replace(
        SBRT, sections=(section("", "", '<p>Before <img src="images/a.png" alt="A" /> after</p>\n'),)
    )
    pane.show_page(page)
    assert "after" in text_of(pane)
    assert "images/a.png" in caplog.text
