"""The page: what is shown, where it opens, links by mouse and keyboard, previews."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.reading_pane import bring, heading_top, link_to, point_of, text_of
from tests.desktop.reading_support import HOME, SBRT, section
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.page.paint import chips_in, ring_boxes
from viewer.desktop.reading.pane import PagePane
from viewer.desktop.reading.table.dialog import TableDialog

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
    for _ in range(5):
        qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
        assert pane.view.focused_link is not None
        seen.append(pane.view.focused_link.href)
    assert seen == ["label:0", "label:1", "glossary/sbrt", "references/palma2019", "references/palma2019"]
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


def test_that_the_ring_around_a_label_encloses_its_whole_ground(pane: PagePane, qtbot: QtBot, theme: Theme):
    pane.show_page(SBRT)
    before = pane.view.grab().toImage()
    pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.view.focused_link is not None
    (box,) = ring_boxes(pane.view, pane.view.focused_link)
    x, middle = round(box.left()) + 6, round(box.center().y())
    ground = [y for y in range(middle - 16, middle + 16) if before.pixelColor(x, y).name() != "#ffffff"]
    assert box.top() - 1 <= ground[0]
    assert box.bottom() + 1 >= ground[-1]
    assert pane.view.grab().toImage().pixelColor(x, int(box.top())) == QColor(theme.tokens.accent)


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


def test_that_after_a_search_in_the_page_the_match_has_the_focus_and_no_link_before_it(
    pane: PagePane, qtbot: QtBot
):
    pane.show_page(SBRT)
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.view.focused_link is not None
    pane.open_find_bar()
    qtbot.keyClicks(QGuiApplication.focusObject(), "Unknown")
    qtbot.waitUntil(lambda: pane.marks.is_done)
    match = pane.marks.current
    pane.escape()
    assert pane.view.hasFocus()
    assert pane.view.focused_link is None
    assert match is not None
    assert pane.view.textCursor().position() == match[1]


def test_that_a_link_that_was_followed_has_the_focus_no_more(pane: PagePane, qtbot: QtBot):
    pane.show_page(SBRT)
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.view.focused_link is not None
    pane.show_page(HOME)
    assert pane.view.focused_link is None
    asked: list[object] = []
    pane.link_opened.connect(lambda href, where: asked.append(href))
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert asked == []
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.view.focused_link is not None
    pane.go_to("")
    assert pane.view.focused_link is None


@pytest.mark.parametrize(
    "href", ["table:x", "table:99", "part:x", "part:7", "label:99", "table:٣", "search:"]
)
def test_that_a_forged_link_is_no_fault(pane: PagePane, qtbot: QtBot, href: str):
    forged = section("", "", f'<p><a href="{href}">forged</a></p>')
    pane.show_page(replace(SBRT, labels=(), sections=(forged,)))
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    assert pane.view.focused_link is not None
    assert pane.view.focused_link.href == href
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert "forged" in text_of(pane)
    assert pane.findChild(TableDialog) is None


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


def test_that_the_first_preview_is_as_high_as_any_later_one(pane: PagePane):
    text = "Palma DA, Olson R. Stereotactic ablative radiotherapy. Lancet 2019. " * 4
    sizes = []
    for _ in range(3):
        pane.preview.show_at("27  Abstract checked", text, pane.rect().adjusted(50, 50, -300, -500))
        sizes.append(pane.preview.size())
        for label in pane.preview.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width())
        pane.preview.dismiss()
    assert len({size.height() for size in sizes}) == 1


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
