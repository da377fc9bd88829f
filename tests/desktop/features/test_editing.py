"""A content folder in the window: what is saved shows, its faults are listed, and it can be searched."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.desktop.program import finish, is_answered
from viewer.desktop.frame import Frame
from viewer.desktop.program import Program
from viewer.instance import Instance
from viewer.proofs import Proofs


@pytest.fixture
def edited(qapp, qtbot, theme, content, tmp_path, monkeypatch):
    """The program on a copy of the sample's content."""
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    proofs = Proofs(content, tmp_path / "proofs")
    first = proofs.renew()
    assert first is not None
    assert first.directory is not None
    data = tmp_path / "data"
    data.mkdir()
    program = Program(qapp, Frame(), first.directory, data, Instance(data, None), proofs)
    program.start("")
    qtbot.waitUntil(lambda: program._stop_editing.__name__ == "close", timeout=10_000)
    yield program
    finish(program)


def panel(program: Program):
    return program.window.findChild(object, "ProofPanel")


def lines(program: Program) -> list[str]:
    listed = panel(program).list
    return [listed.item(row).text() for row in range(listed.count())]


def save(content: Path, file: str, text: str) -> None:
    path = content / file
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


def test_that_what_is_saved_shows_where_it_is_read(qtbot, edited, content):
    edited.window.open("faqs/oligometastatic")
    save(content, "faqs/oligometastatic.md", "\nThe windows were opened.\n")
    view = edited.window.parts.tabs.pane.view
    qtbot.waitUntil(lambda: "The windows were opened." in view.toPlainText(), timeout=10_000)
    assert panel(edited).text.endswith("0 faults, 0 warnings")


def test_that_faults_are_listed_and_open_their_page(qtbot, edited, content):
    save(content, "faqs/oligometastatic.md", "\nIt helped 30 people.\n")
    qtbot.waitUntil(lambda: any("the number 30" in line for line in lines(edited)), timeout=10_000)
    listed = panel(edited).list
    listed.setFocus()
    listed.setCurrentRow(0)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert edited.window.parts.tabs.current_page().doc == "faqs/oligometastatic"


def test_that_a_new_page_is_in_its_list_and_found(qtbot, edited, content):
    text = "---\ntitle: Draughts\nsummary: Air that moves.\n---\n\nZephyrine winds.\n"
    (content / "pages/draughts.md").write_text(text, encoding="utf-8")
    qtbot.waitUntil(lambda: "pages/draughts" in edited.library.titles(), timeout=10_000)
    with qtbot.waitSignal(edited.index.opened, timeout=10_000):
        pass
    edited.window.flow.ask("zephyrine")
    qtbot.waitUntil(lambda: is_answered(edited.window, "zephyrine"), timeout=10_000)
    assert [hit.doc for hit in edited.window.flow.answer.hits] == ["pages/draughts"]


def test_that_a_broken_edition_leaves_the_former_state_in_view(qtbot, edited, content):
    save(content, "library.toml", "\n[[")
    qtbot.waitUntil(lambda: panel(edited).text.startswith("The former state is shown."), timeout=10_000)
    assert edited.window.parts.tabs.current_page().doc == "pages/home"
    assert any(line.startswith("library.toml") for line in lines(edited))
