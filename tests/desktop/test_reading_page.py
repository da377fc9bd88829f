"""The page: links by mouse and keyboard, previews, find bar, marks, places, long pages."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QTextDocument
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.reading_support import HOME, SBRT, describe, filler, no_image, section
from viewer.desktop.reading.chips import chips_in
from viewer.desktop.reading.links import Link, link_at
from viewer.desktop.reading.page_pane import PagePane
from viewer.desktop.reading.place import TOP, cursor_at
from viewer.desktop.reading.table_dialog import TableDialog
from viewer.desktop.theme import Theme


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> PagePane:
    pane = PagePane(theme, no_image, describe)
    qtbot.addWidget(pane)
    pane.resize(816, 600)
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    return pane


def text_of(pane: PagePane) -> str:
    return pane.view.document().toPlainText()


def link_to(pane: PagePane, href: str) -> Link:
    document = pane.view.document()
    for position in range(document.characterCount()):
        link = link_at(cursor_at(pane.view, position))
        if link is not None and link.href == href:
            return link
    raise AssertionError(href)


def point_of(pane: PagePane, link: Link) -> QPoint:
    return pane.view.rects_of(link)[0].center().toPoint()


def bring(pane: PagePane, link: Link) -> QPoint:
    pane.view.setTextCursor(cursor_at(pane.view, link.start))
    pane.view.ensureCursorVisible()
    return point_of(pane, link)


def heading_top(pane: PagePane, anchor: str) -> int:
    return pane.view.cursorRect(cursor_at(pane.view, pane.view.contents.anchors[anchor])).top()


# what is shown


def test_that_a_page_opens_with_breadcrumb_title_and_labels_as_text(pane: PagePane):
    pane.show_page(SBRT)
    lines = text_of(pane).split("\n")
    assert lines[0] == "Modalities › Radiation"
    assert lines[1] == SBRT.title
    assert [label.text in lines[2] for label in SBRT.labels] == [True] * 4


def test_that_each_label_has_its_ground_where_its_text_stands(pane: PagePane):
    pane.show_page(SBRT)
    chips = chips_in(pane.view.document(), SBRT.labels, pane.view.contents.label_room)
    assert [role for _, role in chips] == ["warn", "population", "plain", "plain"]
    image = pane.view.grab().toImage()
    for chip, _ in chips:
        rect = pane.view.rects_of(chip)[0]
        assert image.pixelColor(round(rect.left()) + 3, round(rect.center().y())).name() != "#ffffff"


def test_that_the_column_is_about_72_characters_wide_and_centred(pane: PagePane):
    pane.resize(1400, 600)
    pane.show_page(SBRT)
    form = pane.view.document().rootFrame().frameFormat()
    width = pane.view.viewport().width() - form.leftMargin() - form.rightMargin()
    figure = pane.view.document().defaultFont()
    assert 71 <= width / QFontMetricsF(figure).horizontalAdvance("0") <= 73
    assert abs(form.leftMargin() - form.rightMargin()) <= 6


def test_that_the_column_narrows_with_the_window(pane: PagePane):
    pane.show_page(SBRT)
    pane.resize(420, 600)
    assert pane.view.document().rootFrame().frameFormat().leftMargin() < 40
    assert pane.view.horizontalScrollBar().maximum() == 0 or "Open table" in text_of(pane)


def test_that_the_page_is_named_for_screen_readers(pane: PagePane):
    pane.show_page(SBRT)
    assert pane.view.accessibleName() == SBRT.title


def test_that_nothing_but_images_of_the_library_is_ever_loaded(pane: PagePane):
    asked = []
    pane.view._load_image = lambda name: asked.append(name)
    style, image = (
        QTextDocument.ResourceType.StyleSheetResource.value,
        QTextDocument.ResourceType.ImageResource.value,
    )
    for kind, name in (
        (style, "images/a.css"),
        (image, "https://example.org/a.png"),
        (image, "file:///etc/passwd"),
        (image, "../a.png"),
    ):
        assert pane.view.loadResource(kind, QUrl(name)) is None
    assert asked == []
    assert pane.view.loadResource(image, QUrl("images/a.png")) is None
    assert asked == ["images/a.png"]


# places


def test_that_a_hit_opens_at_its_heading(pane: PagePane):
    pane.show_page(SBRT, "results")
    assert 0 <= heading_top(pane, "results") <= 40
    assert pane.view.sections.current == "results"


def test_that_even_the_last_heading_comes_to_the_top(pane: PagePane):
    pane.show_page(SBRT, "open")
    assert 0 <= heading_top(pane, "open") <= 40


def test_that_an_unknown_section_opens_the_page_at_its_top(pane: PagePane):
    pane.show_page(SBRT, "gone")
    assert pane.view.verticalScrollBar().value() == 0


@pytest.mark.parametrize("zoom", [50, 150, 300])
def test_that_zoom_keeps_the_place(pane: PagePane, zoom: int):
    pane.show_page(SBRT)
    pane.view.verticalScrollBar().setValue(500)
    before = pane.view.contents.place()
    pane.restyle(zoom)
    after = pane.view.contents.place()
    assert abs(after.position - before.position) < 120
    pane.restyle(100)
    assert abs(pane.view.verticalScrollBar().value() - 500) < 60


def test_that_a_heading_stays_at_the_top_through_zoom_and_resize(pane: PagePane):
    pane.show_page(SBRT, "who")
    for width, zoom in ((500, 150), (900, 80), (816, 100)):
        pane.resize(width, 600)
        pane.restyle(zoom)
        assert 0 <= heading_top(pane, "who") <= 40


def test_that_scrolling_tells_the_section(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    with qtbot.waitSignal(pane.section_reached, check_params_cb=lambda anchor: anchor == "who"):
        for _ in range(40):
            pane.view.verticalScrollBar().triggerAction(
                pane.view.verticalScrollBar().SliderAction.SliderSingleStepAdd
            )
            if pane.view.sections.current == "who":
                break


def test_that_the_end_of_the_page_is_its_last_section(pane: PagePane):
    pane.show_page(SBRT)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert pane.view.sections.current == "open"


# links


def test_that_a_click_opens_here_and_with_ctrl_in_a_background_tab(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    point = bring(pane, link_to(pane, "references/palma2019"))
    port, control, shift = (
        pane.view.viewport(),
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.ShiftModifier,
    )
    asked = []
    pane.link_opened.connect(lambda href, where: asked.append((href, where)))
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=point)
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, control, pos=point)
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, control | shift, pos=point)
    qtbot.mouseClick(port, Qt.MouseButton.MiddleButton, pos=point)
    assert asked == [("references/palma2019", where) for where in ("here", "background", "new", "background")]


def test_that_tab_walks_through_the_links_and_enter_opens(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    pane.view.setFocus()
    seen = []
    for _ in range(4):
        qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
        assert pane.view.focused_link is not None
        seen.append(pane.view.focused_link.href)
    assert seen == ["label:0", "glossary/sbrt", "references/palma2019", "references/palma2019"]
    with qtbot.waitSignal(pane.link_opened) as opened:
        qtbot.keyClick(pane.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == ["references/palma2019", "background"]


def test_that_tab_goes_on_from_where_the_reader_looks(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT, "results")
    pane.view.setFocus()
    place = pane.view.verticalScrollBar().value()
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.view.focused_link is not None
    assert pane.view.focused_link.href == "papers/comet#harms"
    assert pane.view.verticalScrollBar().value() == place
    pane.view.verticalScrollBar().setValue(0)
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.view.focused_link is not None
    assert pane.view.focused_link.start < 200


def test_that_tab_goes_back_from_the_end_of_the_view(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    pane.view.setFocus()
    pane.view.verticalScrollBar().setValue(120)
    qtbot.keyClick(pane.view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert pane.view.focused_link is not None
    assert pane.view.focused_link.start < pane.view.contents.anchors["harms"]


def test_that_a_page_with_the_focus_has_a_ring_until_a_link_or_the_mouse_takes_over(
    pane: PagePane, qtbot: QtBot, theme: Theme
):
    field = QLineEdit(pane)
    field.show()
    pane.show_page(SBRT)
    accent = QColor(theme.tokens.accent)

    def ringed() -> bool:
        shot = pane.view.grab().toImage()
        return shot.pixelColor(0, 300) == accent == shot.pixelColor(shot.width() - 1, 300)

    field.setFocus()
    assert not ringed()
    pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert ringed()
    pane.resize(700, 500)
    assert ringed()
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert not ringed()
    field.setFocus()
    pane.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ringed()


def test_that_the_focus_comes_back_to_the_link_it_left(pane: PagePane, qtbot: QtBot):
    field = QLineEdit(pane)
    field.show()
    pane.show_page(SBRT)
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    link = pane.view.focused_link
    field.setFocus()
    assert pane.view.focused_link is None
    pane.view.setFocus()
    assert pane.view.focused_link == link is not None
    assert not pane.preview.isVisible()
    field.setFocus()
    pane.show_page(HOME)
    pane.view.setFocus()
    assert pane.view.focused_link is None


def test_that_the_focused_link_is_framed(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    pane.view.setFocus()
    before = pane.view.grab().toImage()
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.view.grab().toImage() != before


def test_that_tab_leaves_the_page_after_its_last_link(pane: PagePane, qtbot: QtBot):
    field = QLineEdit(pane)
    field.show()
    pane.show_page(HOME)
    pane.view.setFocus()
    for _ in range(30):
        qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Tab)
        if not pane.view.hasFocus():
            break
    assert not pane.view.hasFocus()


def test_that_text_is_selected_by_keyboard_from_where_the_reader_looks(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT, "who")
    pane.view.setFocus()
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(pane.view, Qt.Key.Key_End, shift)
    assert pane.view.selected_text() == "Who was studied"
    qtbot.keyClick(pane.view, Qt.Key.Key_Left, shift | control)
    assert pane.view.selected_text() == "Who was "


# previews


def test_that_keyboard_focus_previews_a_citation_beside_it(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    pane.view.setFocus()
    for _ in range(3):
        qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    link = pane.view.focused_link
    assert link is not None
    assert pane.preview.isVisible()
    where = pane.view.viewport().mapTo(pane, point_of(pane, link))
    assert not pane.preview.geometry().contains(where)
    assert pane.view.hasFocus()
    assert pane.escape()
    assert not pane.preview.isVisible()
    assert not pane.escape()


def test_that_resting_the_mouse_on_a_term_previews_it(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    point = point_of(pane, link_to(pane, "glossary/sbrt"))
    qtbot.mouseMove(pane.view.viewport(), point)
    qtbot.waitUntil(pane.preview.isVisible)
    qtbot.mouseMove(pane.view.viewport(), QPoint(5, 400))
    qtbot.waitUntil(lambda: not pane.preview.isVisible())


def test_that_the_review_label_opens_to_what_it_means(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    qtbot.mouseClick(
        pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(pane, link_to(pane, "label:0"))
    )
    assert pane.preview.isVisible()
    assert SBRT.labels[0].detail in [
        label.text() for label in pane.preview.findChildren(type(pane.preview._text))
    ]


def test_that_a_preview_goes_when_the_reader_goes_on_to_something_else(pane: PagePane, qtbot: QtBot):
    field = QLineEdit(pane)
    field.show()
    pane.show_page(SBRT)
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.preview.isVisible()
    field.setFocus()
    assert not pane.preview.isVisible()
    qtbot.mouseClick(
        pane.view.viewport(), Qt.MouseButton.LeftButton, pos=bring(pane, link_to(pane, "label:0"))
    )
    assert pane.preview.isVisible()
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert not pane.preview.isVisible()


def test_that_a_preview_fits_into_a_small_window(pane: PagePane, qtbot: QtBot):
    pane.resize(300, 300)
    pane.show_page(SBRT)
    pane.view.setFocus()
    for _ in range(3):
        qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.rect().adjusted(0, 0, 0, 200).contains(pane.preview.geometry())


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


def test_that_marked_text_is_in_ink(pane: PagePane, theme: Theme):
    pane.show_page(SBRT, TOP, ("liver",))
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


def test_that_letters_beyond_the_basic_plane_shift_no_mark(pane: PagePane):
    page = replace(SBRT, labels=(), sections=(section("", "", "<p>𝛽𝛽 liver 🧬 liver</p>\n"),))
    pane.show_page(page, TOP, ("liver",))
    assert [s.cursor.selectedText() for s in pane.view.extraSelections()] == ["liver", "liver"]


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
    assert len(page.html) > 5_000_000
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
    pane.view._load_image = lambda _name: picture(width, 80)
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
    pane.view._load_image = lambda _name: b"not an image"
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

    pane.view._load_image = fail
    page = replace(
        SBRT, sections=(section("", "", '<p>Before <img src="images/a.png" alt="A" /> after</p>\n'),)
    )
    pane.show_page(page)
    assert "after" in text_of(pane)
    assert "images/a.png" in caplog.text
