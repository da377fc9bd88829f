"""What needs no window: pieces, marks, sentences, tables, tabs as values, citations."""

import random
import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop.reading_support import (
    CITE,
    EDITION,
    NOTE,
    PAGES,
    PALMA,
    SBRT,
    light_tokens,
    section,
    title_of,
)
from viewer.desktop.reading.find.finders import text_finder, word_finder
from viewer.desktop.reading.page.html import JOINER, chip_text, for_view, head_html, visible, with_table_links
from viewer.desktop.reading.page.links import is_outside, target_of
from viewer.desktop.reading.page.pieces import PART, SLICE, Piece, parts_of, split
from viewer.desktop.reading.page.place import TOP, Place, place_from
from viewer.desktop.reading.page.style import STEPS, allowed, stepped
from viewer.desktop.reading.paper.html import printed_page
from viewer.desktop.reading.quote.citation import citation_of, label_lines, section_link
from viewer.desktop.reading.table.cells import cells_of
from viewer.desktop.reading.tabs.tab_list import Tab, TabList, TabVisit, restored
from viewer.library.model import Label
from viewer.prose import long_date, short_title, whole_sentences


def found(find, text):
    return [text[start:end] for start, end in find(text)]


# pieces


def test_that_a_long_section_is_cut_after_whole_blocks_and_loses_nothing():
    html = "".join(
        f"<p>Paragraph {n} {'word ' * 40}</p>\n<ul><li>a</li><li>b</li></ul>\n" for n in range(900)
    )
    pieces = [piece.shown for piece in split(Piece("", html))]
    assert "".join(pieces) == html
    assert len(pieces) > 5
    assert all(piece.count("<ul") == piece.count("</ul>") for piece in pieces)


def test_that_a_page_of_five_megabytes_is_shown_in_parts():
    sections = [section(f"s{n}", f"Section {n}", "<p>word word</p>\n" * 3_000) for n in range(100)]
    parts = parts_of(sections)
    assert sum(len(piece.html) for part in parts for piece in part.pieces) == sum(
        len(s.html) for s in sections
    )
    assert all(sum(len(piece.html) for piece in part.pieces) <= PART + 2 * SLICE for part in parts)


def test_that_one_endless_paragraph_still_comes_in_pieces():
    pieces = [piece.shown for piece in split(Piece("", f"<p>{'word ' * 200_000}</p>"))]
    assert max(map(len, pieces)) < 3 * SLICE
    assert sum(piece.count("word") for piece in pieces) == 200_000


def test_that_an_endless_table_still_comes_in_pieces():
    rows = "".join(f"<tr><td>row{n}</td><td>{'x ' * 20}</td></tr>" for n in range(9_000))
    pieces = [piece.shown for piece in split(Piece("", f"<table>{rows}</table>"))]
    assert max(map(len, pieces)) < 3 * SLICE
    assert all(f"row{n}" in "".join(pieces) for n in (0, 4_000, 8_999))


# marks


def test_that_words_are_found_whatever_their_case_and_hyphens():
    assert found(word_finder(["5FU", "sabr-comet"]), "5-FU in SABR-COMET") == ["5-FU", "SABR-COMET"]


def test_that_a_short_word_is_not_marked_inside_a_longer_one():
    assert found(word_finder(["RT"]), "RT is not part of rtPA") == ["RT"]


def test_that_a_long_word_marks_the_words_it_begins():
    assert found(word_finder(["metasta"]), "Metastases are metastatic") == ["Metastases", "metastatic"]


def test_that_a_mark_never_flips_a_meaning():
    text = "unresectable, non-metastatic, CAIRO5 and wild-type"
    assert found(word_finder(["resectable", "metastatic", "CAIRO4", "type"]), text) == []


def test_that_a_phrase_is_one_mark():
    assert found(word_finder(["overall survival", "overall"]), "overall survival, overall") == [
        "overall survival",
        "overall",
    ]


