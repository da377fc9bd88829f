"""What two editions are said to differ in."""

from dataclasses import replace

import pytest

from viewer.library.changes.comparison import (
    ADDED,
    CORRECTED,
    MOVED,
    OWN_PAGE,
    REWORDED,
    WITHDRAWN,
    CitedWork,
    compare,
    statements,
)
from viewer.library.model import Page, Section, Source

KEMENY = Source("kemeny1999", 27, "Kemeny.", "Kemeny N.", "Abstract checked", 1999)
GUIDE = Source("guide", 3, "The guide.", "The guide.", "Page checked")


def page(text: str, doc: str = "faqs/hai", kind: str = "faq", anchor: str = "answer") -> Page:
    return Page(
        doc, kind, "What is HAI?", "", (), (), (Section(anchor, "Answer", 2, "", text),), (KEMENY, GUIDE), ()
    )


def found(old: str, new: str) -> list[tuple[str, str, str]]:
    changes = compare([page(old)], [page(new)]).changes
    return [(one.what, one.old.text if one.old else "", one.new.text if one.new else "") for one in changes]


def test_that_what_stands_in_both_is_no_change():
    assert found("Two lived. Three died.", "Three died. Two lived.") == []


def test_that_another_number_or_letter_of_a_citation_is_no_change():
    old, new = page("Medians were alike [27]."), page("Medians were alike [28\u00a0B, p. 3].")
    new = replace(new, sources=(replace(KEMENY, number=28),))
    assert compare([old], [new]).changes == ()


def test_that_a_sentence_comes_and_another_goes():
    assert found("Pumps clot. Nobody knows why.", "Pumps clot. Bile ducts scar in one of five.") == [
        (ADDED, "", "Bile ducts scar in one of five."),
        (WITHDRAWN, "Nobody knows why.", ""),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Median survival was 72.2 v 59.3 months [27].", "Median survival was 72.2 v 58.8 months [27]."),
        ("Median survival was 72.2 v 59.3 months [27].", "Median survival was 59.3 v 72.2 months [27]."),
        (
            "Survival was significantly longer in one arm.",
            "Survival was not significantly longer in one arm.",
        ),
        ("Antibodies were tested in wild-type tumours.", "Antibodies were tested in mutant tumours."),
        ("More people on it had early progression.", "More people on it had progressive disease."),
    ],
)
def test_that_a_statement_that_says_otherwise_is_corrected(old: str, new: str):
    ((what, before, after),) = found(old, new)
    assert (what, before) == (CORRECTED, old.replace(" [27]", ""))
    assert after == new.replace(" [27]", "")


def test_that_a_statement_with_the_same_figures_is_reworded():
    old = "In a Dutch study 2 of 20 patients (10%) had complications of the pump."
    assert [one[0] for one in found(old, old.replace("patients", "people"))] == [REWORDED]


def test_that_the_most_alike_are_paired():
    old = "Response was 30% with the pump. Response was 12% without the pump."
    new = "Response was 31% with the pump. Response was 13% without the pump."
    assert [(before[:15], after[:15]) for _, before, after in found(old, new)] == [
        ("Response was 30", "Response was 31"),
        ("Response was 12", "Response was 13"),
    ]


def test_that_a_long_statement_on_another_page_has_moved():
    long = "In this trial of one hospital survival at two years was longer with the pump."
    old = [page(f"{long} Short one."), page("One.", "faqs/b")]
    new = [page("Two."), page(f"One. {long} Short one.", "faqs/b")]
    changes = {(one.what, one.here.doc, one.here.text) for one in compare(old, new).changes}
    assert (MOVED, "faqs/b", long) in changes
    assert (ADDED, "faqs/b", "Short one.") in changes
    assert (WITHDRAWN, "faqs/hai", "Short one.") in changes


def test_that_new_and_withdrawn_pages_and_references_are_named():
    old = [page("One."), page("Gone.", "faqs/gone"), page("x", "references/a", "reference")]
    new = [page("One."), page("New.", "faqs/new"), page("y", "references/b", "reference")]
    result = compare(old, new)
    assert [one.doc for one in result.new_pages] == ["faqs/new"]
    assert [one.doc for one in result.gone_pages] == ["faqs/gone"]
    assert (result.new_sources, result.gone_sources) == (("references/b",), ("references/a",))
    assert {(one.what, one.here.text) for one in result.changes} == {(ADDED, "New."), (WITHDRAWN, "Gone.")}


def test_that_the_page_of_changes_is_no_change():
    assert compare([page("One.", OWN_PAGE)], [page("Two.", OWN_PAGE)]).changes == ()


def test_that_links_and_rows_about_the_source_are_no_statements():
    assert list(statements(page("Other pages", anchor="related"))) == []
    glance = page("Grade: A\nHarms: none\nChecked: abstract", anchor="at-a-glance")
    assert [one.text for one in statements(glance)] == ["Harms: none"]


def test_that_statements_keep_their_citations_and_leave_other_brackets():
    said = list(statements(page("• Scars in 22%. [27\u00a0A, p.\u00a03] Many [sic] saw [99] so. It clots.")))
    assert [one.text for one in said] == ["Scars in 22%.", "Many [sic] saw [99] so.", "It clots."]
    assert said[0].citations == (CitedWork("kemeny1999", "p.\u00a03", "A"),)


def test_that_a_row_that_cites_once_cites_for_all_it_says():
    said = list(statements(page("Harms: 2 of 20 had scars. One died [3]")))
    assert [one.citations for one in said] == [(CitedWork("guide"),), (CitedWork("guide"),)]
