"""A library that changed on the disk is said to have, behind the first picture."""

import sqlite3
from contextlib import closing

from tests.desktop.program import finish, notices, start
from viewer.desktop.features.soundness import Soundness
from viewer.desktop.window.notices import NoticeBar
from viewer.library import schema
from viewer.library.checksums import DIFFERS


def change(directory, statement):
    with closing(sqlite3.connect(directory / schema.FILE)) as connection:
        connection.execute(statement)
        connection.commit()


def said(program):
    bar = program.window.findChild(NoticeBar)
    return " ".join(notices(bar)) if bar else ""


def test_that_a_changed_library_is_named_and_its_pages_say_so_in_their_place(
    qapp, qtbot, theme, library_dir, tmp_path
):
    change(library_dir, "UPDATE sections SET html = html || '4', text = text || '4'")
    program = start(qapp, library_dir, tmp_path / "data")
    qtbot.waitUntil(lambda: "library.sqlite has been changed" in said(program), timeout=20_000)
    doc = next(card.doc for card in program.library.cards("modality"))
    program.window.parts.tabs.open(doc)
    page = program.window.parts.tabs.current_page()
    assert page
    assert DIFFERS in page.sections[0].text
    finish(program)


def test_that_a_sound_library_is_checked_without_a_word(qapp, qtbot, theme, library_dir, tmp_path):
    program = start(qapp, library_dir, tmp_path / "data")
    with qtbot.waitSignal(program.index.opened, timeout=20_000):
        pass
    soundness = program.window.findChild(Soundness)
    assert soundness
    qtbot.waitUntil(lambda: soundness.is_done, timeout=20_000)
    assert not said(program)
    finish(program)


def test_that_a_window_that_closes_waits_for_no_hash(qapp, qtbot, theme, library_dir, tmp_path):
    program = start(qapp, library_dir, tmp_path / "data")
    with qtbot.waitSignal(program.index.opened, timeout=20_000):
        pass
    finish(program)