def test_that_the_find_bar_takes_case_and_whole_words_where_asked():
    text = "Liver, liver-directed, livers"
    assert found(text_finder("liver"), text) == ["Liver", "liver", "liver"]
    assert found(text_finder("liver", case=True), text) == ["liver", "liver"]
    assert found(text_finder("liver", whole=True), text) == ["Liver", "liver"]


def test_that_dashes_spaces_and_accents_match_plain_ones():
    assert found(text_finder("28-56"), "95% CI 28–56") == ["28–56"]
    assert found(text_finder("n = 99"), "n\u00a0=\u00a099") == ["n\u00a0=\u00a099"]
    assert found(text_finder("muller"), "Müller and MÜLLER") == ["Müller", "MÜLLER"]


@pytest.mark.slow
@given(st.text(max_size=60), st.text(max_size=6), st.booleans(), st.booleans())
def test_that_matches_lie_within_the_text_and_never_overlap(text, needle, case, whole):
    spans = list(text_finder(needle, case=case, whole=whole)(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


# copies


@pytest.mark.parametrize(
    ("chosen", "copied"),
    [
        ("improve survival", "It did not improve survival."),
        ("v 0.20", "The alpha was v 0.20 et al. Said so."),
        ("died. It", "Three died. It did not improve survival."),
    ],
)
def test_that_a_copy_is_widened_to_whole_sentences(chosen, copied):
    text = "Three died. It did not improve survival. The alpha was v 0.20 et al. Said so."
    start = text.index(chosen)
    assert whole_sentences(text, start, start + len(chosen)) == copied


def test_that_a_citation_carries_population_design_review_label_and_edition():
    citation = citation_of(SBRT, ["Deaths 3 of 66."], ["palma2019"], SBRT.sections[1], EDITION)
    for told in (
        "Deaths 3 of 66.",
        "Stereotactic body radiotherapy (SBRT, SABR) › Serious harms",
        "Not clinically reviewed",
        "Population of the evidence: mixed solid tumours",
        "phase 2 RCT; n = 99",
        "edition 2026.11, compiled 20 November 2026",
        "27. Palma DA, Olson R. SABR. Lancet 2019. [Abstract checked]",
        "Read with care. Only 18 of 99 had colorectal cancer.",
        "wardshelf:modalities/sbrt#harms",
    ):
        assert told in citation.plain()
        assert told.replace("&", "&amp;") in citation.rich()


def test_that_a_citation_names_only_the_sources_of_its_passage():
    citation = citation_of(SBRT, ["x"], ["palma2019"], None, EDITION)
    assert "UChicago" not in citation.plain()


def test_that_markup_in_a_title_cannot_break_the_rich_text():
    citation = citation_of(SBRT, ["n < 5 & p > 1"], [], None, EDITION)
    assert "n &lt; 5 &amp; p &gt; 1" in citation.rich()


def test_that_labels_are_told_by_role_and_never_by_colour():
    assert label_lines(SBRT.labels) == [
        "Not clinically reviewed",
        "Population of the evidence: mixed solid tumours",
        "Study and source: phase 2 RCT; n = 99",
    ]


def test_that_dates_are_written_out_and_odd_ones_left_alone():
    assert long_date("2026-11-20") == "20 November 2026"
    assert long_date("autumn") == "autumn"


def test_that_a_printed_page_writes_out_links_sources_and_the_review_label():
    printed = printed_page(SBRT, EDITION, light_tokens())
    assert "this page (https://example.org/a)" in visible(printed.html)
    assert PALMA.full in printed.html
    assert NOTE in printed.html
    assert "glossary/" not in printed.html
    for told in ("edition 2026.11", "20 November 2026", "2 sources"):
        assert told in printed.footer
    assert printed.review == "Not clinically reviewed"


def test_that_large_print_has_larger_type():
    page = printed_page(SBRT, EDITION, light_tokens())
    large = printed_page(SBRT, EDITION, light_tokens(), large=True)
    assert "font-size: 13px; }" in page.css
    assert "font-size: 19px; }" in large.css


# links and heads


def test_that_links_within_a_page_keep_its_document():
    assert target_of("#results", "modalities/sbrt") == ("modalities/sbrt", "results")
    assert target_of("wardshelf:papers/comet#harms", "x") == ("papers/comet", "harms")
    assert section_link("modalities/sbrt", "results") == "wardshelf:modalities/sbrt#results"


def test_that_only_addresses_are_outside():
    assert is_outside("https://doi.org/10.1")
    assert is_outside("file:///etc/passwd")
    assert not is_outside("modalities/sbrt#results")


def test_that_a_page_head_escapes_what_the_library_says():
    page = PAGES["faqs/cured"]
    hostile = type(page)(page.doc, "faq", "<b>bold</b>", "", ("<i>",), (), (), (), ())
    assert "<b>" not in head_html(hostile)
    assert "<i>" not in head_html(hostile)


def test_that_a_label_that_fits_into_a_line_is_never_broken():
    text = chip_text(Label("MSI-H/dMMR, 1–2 lines", "qualifier"))
    assert visible(text).strip() == "MSI-H/dMMR,\N{NO-BREAK SPACE}1–2\N{NO-BREAK SPACE}lines"
    assert all(text[at + 1] == JOINER for at, letter in enumerate(text) if letter in "-–/")


def test_that_only_tables_worth_it_get_a_view_of_their_own():
    small = '<table class="data" cellspacing="0"><tr><th>a</th><th>b</th></tr></table>'
    wide = f'<table class="data" cellspacing="0"><tr>{"<th>a</th>" * 5}</tr></table>'
    html, tables = with_table_links(small + wide, 3)
    assert tables == [wide]
    assert html.count("Open table") == 1
    assert 'href="table:3"' in html


def test_that_headings_keep_the_size_of_the_style_sheet():
    assert for_view('<h2><a name="x"></a>Title</h2>') == '<p class="h2"><a name="x"></a>Title</p>'


def test_that_long_addresses_may_break_and_attributes_are_left_alone():
    html = '<p>doi:10.1016/S0140-6736(18)32487-5 <a href="references/a-very-long-key-2019">x</a></p>'
    shown = for_view(html)
    assert "\u200b" in shown
    assert visible(shown) == html
    assert 'href="references/a-very-long-key-2019"' in shown
    assert for_view(f"<p> {'x' * 60} </p>").count("\u200b") == 2
    assert for_view("<p> pseudopseudohypoparathyroidism </p>").count("\u200b") == 0


def test_that_a_citation_stays_with_the_word_before_it():
    shown = for_view(f"<p>longer survival {CITE} {CITE}.</p>")
    assert shown.count("&nbsp;<a") == 1
    assert "survival&nbsp;<a" in shown


def test_that_a_value_stays_with_its_sign():
    shown = for_view("<p>n = 99, p &lt; 0.05 and a = b, <b>x</b> = 3</p>")
    assert "n&nbsp;=&nbsp;99, p&nbsp;&lt;&nbsp;0.05 and a = b, <b>x</b>&nbsp;=&nbsp;3" in shown


def test_that_the_cells_of_a_table_are_read_with_their_header():
    cells = cells_of(
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1<br />2</td><td>x <b>y</b></td></tr></table>"
    )
    assert cells.header == ["A", "B"]
    assert cells.rows == [["1\n2", "x y"]]
    assert cells.as_text() == "A\tB\n1 2\tx y"


def test_that_titles_in_little_room_lose_brackets_then_subtitle():
    assert short_title("Stereotactic body radiotherapy (SBRT, SABR)") == "Stereotactic body radiotherapy"
    assert short_title("SABR-COMET: ablative radiotherapy to every metastasis") == "SABR-COMET"
    assert short_title("Can it be cured?") == "Can it be cured?"
    assert short_title("[SABR-COMET, first report: ablative radiotherapy]") == "SABR-COMET, first report"
    assert short_title("[Unnamed]") == "Unnamed"


# zoom


def test_that_zoom_steps_reach_both_ends_and_stop_there():
    zoom = 100
    for _ in range(20):
        zoom = stepped(zoom, 1)
    assert zoom == 300
    for _ in range(20):
        zoom = stepped(zoom, -1)
    assert zoom == 50
    assert stepped(120, 1) == 125
    assert allowed(7) == STEPS[0]


# tabs as values


def three_tabs() -> TabList:
    tabs = [Tab([TabVisit(doc)], title=doc) for doc in ("modalities/sbrt", "papers/comet", "faqs/cured")]
    return TabList(tabs, 1)


def test_that_going_somewhere_forgets_what_was_ahead():
    tab = Tab([TabVisit("a"), TabVisit("b"), TabVisit("c")], 1)
    tab.go(TabVisit("d"))
    assert [visit.doc for visit in tab.visits] == ["a", "b", "d"]
    assert tab.can_step(-1)
    assert not tab.can_step(1)


def test_that_closing_a_tab_leaves_its_neighbour_current():
    tabs = three_tabs()
    tabs.close(1)
    assert tabs.tab is not None
    assert tabs.tab.title == "faqs/cured"
    tabs.close(1)
    assert tabs.tab.title == "modalities/sbrt"
    tabs.close(0)
    assert tabs.tab is None


def test_that_ten_closed_tabs_can_be_reopened_and_no_more():
    tabs = TabList([Tab([TabVisit(str(n))], title=str(n)) for n in range(14)], 0)
    for _ in range(13):
        tabs.close(1)
    reopened = 0
    while tabs.reopen() is not None:
        reopened += 1
    assert reopened == 10


def test_that_a_moved_tab_stays_current():
    tabs = three_tabs()
    tabs.move(1, 2)
    assert [tab.title for tab in tabs.tabs] == ["modalities/sbrt", "faqs/cured", "papers/comet"]
    assert tabs.current == 2


def test_that_the_session_comes_back_as_it_was():
    tabs = three_tabs()
    tabs.tabs[1].go(TabVisit("modalities/sbrt", "results", Place(0, 42, 7)))
    again, lost = restored(tabs.state(), title_of)
    assert lost == 0
    assert [tab.visit.doc for tab in again.tabs] == ["modalities/sbrt", "modalities/sbrt", "faqs/cured"]
    assert again.current == 1
    assert again.tabs[1].visit == TabVisit("modalities/sbrt", "results", Place(0, 42, 7))
    assert again.tabs[1].can_step(-1)


def test_that_unknown_documents_are_left_out_of_a_session():
    tabs = three_tabs()
    tabs.tabs[1].visits[0].doc = "papers/withdrawn"
    again, lost = restored(tabs.state(), title_of)
    assert lost == 1
    assert [tab.visit.doc for tab in again.tabs] == ["modalities/sbrt", "faqs/cured"]
    assert again.tab is not None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_that_no_damage_to_a_session_is_fatal(value):
    assert restored(value, title_of)[0].tabs == []
    odd = {"tabs": [{"visits": value, "index": value}], "current": value}
    assert restored(odd, title_of)[0].current in (-1, 0)
    assert isinstance(place_from(value), Place)


def test_that_a_damaged_place_is_the_top():
    assert place_from([0, "x", 3]) == TOP
    assert place_from([0, 5, 3]) == Place(0, 5, 3)


def test_that_random_use_of_tabs_never_loses_the_current_one():
    rng = random.Random(7)  # noqa: S311  # not for secrets
    tabs = TabList()
    for _ in range(2_000):
        kind = rng.choice("accrm")
        count = len(tabs.tabs)
        if kind == "a":
            tabs.add(Tab([TabVisit(rng.choice(string.ascii_letters))]), rng.randint(0, count))
            tabs.current = max(tabs.current, 0)
        elif kind == "c" and count:
            tabs.close(rng.randrange(count))
        elif kind == "r":
            tabs.reopen()
            tabs.current = max(tabs.current, 0) if tabs.tabs else -1
        elif kind == "m" and count:
            tabs.move(rng.randrange(count), rng.randrange(count))
        assert (tabs.tab is not None) == bool(tabs.tabs)
