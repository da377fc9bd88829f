"""The page of a paper: its label first, and nothing in it but text."""

from viewer.imports.own_form import paper_of, written
from viewer.imports.page import card_of, page_of, passages_of
from viewer.imports.record import OwnPaper, PaperPart
from viewer.library.sieve import sieved

HOSTILE = '<script>x</script> <img src="file:///etc/passwd"> <a href="https://example.org">a</a> & "quoted"'
PAPER = OwnPaper(
    {"title": HOSTILE, "type": "book", "author": [{"literal": HOSTILE}], "URL": "https://example.org/x"},
    (PaperPart(HOSTILE, f"{HOSTILE}\n\n- {HOSTILE}\n\n| a | {HOSTILE} |\n| b \\| c | d |"),),
    more=((HOSTILE, HOSTILE),),
    note=HOSTILE,
    labels=(HOSTILE,),
    key="a",
    added="2026-11-28",
)


def test_that_markup_in_any_field_is_text_on_the_page():
    page = page_of(PAPER)
    html = "".join(section.html for section in page.sections)
    for forbidden in ("<script", "<img", "<a "):
        assert forbidden not in html
    assert all(sieved(section.html) == section.html for section in page.sections)


def test_that_a_table_keeps_its_cells_and_a_bar_in_one_of_them():
    html = "".join(section.html for section in page_of(PAPER).sections)
    assert "<td>b | c</td><td>d</td>" in html


def test_that_the_label_comes_first_on_page_and_row():
    for labels in (page_of(PAPER).labels, card_of(PAPER).labels):
        assert (labels[0].text, labels[0].role) == ("Yours, not checked", "warn")
    assert page_of(PAPER).sections[0].text.startswith("Yours, not checked.")


def test_that_the_library_is_named_where_it_has_a_card():
    assert 'href="papers/a"' in page_of(PAPER, "papers/a").sections[0].html


def test_that_every_part_is_searched_once():
    found = list(passages_of(PAPER))
    assert [passage.anchor for passage in found] == ["", "your-note", "part-1"]
    assert len({passage.id for passage in found}) == 3


def test_that_a_hostile_paper_comes_back_from_its_file():
    found = paper_of(written(PAPER))
    assert isinstance(found, OwnPaper)
    assert (found.title, found.parts, found.labels) == (PAPER.title, PAPER.parts, PAPER.labels)
