"""Rows, hits and browse lists, driven as a person drives them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from viewer.desktop.browse.panel import BrowsePanel
from viewer.desktop.search.box import SearchBox
from viewer.desktop.search.panel import HitsPanel
from viewer.desktop.widgets.describe import row_of_hit, rows_of_cards
from viewer.desktop.widgets.row_list import RowList
from viewer.desktop.widgets.rows import Row, RowDelegate, RowModel
from viewer.library.model import Card, Label
from viewer.search.answer import Answer, Elsewhere, Hit, Snippet


def _hit(n):
    snippet = Snippet("Deaths from treatment 3 of 66.", ((0, 6),))
    return Hit(f"d{n}", f"papers/p{n}", "paper", f"Paper {n}", "Harms", f"harms-{n}", snippet, 1.0)


def _answer(count, **more):
    hits = tuple(_hit(n) for n in range(count))
    return Answer("deaths", hits, total=count, kinds={"paper": count} if count else {}, **more)


@pytest.fixture
def hits(qtbot, theme):
    panel = HitsPanel(theme, lambda hit: row_of_hit(hit, None))
    qtbot.addWidget(panel)
    panel.resize(372, 700)
    panel.show()
    return panel


@pytest.fixture
def browse(qtbot, theme):
    shelves = {"modality": tuple(Row(f"modalities/m{n}", f"Método {n}") for n in range(5))}
    panel = BrowsePanel(theme, lambda kind: shelves.get(kind, ()))
    qtbot.addWidget(panel)
    panel.resize(372, 700)
    panel.show()
    return panel


def test_that_the_model_of_rows_keeps_the_rules_of_qt(qtbot):
    model = RowModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([Row("a", "A"), Row("", "Group", header=True)])
    model.show_rows([])
    assert model.rowCount() == 0


def test_that_a_screen_reader_hears_the_whole_row():
    row = Row("a", "SABR-COMET", aside="Paper", chip="mixed solid tumours", body="5-year survival")
    assert row.spoken == "SABR-COMET. Paper. Population: mixed solid tumours. 5-year survival"


def test_that_enter_opens_the_current_hit_and_ctrl_enter_opens_it_behind(qtbot, hits):
    hits.show_answer(_answer(3))
    hits.move_rows(1, by_page=False)
    asked: list[tuple[str, str, str]] = []
    hits.document_requested.connect(lambda *what: asked.append(what))
    qtbot.keyClick(hits.list, Qt.Key.Key_Return)
    qtbot.keyClick(hits.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(hits.list, Qt.Key.Key_Return, both)
    assert asked == [("papers/p1", "harms-1", where) for where in ("here", "background", "new")]


def test_that_a_middle_click_opens_behind(qtbot, hits):
    hits.show_answer(_answer(2))
    at = hits.list.visualRect(hits.list.rows.index(1)).center()
    with qtbot.waitSignal(hits.document_requested) as asked:
        qtbot.mouseClick(hits.list.viewport(), Qt.MouseButton.MiddleButton, pos=at)
    assert asked.args == ["papers/p1", "harms-1", "background"]


def test_that_moving_stops_at_both_ends(hits):
    hits.show_answer(_answer(3))
    hits.move_rows(-1, by_page=False)
    assert hits.list.currentIndex().row() == 0
    hits.move_rows(1, by_page=True)
    hits.move_rows(1, by_page=True)
    assert hits.list.currentIndex().row() == 2


def test_that_the_chosen_hit_stays_chosen_when_a_better_answer_comes(hits):
    hits.show_answer(_answer(3))
    hits.move_rows(2, by_page=False)
    hits.show_answer(Answer("deaths", (_hit(2), _hit(0)), total=2, kinds={"paper": 2}))
    assert hits.list.current().doc == "papers/p2"


def test_that_a_new_query_starts_at_its_first_hit(hits):
    hits.show_answer(_answer(3))
    hits.move_rows(2, by_page=False)
    hits.show_answer(Answer("death", (_hit(0), _hit(2)), total=2, kinds={"paper": 2}))
    assert hits.list.current().doc == "papers/p0"


def test_that_no_hit_reads_not_in_this_library(hits):
    hits.show_answer(Answer("zebra"))
    assert "“zebra” is not in this library" in hits._empty.text()
    assert "nothing about whether evidence exists" in hits._empty.text()


def test_that_a_kind_without_hits_offers_all_kinds(qtbot, hits):
    hits.show_answer(_answer(2))
    hits._choose("faq")
    hits.show_answer(Answer("deaths", kinds={"paper": 2}))
    assert "2 in other kinds" in hits._empty.text()
    with qtbot.waitSignal(hits.kind_chosen) as chosen:
        qtbot.mouseClick(hits._all_kinds, Qt.MouseButton.LeftButton)
    assert chosen.args == [""]


def test_that_a_correction_is_said_and_can_be_undone(qtbot, hits):
    hits.show_answer(_answer(1, corrected="oxaliplatin"))
    assert "Showing hits for “oxaliplatin”" in hits.note._text.text()
    button = hits.note._flow.itemAt(0).widget()
    with qtbot.waitSignal(hits.query_requested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["deaths", False]


def test_that_a_loosened_query_is_said(hits):
    hits.show_answer(_answer(1, relaxed="No passage has all words; showing most."))
    assert hits.note.isVisible()
    hits.show_answer(_answer(1))
    assert not hits.note.isVisible()


def test_that_typing_in_a_list_starts_a_search(qtbot, browse):
    with qtbot.waitSignal(browse.typed) as typed:
        qtbot.keyClick(browse.shelves[0].list, Qt.Key.Key_S)
    assert typed.args == ["s"]


def test_that_the_filter_of_a_shelf_forgives_accents_and_opens_by_enter(qtbot, browse):
    shelf = browse.shelves[0]
    qtbot.keyClicks(shelf.filter, "metodo 3")
    assert [shelf.list.rows.row(i).title for i in range(shelf.list.rows.rowCount())] == ["Método 3"]
    with qtbot.waitSignal(browse.document_requested) as asked:
        qtbot.keyClick(shelf.filter, Qt.Key.Key_Return)
    assert asked.args == ["modalities/m3", "", "here"]


def test_that_an_empty_filter_result_says_what_to_do(qtbot, browse):
    shelf = browse.shelves[0]
    qtbot.keyClicks(shelf.filter, "zzz")
    assert "Ctrl+K searches all text" in shelf._inside._empty.text()


def test_that_a_shelf_of_ten_thousand_documents_shows_at_once(qtbot, theme):
    rows = tuple(Row(f"papers/p{n}", f"Paper {n}", body="A summary. " * 12) for n in range(10_000))
    panel = BrowsePanel(theme, lambda kind: rows)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.shelves[0].list.rows.rowCount() == 10_000


def test_that_the_box_keeps_the_focus_while_arrows_move(qtbot, theme):
    box = SearchBox(theme)
    qtbot.addWidget(box)
    box.show()
    box.activate()
    moves: list[tuple[int, bool]] = []
    box.moved.connect(lambda *move: moves.append(move))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(box._field, key)
    assert moves == [(1, False), (-1, False), (1, True), (-1, True)]


def test_that_synonyms_are_said_in_the_box(qtbot, theme):
    box = SearchBox(theme)
    qtbot.addWidget(box)
    box.resize(728, 42)
    box.show()
    box.show_also(("stereotactic body radiotherapy", "SABR"))
    assert box._also.text() == "also: stereotactic body radiotherapy, SABR"


def test_that_rows_of_several_groups_stand_under_headings():
    pairs = (("a", "X"), ("b", "Y"), ("c", "X"), ("d", "Y"))
    cards = [Card(f"modalities/{n}", "modality", n, "", group=g) for n, g in pairs]
    assert [(row.header, row.title) for row in rows_of_cards(cards)] == [
        (True, "X"), (False, "a"), (False, "c"), (True, "Y"), (False, "b"), (False, "d"),
    ]  # fmt: skip


def test_that_a_hit_on_a_paper_shows_its_population_apart():
    labels = (Label("Not clinically reviewed", "warn"), Label("mixed solid tumours", "population"))
    note = "Mixed solid tumours · phase 2 RCT · n = 99"
    card = Card("papers/p1", "paper", "SABR-COMET", "", labels=labels, year=2019, note=note)
    row = row_of_hit(_hit(1), card)
    assert (row.chip, row.subtitle, row.aside) == (
        "mixed solid tumours",
        "phase 2 RCT · n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}99 › Harms",
        "Paper · 2019",
    )


@pytest.mark.parametrize(("body", "cut"), [("few words", False), ("words without end " * 200, True)])
def test_that_a_row_that_was_cut_is_whole_in_its_tool_tip(qtbot, theme, body, cut):
    listed = RowList(theme, "Hits")
    qtbot.addWidget(listed)
    listed.resize(360, 400)
    listed.show_rows((Row("a", "R0 < R1", body=body),))
    delegate = listed.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    told = delegate.whole_text(listed.rows.index(0), 340, listed.font())
    assert told == (f"<p>R0 &lt; R1</p><p>{body}</p>" if cut else "")


def test_that_synonyms_give_way_to_a_long_question(qtbot, theme):
    box = SearchBox(theme)
    qtbot.addWidget(box)
    box.resize(700, 44)
    box.show()
    box.set_text("hipec")
    box.show_also(("hyperthermic intraperitoneal chemotherapy", "heated chemotherapy"))
    assert box._also.isVisible()
    typed = "does hyperthermic intraperitoneal chemotherapy lengthen survival after surgery"
    box.set_text(typed)
    assert not box._also.isVisible()
    wanted = box._field.fontMetrics().horizontalAdvance(typed)
    qtbot.waitUntil(lambda: box._field.width() >= wanted)


def _paper_card(*populations):
    labels = tuple(Label(text, "population") for text in populations)
    return Card("papers/p1", "paper", "Paper", "", labels=labels, year=2019)


@pytest.mark.parametrize(
    ("line", "population", "design", "body"),
    [
        ("Metastatic colorectal; RCT, 5 v 5: OS 9 v 8.", "metastatic colorectal", "RCT, 5 v 5", "OS 9 v 8."),
        ("KRAS G12C metastatic colorectal, later line; RCT: OS 9.", "metastatic colorectal", "RCT",
         "KRAS G12C, later line: OS 9."),
        ("Non-metastatic colorectal; RCT: OS 9.", "metastatic colorectal", "RCT",
         "Non-metastatic colorectal: OS 9."),
        ("Resected liver metastases; RCT: OS 9.", "colorectal liver metastases, resectable", "RCT",
         "Resected liver metastases: OS 9."),
        ("Named only: content not seen.", "metastatic colorectal", "", "Named only: content not seen."),
    ],
)  # fmt: skip
def test_that_population_and_design_are_said_once_and_what_bounds_a_figure_stays(
    line, population, design, body
):
    place = line.index("OS") if "OS" in line else 0
    hit = replace(_hit(1), fixed=True, snippet=Snippet(line, ((place, place + 2),)))
    row = row_of_hit(hit, _paper_card(population))
    assert (row.chip, row.subtitle, row.body) == (population, design, body)
    assert [row.body[first:last] for first, last in row.body_spans] == [line[place : place + 2]]


def test_that_marks_stand_in_the_excerpt_alone(theme):
    row = row_of_hit(replace(_hit(1), title_spans=((0, 5),)), None)
    assert row.body_spans
    assert not row.title_spans


def test_that_a_click_on_a_section_opens_it_and_beside_it_the_best_passage(qtbot, hits):
    elsewhere = (Elsewhere("limits", "Limits"), Elsewhere("results", "Results"))
    hits.show_answer(Answer("deaths", (replace(_hit(0), elsewhere=elsewhere),), total=3))
    rows = hits.list
    shape = rows.visualRect(rows.rows.index(0))
    places = rows._delegate.links_of(rows.rows.row(0), shape.width(), rows.font())
    assert len(places) == 2
    asked = []
    hits.document_requested.connect(lambda doc, anchor, where: asked.append(anchor))
    for point in (places[1].center().toPoint() + shape.topLeft(), shape.topLeft() + QPoint(30, 12)):
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked == ["results", "harms-0"]


def test_that_six_cards_stand_in_a_window_900_high(hits):
    """A list is some 740 pixels high there."""
    elsewhere = (Elsewhere("limits", "Limits"),)
    excerpt = Snippet(
        "With SABR 5-year survival 42.3% (28–56) v 17.7% (6–34); deaths from treatment 3 of 66."
    )
    many = tuple(replace(_hit(n), snippet=excerpt, elsewhere=elsewhere) for n in range(8))
    hits.show_answer(Answer("deaths", many, total=16))
    heights = [hits.list.sizeHintForRow(row) for row in range(8)]
    assert sum(heights[:6]) <= 740


def test_that_the_selected_row_reaches_the_edge_under_the_scroll_bar(hits):
    hits.show_answer(_answer(40))
    assert hits.list.bar.isVisible()
    assert hits.list.viewport().width() == hits.list.width()
    hits.list.bar.setValue(hits.list.bar.maximum())
    assert hits.list.verticalScrollBar().value() == hits.list.verticalScrollBar().maximum()


def test_that_a_long_list_and_its_counts_are_of_the_same_documents(hits):
    answer = _answer(3)
    hits.show_answer(replace(answer, kinds={"paper": 3}))
    shown = {kind: chip.text() for kind, chip in hits.chips._chips.items() if not chip.isHidden()}
    assert shown == {"": "All 3", "paper": "Papers 3"}


def test_that_a_question_in_a_list_has_a_line_of_its_answer():
    (row,) = rows_of_cards([Card("faqs/a", "faq", "Can it be cured?", "For a few.")])
    assert (row.title, row.subtitle) == ("Can it be cured?", "For a few.")


def test_that_a_list_of_trials_says_how_few_there_are():
    card = Card("trials/a", "trial", "PUMP", "")
    assert rows_of_cards([card, card])[0].title == "Only 2 trials stand here: no register."
    assert rows_of_cards([card])[0].title == "Only 1 trial stands here: no register."
    assert not rows_of_cards([card] * 10)[0].header
    assert rows_of_cards([]) == ()


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            "2 · Palma DA et al. Lancet 2019. · Abstract checked",
            "2 · Palma DA et al. Lancet 2019 · Abstract checked",
        ),
        ("3 · Mayo Clinic. On cancer. · Page checked", "3 · Mayo Clinic · Page checked"),
        ("3 · On cancer. · Page checked", "3 · Page checked"),
        ("4 · A · B. On cancer. 2024. · Page checked", "4 · A · B. 2024 · Page checked"),
    ],
)
def test_that_a_reference_in_a_list_says_its_title_once(note, said):
    (row,) = rows_of_cards([Card("references/a", "reference", "On cancer", "On cancer", note=note)])
    assert (row.title, row.subtitle, row.body) == ("On cancer", said, "")


def test_that_a_hit_on_a_reference_says_its_title_once():
    text = "Mayo Clinic. Paper 1. Ann Surg 2020. Checked."
    hit = replace(_hit(1), kind="reference", snippet=Snippet(text, ((0, 4), (13, 18), (22, 25))))
    row = row_of_hit(hit, None)
    assert row.body == "Mayo Clinic. Ann Surg 2020. Checked."
    assert [row.body[first:last] for first, last in row.body_spans] == ["Mayo", "Ann"]
