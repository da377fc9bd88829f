"""Names alone, which come first where the worker is busy, are never taken for the answer."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from viewer.desktop.background.worker import Worker
from viewer.desktop.search.asking import SearchFlow, Searching
from viewer.desktop.search.box import SearchBox
from viewer.desktop.search.panel import HitsPanel
from viewer.desktop.widgets.describe import row_of_hit
from viewer.search.answer import Answer, Elsewhere, Hit, Snippet


def _hit(name):
    return Hit(name, f"papers/{name}", "paper", name, "", "", Snippet(name), 1.0)


class SlowEngine:
    """An engine whose passages speak when they are let."""

    def __init__(self):
        self.may_answer = threading.Event()
        self.known = ()

    def documents(self, text, limit=100, kinds=None, is_stale=None, *, correct=True):
        assert self.may_answer.wait(10)
        hits = (_hit("full"), _hit("second")) if "nothing" not in text else ()
        return Answer(text, hits, total=len(hits))

    def names(self, text, limit=8, kinds=None):
        return Answer(text, self.known, total=len(self.known))

    def close(self):
        self.may_answer.set()


@pytest.fixture
def engine():
    return SlowEngine()


@pytest.fixture
def flow(qtbot, theme, engine):
    worker = Worker()
    box, hits = SearchBox(theme), HitsPanel(theme, lambda hit: row_of_hit(hit, None))
    for widget in (box, hits):
        qtbot.addWidget(widget)
        widget.show()
    searching = Searching(worker)
    flow = SearchFlow(box, hits, searching)
    searching.use(engine)
    yield flow
    searching.close()
    worker.close()


def _rows(flow):
    return [row.doc for row in flow._hits.list.rows.all()]


def _ask(qtbot, flow, text):
    with qtbot.waitSignal(flow._searching.named):
        flow._box.set_text(text)


def test_that_names_without_a_hit_never_say_that_it_is_not_here(qtbot, flow, engine):
    _ask(qtbot, flow, "serious harms of hipec")
    assert "not in this library" not in flow._hits.empty_text
    assert flow.answer is None
    engine.may_answer.set()
    qtbot.waitUntil(lambda: flow.answer is not None)
    assert _rows(flow) == ["papers/full", "papers/second"]


def test_that_enter_waits_for_the_whole_answer_to_exactly_this_text(qtbot, flow, engine):
    engine.known = (_hit("neighbour"),)
    opened = []
    flow.open_requested.connect(lambda doc, *_: opened.append(doc))
    _ask(qtbot, flow, "krystal")
    assert _rows(flow) == ["papers/neighbour"]
    qtbot.keyClick(flow._box._field, Qt.Key.Key_Return)
    assert opened == []
    engine.may_answer.set()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == ["papers/full"]


def test_that_enter_on_one_text_does_not_open_the_answer_to_another(qtbot, flow, engine):
    opened = []
    flow.open_requested.connect(lambda doc, *_: opened.append(doc))
    _ask(qtbot, flow, "krystal")
    qtbot.keyClick(flow._box._field, Qt.Key.Key_Return)
    _ask(qtbot, flow, "krystal-1")
    engine.may_answer.set()
    qtbot.waitUntil(lambda: flow.answer is not None)
    assert opened == []


def test_that_the_former_hits_stay_below_the_names_and_a_chosen_row_stays_chosen(qtbot, flow, engine):
    engine.may_answer.set()
    flow._box.set_text("first")
    qtbot.waitUntil(lambda: flow.answer is not None)
    flow._hits.move_rows(1, by_page=False)
    engine.may_answer.clear()
    engine.known = (_hit("name"),)
    _ask(qtbot, flow, "first and more")
    assert _rows(flow) == ["papers/name", "papers/full", "papers/second"]
    assert flow._hits.list.current().doc == "papers/second"


def test_that_a_hit_with_the_fixed_line_opens_at_the_top_once_and_names_no_other_place(qtbot, flow):
    fixed = replace(_hit("trial"), heading="Serious harms", anchor="harms", fixed=True)
    other = replace(_hit("trial"), heading="Result", anchor="result", fixed=True)
    flow._hits.show_answer(Answer("x", (fixed, other, _hit("second")), total=3))
    assert _rows(flow) == ["papers/trial", "papers/second"]
    row = flow._hits.list.rows.row(0)
    assert (row.anchor, row.subtitle) == ("", "")


def test_that_nothing_is_counted_before_the_passages_have_spoken(qtbot, flow, engine):
    counted: list[str] = []
    flow.counted.connect(counted.append)
    engine.known = (_hit("name"),)
    _ask(qtbot, flow, "one")
    assert counted == []
    engine.may_answer.set()
    qtbot.waitUntil(lambda: bool(counted))
    assert counted[0].startswith("2 documents, 2 passages")


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_PageDown])
def test_that_a_key_in_the_box_brings_hidden_hits_back_before_it_moves_or_opens(qtbot, flow, engine, key):
    engine.may_answer.set()
    flow._box.set_text("first")
    qtbot.waitUntil(lambda: flow.answer is not None)
    flow.shown.connect(flow._hits.setVisible)
    flow._hits.hide()
    opened = []
    flow.open_requested.connect(lambda doc, *_: opened.append(doc))
    qtbot.keyClick(flow._box._field, key)
    assert flow._hits.isVisible()
    assert flow._hits.list.currentIndex().row() == 0
    assert opened == []
    qtbot.keyClick(flow._box._field, Qt.Key.Key_Return)
    assert opened == ["papers/full"]


def test_that_the_right_arrow_goes_among_the_sections_of_a_hit_and_enter_opens_the_one_chosen(qtbot, flow):
    elsewhere = (Elsewhere("harms", "Harms"), Elsewhere("", ""))
    hit = replace(_hit("trial"), heading="Result", anchor="result", elsewhere=elsewhere)
    flow._box.set_text("x")
    flow._searching.answered.emit(Answer("x", (hit, _hit("second")), total=4))
    opened = []
    flow.open_requested.connect(lambda doc, anchor, *_: opened.append((doc, anchor)))
    for keys in ("R", "RR", "RRL", "RRRRLL", "RD"):
        for key in keys:
            qtbot.keyClick(
                flow._box._field, {"R": Qt.Key.Key_Right, "L": Qt.Key.Key_Left, "D": Qt.Key.Key_Down}[key]
            )
        qtbot.keyClick(flow._box._field, Qt.Key.Key_Return)
        flow._hits.list.choose_link(-1)
    assert opened == [
        ("papers/trial", "harms"), ("papers/trial", ""), ("papers/trial", "harms"),
        ("papers/trial", "result"), ("papers/second", ""),
    ]  # fmt: skip
    assert [link.text for link in flow._hits.list.rows.row(0).links] == ["Harms", "Summary"]


def test_that_the_arrows_belong_to_the_caret_until_there_is_nothing_to_pass_over(qtbot, flow):
    hit = replace(_hit("trial"), elsewhere=(Elsewhere("harms", "Harms"),))
    flow._box.set_text("ab")
    flow._searching.answered.emit(Answer("ab", (hit,), total=2))
    field, chosen = flow._box._field, list[int]()
    flow._hits.list.link_chosen.connect(chosen.append)
    field.setCursorPosition(1)
    qtbot.keyClick(field, Qt.Key.Key_Left)
    qtbot.keyClick(field, Qt.Key.Key_Right)
    qtbot.keyClick(field, Qt.Key.Key_Right)
    assert (field.cursorPosition(), chosen) == (2, [])
    qtbot.keyClick(field, Qt.Key.Key_Right)
    assert chosen == [0]
