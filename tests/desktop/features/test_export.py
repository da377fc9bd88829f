"""Exports that take their time are written by a child process, told of, and can be stopped."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from tests.desktop.reading_support import (
    EDITION,
    PALMA,
    SBRT,
    describe,
    filler,
    light_tokens,
    no_image,
    section,
)
from viewer import paths
from viewer.desktop.features.export import Exporting
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.export.commands import CarryAway
from viewer.desktop.reading.export.dialogs import RIS, Scope
from viewer.desktop.reading.tabs.document_tabs import DocumentTabs
from viewer.library.compiled import Library
from viewer.library.content.references import to_csl, to_ris

LONG = replace(SBRT, doc="pages/long", sections=tuple(
    section(f"s{n}", f"Section {n}", filler("Words of a long page.", 90)) for n in range(40)
))  # fmt: skip


class Stuck(QObject):
    """A child that never ends by itself."""

    progressed = Signal(str)
    finished = Signal(bool, str)

    def __init__(self, arguments: list[str], parent: QObject) -> None:
        super().__init__(parent)
        self.arguments, self.stopped = arguments, False

    def start(self) -> None:
        self.progressed.emit("Exporting sheet 12 of 398")

    def stop(self) -> None:
        self.stopped = True


class Told:
    """An export with children that are only noted, and what was said of it."""

    def __init__(self) -> None:
        self.children: list[Stuck] = []
        self.said: list[str] = []
        self.progress: list[str] = []
        self.exporting = Exporting(Path("lib"), None, self.make)  # type: ignore[arg-type]
        self.exporting.message.connect(self.said.append)
        self.exporting.progressed.connect(self.progress.append)

    def make(self, arguments: list[str], parent: QObject) -> Stuck:
        self.children.append(Stuck(arguments, parent))
        return self.children[-1]


def test_that_a_long_export_tells_how_far_it_is_and_can_be_stopped(qapp: object):
    told = Told()
    told.exporting.pdf("pages/long", "/home/a/long.pdf", large=True)
    assert told.children[0].arguments[:5] == ["--library", "lib", "_pdf", "pages/long", "/home/a/long.pdf"]
    assert "--large-print" in told.children[0].arguments
    assert told.progress[-1] == "Exporting sheet 12 of 398"
    told.exporting.stop()
    assert told.children[0].stopped
    assert told.progress[-1] == ""
    assert "stopped" in told.said[-1]
    told.exporting.stop()
    assert len(told.said) == 1


def test_that_one_export_waits_for_no_other_and_says_how_it_ended(qapp: object):
    told = Told()
    told.exporting.references("/home/a/all.ris")
    told.exporting.pdf("pages/long", "/home/a/long.pdf", large=False)
    assert len(told.children) == 1
    assert "under way" in told.said[-1]
    told.children[0].finished.emit(True, "")
    assert told.said[-1] == "/home/a/all.ris was written."
    told.exporting.references("/home/a/all.ris")
    told.children[1].finished.emit(False, "The disk is full.")
    assert told.said[-1] == "The disk is full."


def test_that_the_child_writes_the_page_in_sheets_with_its_font(
    qtbot: QtBot, theme: Theme, library_dir: Path, tmp_path: Path
):
    path = tmp_path / "été sbrt.pdf"
    exporting = Exporting(library_dir)
    said: list[str] = []
    exporting.message.connect(said.append)
    exporting.pdf("modalities/sbrt", str(path), large=False)
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    assert said == [f"{path} was written."]
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert b"Inter" in data
    assert "Inter" in QFontDatabase.families()


def test_that_the_child_writes_all_references(library_dir: Path, library: Library, tmp_path: Path):
    for name, count in (("all.ris", "TY  -"), ("all.json", '"id"')):
        path = tmp_path / name
        command = [sys.executable, "-m", "viewer", "--library", str(library_dir), "_references", str(path)]
        subprocess.run(command, check=True, cwd=paths.program_folder())  # noqa: S603 - our own code
        assert path.read_text("utf-8").count(count) == len(library.cards("reference"))
    json.loads(path.read_text("utf-8"))


def test_that_a_place_that_cannot_be_written_is_said_in_plain_words(qtbot: QtBot, library_dir: Path):
    exporting = Exporting(library_dir)
    said: list[str] = []
    exporting.message.connect(said.append)
    exporting.references("/nowhere/all.ris")
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    assert "could not be written" in said[0]


@pytest.fixture
def carry(qtbot: QtBot, theme: Theme, tmp_path: Path) -> CarryAway:
    tabs = DocumentTabs(lambda _doc: LONG, theme, no_image, describe, lambda doc: doc)
    qtbot.addWidget(tabs)
    tabs.resize(816, 640)
    tabs.show()
    tabs.open(LONG.doc, "s30")

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> str:
        return str(tmp_path / name)

    return CarryAway(
        tabs, EDITION, light_tokens(), lambda _key: PALMA, lambda _keys: [], to_ris, to_csl, no_image, choose,
        reference_count=20_000,
    )  # fmt: skip


def test_that_a_long_page_and_many_references_are_left_to_the_child(carry: CarryAway, tmp_path: Path):
    pages: list[tuple[object, ...]] = []
    references: list[str] = []
    carry.long_pdf_requested.connect(lambda *what: pages.append(what))
    carry.many_references_requested.connect(references.append)
    carry.export_pdf(large=True)
    carry.save_references(Scope("All", None), RIS)
    assert pages == [("pages/long", str(tmp_path / "long-2026.11-large-print.pdf"), True)]
    assert references == [str(tmp_path / "references-2026.11.ris")]
    assert list(tmp_path.iterdir()) == []


def test_that_of_a_very_long_page_the_part_in_view_is_printed(carry: CarryAway, qtbot: QtBot):
    contents = carry._tabs.pane.view.contents
    shown = contents.shown()
    assert contents.part_count > 1
    assert shown is not None
    assert shown.title == f"{LONG.title} (part {contents.part + 1} of {contents.part_count})"
    assert any(part.anchor == "s30" for part in shown.sections)
    assert not any(part.anchor == "s0" for part in shown.sections)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="says by fontconfig that there is no font")
def test_that_no_pdf_is_made_of_boxes_where_there_is_no_font(
    sample_library_dir: Path, tmp_path: Path
) -> None:
    fonts, made = tmp_path / "fonts.conf", tmp_path / "page.pdf"
    fonts.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>', "utf-8")
    command = [sys.executable, "-m", "viewer", "--library", str(sample_library_dir)]
    command += ["_pdf", "papers/sabr-comet", str(made), "--font", "Segoe UI"]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603  (our own)
    assert (done.returncode, made.exists()) == (2, False)
    assert "No font was found" in done.stderr
