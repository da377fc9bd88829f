"""From section to section by key, in the whole program."""

from tests.desktop.program import press


def _here(window):
    return window.parts.tabs.current_section()


def test_that_keys_go_from_section_to_section_and_say_where_they_end(qtbot, begin):
    window = begin().window
    window.open("modalities/sbrt")
    window.parts.tabs.setFocus()
    anchors = [section.anchor for section in window.parts.tabs.current_page().sections]
    qtbot.waitUntil(lambda: _here(window) == anchors[0])
    for anchor in anchors[1:]:
        press(window, "Alt+PageDown")
        qtbot.waitUntil(lambda anchor=anchor: _here(window) == anchor)
        heading = window.parts.tabs.current_page().section(anchor).heading
        assert window.status._right.text().startswith(heading)
    press(window, "Alt+PageDown")
    assert "last section" in window.status._right.text()
    for anchor in reversed(anchors[:-1]):
        press(window, "Alt+PageUp")
        qtbot.waitUntil(lambda anchor=anchor: _here(window) == anchor)
    press(window, "Alt+PageUp")
    assert "first section" in window.status._right.text()
    press(window, "Ctrl+End")
    bar = window.parts.tabs.pane.view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    press(window, "Ctrl+Home")
    assert bar.value() == 0
