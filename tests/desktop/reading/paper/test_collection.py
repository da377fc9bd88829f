"""A collection on paper: every excerpt with its population and warnings, each source once."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from tests.desktop.reading_support import light_tokens
from viewer.desktop.reading.page.drawings import drawn_by, no_drawing
from viewer.desktop.reading.page.html import visible
from viewer.desktop.reading.paper.collection import printed_collection
from viewer.desktop.reading.paper.excerpts import excerpts, own_documents, sources_of
from viewer.desktop.reading.paper.pages import document_of
from viewer.imports.own_shelf import OwnShelf
from viewer.imports.paper_folder import PaperFolder
from viewer.imports.record import OwnPaper, PaperPart
from viewer.library.compiled import Library
from viewer.userdata.records import CollectionItem


@pytest.fixture
def library(bundled):
    with closing(Library.open(bundled)) as library:
        yield library


PAPER = OwnPaper(
    {"title": "Mine", "type": "book", "publisher": "Press"}, (PaperPart("Abstract", "One. Two."),), key="a"
)


@pytest.fixture
def own(tmp_path: Path) -> OwnShelf:
    """Two papers of the reader's own."""
    folder = PaperFolder(tmp_path)
    folder.add([PAPER, replace(PAPER, item={"title": "Second", "type": "book"}, key="b")], date(2026, 11, 28))
    return OwnShelf(folder)


def _item(doc, anchor="", heading="", text="", keys=(), edition="", title="Title"):
    return CollectionItem("", "", title, doc, anchor, heading, text, keys, edition)


def _print(library, *items, own=None):
    found = excerpts(items, library, own or OwnShelf(PaperFolder(Path("nowhere"))))
    return printed_collection(
        "tumour board 3 Dec", found, sources_of(found, library), library.edition, light_tokens()
    )


def test_that_pages_and_sections_follow_one_another_with_each_source_once(library):
    page = library.page("modalities/sbrt")
    harms = next(part for part in page.sections if "harm" in part.heading.lower())
    printed = _print(
        library, _item("modalities/sbrt", harms.anchor, harms.heading), _item("papers/sabr-comet")
    )
    text = visible(printed.html)
    assert f"{page.title} › {harms.heading}" in text
    assert text.index(harms.heading) < text.index(library.page("papers/sabr-comet").title)
    assert printed.html.count('<a name="source-palma2019">') == 1
    assert [anchor for anchor, _ in printed.headings] == ["item-1", "item-2", "sources"]
    assert library.edition.disclaimer in text
    assert library.edition.edition in printed.footer


def test_that_a_section_leaves_with_the_population_of_its_page(library):
    page = next(library.page(card.doc) for card in library.cards("paper") if card.labels)
    population = next(label.text for label in page.labels if label.role == "population")
    part = page.sections[-2]
    assert population in _print(library, _item(page.doc, part.anchor, part.heading)).html


def test_that_a_section_takes_what_is_below_it(library, own):
    page, upper = next(
        (page, part)
        for page in (library.page(card.doc) for card in library.cards())
        for part, below in zip(page.sections, page.sections[1:], strict=False)
        if part.level == 2 and below.level == 3 and part.heading
    )
    (found,) = excerpts([_item(page.doc, upper.anchor, upper.heading)], library, own)
    assert len(found.sections) > 1
    assert all(part.level > 2 for part in found.sections[1:])


def test_that_a_passage_stands_as_it_was_and_says_so_when_the_edition_is_another(library):
    here = _item(
        "papers/sabr-comet", text="n = 99\nHR 0.57", keys=("palma2019",), edition=library.edition.issue
    )
    printed = _print(library, here)
    text = " ".join(unescape(visible(printed.html)).split())
    text = " ".join(unescape(visible(printed.html)).split())
    assert text.index("n = 99") < text.index("HR 0.57")
    assert "may read otherwise" not in printed.html
    assert '<a name="source-palma2019">' in printed.html
    there = _item("papers/sabr-comet", text="n = 99", keys=("palma2019", "no-such-key"), edition="2025.1")
    assert "from edition 2025.1: the page may read otherwise" in _print(library, there).html


