"""Gathering in the whole program, and what is taken along."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.desktop.features.test_export import Stuck
from tests.desktop.program import press
from viewer.desktop.features.export import Exporting
from viewer.desktop.reading.export import commands
from viewer.imports.paper_folder import PaperFolder
from viewer.imports.record import OwnPaper, PaperPart
from viewer.userdata.exchange import export_collection
from viewer.userdata.records import CollectionItem

TITLE = re.compile(rb"/Title <(\w+)>")
"""Of an entry of the outline of a PDF."""


def _read(window, doc):
    window.open(doc)
    window.parts.tabs.setFocus()


def test_that_sections_passages_and_pages_are_gathered_by_key(begin):
    program = begin()
    window, collections = program.window, program.store.collections
    _read(window, "modalities/sbrt")
    press(window, "Ctrl+G")
    (board,) = collections.list()
    assert f"Gathered into “{board.name}”" in window.status._right.text()
    press(window, "Ctrl+G")
    assert "Already in" in window.status._right.text()
    press(window, "Ctrl+Alt+G")
    view = window.parts.tabs.pane.view
    view.find("SABR-COMET")
    press(window, "Ctrl+G")
    kept = collections.items(board.id)
    assert kept[-1].text.count("SABR-COMET") >= 1
    assert kept[-1].text.endswith((".", "]"))
    assert kept[-1].keys
    assert all(item.doc == "modalities/sbrt" for item in kept)
    assert any(not item.anchor and not item.text for item in kept)


def test_that_the_drawer_shows_what_is_gathered_and_where_it_goes(begin):
    program = begin()
    window, collections = program.window, program.store.collections
    first, second = collections.add("first").id, collections.add("second").id
    _read(window, "modalities/sbrt")
    press(window, "Ctrl+G")
    assert len(collections.items(second)) == 1
    press(window, "Ctrl+Shift+G")
    drawer = window.panels.area.findChild(object, "Drawer")
    panel = drawer.collections
    assert panel.isVisible()
    assert panel.choice.currentText() == "second"
    panel.choice.setCurrentIndex(0)
    panel.choice.activated.emit(0)
    window.parts.tabs.setFocus()
    press(window, "Ctrl+G")
    assert len(collections.items(first)) == 1
    assert panel.list.rows.rowCount() == 1


def test_that_the_home_page_is_not_gathered(begin):
    program = begin()
    press(program.window, "Ctrl+G")
    assert program.store.collections.list() == ()
    assert "nothing here to gather" in program.window.status._right.text()


def test_that_its_references_are_written_as_ris(begin, tmp_path, monkeypatch):
    program = begin()
    window, collections = program.window, program.store.collections
    board = collections.add("tumour board").id
    collections.gather(board, CollectionItem("", "", "SABR-COMET", "papers/sabr-comet"))
    asked = []
    chosen = tmp_path / "board.ris"

    def choose(_self, _title, name, _kinds):
        asked.append(name)
        return chosen

    monkeypatch.setattr(commands.CarryAway, "_chosen", choose)
    press(window, "Ctrl+Shift+G")
    window.panels.area.findChild(object, "Drawer").collections.ris_button.click()
    assert asked[0].startswith("tumour-board-")
    written = chosen.read_text("utf-8")
    assert "10.1016/S0140-6736(18)32487-5" in written
    assert written.count("TY  -") == len(set(program.library.page("papers/sabr-comet").sources))


def test_that_the_child_writes_one_pdf_of_a_collection(bundled, tmp_path):
    items = [
        CollectionItem("", "", "SABR-COMET", "papers/sabr-comet", made="2026-11-20T09:00:00+00:00"),
        CollectionItem("", "", "SBRT", "modalities/sbrt", made="2026-11-20T09:00:00+00:00"),
    ]
    kept = tmp_path / "kept.json"
    kept.write_bytes(export_collection("tumour board", items, "2026-11-20T09:00:00+00:00"))
    out = tmp_path / "board.pdf"
    command = [sys.executable, "-m", "viewer", "--library", str(bundled), "_collection", str(kept), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.PIPE, check=False)  # noqa: S603 - our own command line
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"%PDF")
    kept.write_text(json.dumps({"format": "wardshelf-reader", "version": 1}), "utf-8")
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.PIPE, check=False)  # noqa: S603 - our own command line
    assert done.returncode != 0
    assert "holds no collection" in done.stderr


def test_that_what_the_child_reads_is_taken_away_when_it_is_stopped(qtbot, tmp_path):
    children = []

    def make(arguments, parent):
        children.append(Stuck(arguments, parent))
        return children[-1]

    exporting = Exporting(tmp_path, make_child=make)
    exporting.collection(b"{}", str(tmp_path / "board.pdf"))
    arguments = children[0].arguments
    handed = Path(arguments[arguments.index("_collection") + 1])
    assert handed.read_bytes() == b"{}"
    exporting.stop()
    assert not handed.exists()


def _add_own(program):
    paper = OwnPaper({"title": "Mine", "type": "book"}, (PaperPart("Abstract", "One. Two."),), key="a")
    program.store.papers.add([paper], date(2026, 11, 28))
    program.own.load()
    return next(iter(program.own.titles()))


def test_that_own_papers_are_gathered_listed_and_written_under_their_label(begin, tmp_path, monkeypatch):
    program = begin()
    window, collections = program.window, program.store.collections
    doc = _add_own(program)
    _read(window, doc)
    press(window, "Ctrl+Alt+G")
    ((board, (item,)),) = collections.all()
    assert (item.doc, item.title, item.edition) == (doc, "Mine", "")
    press(window, "Ctrl+Shift+G")
    panel = window.panels.area.findChild(object, "Drawer").collections
    assert panel.list.rows.row(0).subtitle == "Yours, not checked · Page"
    collections.gather(board.id, CollectionItem("", "", "SABR-COMET", "papers/sabr-comet"))
    panel.reload()
    chosen = tmp_path / "board.ris"
    monkeypatch.setattr(commands.CarryAway, "_chosen", lambda *_: chosen)
    panel.ris_button.click()
    written = chosen.read_text("utf-8")
    assert written.count("TY  -") == 1 + len(set(program.library.page("papers/sabr-comet").sources))
    record = next(part for part in written.split("ER  -") if "Mine" in part)
    assert "Yours, not checked" in record


def test_that_the_child_writes_own_papers_of_the_readers_folder(bundled, tmp_path):
    paper = OwnPaper({"title": "Mine", "type": "book"}, (PaperPart("Abstract", "One."),), key="a")
    (doc,) = (f"own/{one.key}" for one in PaperFolder(tmp_path / "data").add([paper], date(2026, 11, 28)))
    kept, out = tmp_path / "kept.json", tmp_path / "board.pdf"
    item = CollectionItem("", "", "As gathered", doc, made="2026-11-20T09:00:00+00:00")
    kept.write_bytes(export_collection("tumour board", [item], "2026-11-20T09:00:00+00:00"))
    places = ["--library", str(bundled), "--data-dir", str(tmp_path / "data")]
    command = [sys.executable, "-m", "viewer", *places, "_collection", str(kept), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.PIPE, check=False)  # noqa: S603 - our own command line
    assert done.returncode == 0, done.stderr
    titles = [bytes.fromhex(found.decode()).decode("utf-16") for found in TITLE.findall(out.read_bytes())]
    assert titles == ["Yours, not checked · Mine"]  # as the paper is called, so it was found