def test_that_what_is_gone_is_named_and_not_left_out(library):
    html = _print(library, _item("papers/gone", title="A page <gone>")).html
    assert "A page &lt;gone&gt;" in html
    assert "No longer in this edition." in html
    lost = _print(library, _item("papers/sabr-comet", "no-such", "Old heading")).html
    assert "The section “Old heading” is no longer there." in lost
    assert "Sources" not in lost


def test_that_a_reference_brings_itself(library, own):
    found = excerpts([_item("references/palma2019")], library, own)
    assert "palma2019" in [source.key for source in sources_of(found, library)]


def _doc(own, title):
    return next(doc for doc, name in own.titles().items() if name == title)


def test_that_each_excerpt_of_an_own_paper_stands_under_its_label(library, own):
    mine = _doc(own, "Mine")
    items = (_item(mine, title="Mine"), _item(mine, "part-1", "Abstract"), _item(mine, text="One."))
    printed = _print(library, *items, own=own)
    assert [text.partition(" · ")[0] for _, text in printed.headings] == ["Yours, not checked"] * 3
    assert visible(printed.html).count("Yours, not checked · Mine") == 3
    assert printed.review == "Yours, not checked"
    assert "not part of the library" in printed.footer
    assert library.edition.edition not in printed.footer
    assert library.edition.review_note not in visible(printed.html)


def test_that_a_review_of_the_edition_is_not_said_of_own_papers_beside_it(library, own):
    reviewed = replace(library.edition, clinical_review="Reviewed by a board")
    items = (_item(_doc(own, "Mine")), _item("papers/sabr-comet"))
    found = excerpts(items, library, own)
    printed = printed_collection("Board", found, sources_of(found, library), reviewed, light_tokens())
    assert printed.review == "Reviewed by a board · Your papers: not checked"
    assert library.edition.edition in printed.footer
    assert "Yours, not checked · Mine" in visible(printed.html)


def test_that_a_passage_of_an_own_paper_says_when_the_paper_was_changed_and_names_no_edition(library, own):
    mine = _doc(own, "Mine")
    same, other = excerpts([_item(mine, text="One."), _item(mine, text="Three.")], library, own)
    assert same.words == ""
    assert other.words == "This passage is as it was gathered: your paper may read otherwise now."


def test_that_a_deleted_own_paper_is_named_under_its_label(library, own):
    printed = _print(library, _item("own/gone", text="HR 0.5", title="Was mine"), own=own)
    text = visible(printed.html)
    assert "Yours, not checked · Was mine" in text
    assert "No longer among your papers." in text
    assert "HR 0.5" in text


def test_that_own_papers_are_named_once_and_cite_nothing_of_the_library(library, own):
    second, mine = _doc(own, "Second"), _doc(own, "Mine")
    items = (_item(second, keys=("palma2019",), text="x"), _item(mine), _item(second), _item("own/gone"))
    found = excerpts(items, library, own)
    assert own_documents(found) == (second, mine)
    assert sources_of(found, library) == ()


def test_that_drawings_go_with_their_section_and_their_words_stand_where_none_is_drawn(library, own, qapp):
    page = next(
        page
        for page in (library.page(card.doc) for card in library.cards("paper"))
        if any("drawing:" in part.html for part in page.sections)
    )
    drawn = next(part for part in page.sections if "drawing:" in part.html)
    printed = _print(library, _item(page.doc, drawn.anchor, drawn.heading), own=own)
    tokens, font = light_tokens(), qapp.font()
    with_drawings = document_of(printed, font, library.image, drawn_by(library.paper, tokens, font.family()))
    without = document_of(printed, font, library.image, no_drawing)
    assert "Image not shown" not in with_drawings.toPlainText()
    assert "\N{OBJECT REPLACEMENT CHARACTER}" in with_drawings.toPlainText()
    words = unescape(drawn.html.partition('src="drawing:')[2].partition('alt="')[2].partition('"')[0])
    assert words
    assert f"[Image not shown: {words}]" in without.toPlainText()
