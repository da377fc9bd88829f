"""References: what is refused, how they are numbered, how they read, and how they leave."""

import json
from typing import Any

import pytest
import rispy

from viewer.errors import Problem
from viewer.library.content import references, vancouver
from viewer.library.content.guide import Guide

PALMA: dict[str, Any] = {
    "id": "palma2019",
    "type": "article-journal",
    "title": "Stereotactic ablative radiotherapy",
    "author": [{"family": "Palma", "given": "David A."}, {"family": "Olson", "given": "R"}],
    "container-title": "Lancet",
    "issued": {"date-parts": [[2019, 5, 18]]},
    "volume": "393",
    "issue": "10185",
    "page": "2051-2058",
    "DOI": "10.1016/S0140-6736(18)32487-5",
    "PMID": "30982687",
    "PMCID": "PMC123",
    "custom": {"checked": "abstract", "checked_on": "2026-11-12", "registry": ["NCT01446744"]},
}
PAGE: dict[str, Any] = {
    "id": "uchicago",
    "type": "webpage",
    "title": "Metastatic colorectal cancer treatment",
    "publisher": "UChicago Medicine",
    "URL": "https://www.example.org/",
    "custom": {"checked": "not checked", "guide_numbers": [11]},
}


GUIDE = Guide("the guide", 26)


def parsed(*items: object, guide: Guide = GUIDE) -> tuple[dict[str, references.Reference], list[Problem]]:
    problems: list[Problem] = []
    return references.parse(json.dumps(items, indent=1), problems, guide), problems


def test_that_the_guide_keeps_its_numbers_and_others_follow():
    mskcc = {**PAGE, "id": "mskcc", "custom": {"checked": "not checked", "guide_numbers": [7, 1, 15]}}
    found, problems = parsed(PALMA, PAGE, mskcc, {**PALMA, "id": "palma2020"})
    assert problems == []
    assert {key: reference.number for key, reference in found.items()} == {
        "palma2019": 27, "uchicago": 11, "mskcc": 1, "palma2020": 28,
    }  # fmt: skip


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no key": ({"id": ""}, "`id` must be a key of small letters"),
    "an unknown field": ({"titel": "x"}, "palma2019: unknown field `titel`"),
    "an unknown type": ({"type": "poem"}, "palma2019: unknown type `poem`"),
    "a title that is no text": ({"title": 1}, "palma2019: `title` must be a text"),
    "a DOI with another address": (
        {"DOI": "https://www.example.org/10.1/x"},
        "palma2019: `DOI` is not written as a DOI is",
    ),
    "a PMID that is none": ({"PMID": "PM1"}, "palma2019: `PMID` is not written as a PMID is"),
    "a PMCID that is none": ({"PMCID": "123"}, "palma2019: `PMCID` is not written as a PMCID is"),
    "an address of one's own": (
        {"URL": "https://x.org"},
        "palma2019: an address is printed only for references of the guide",
    ),
    "an author without a name": (
        {"author": [{"given": "A"}]},
        "palma2019: an author needs `family` and `given`",
    ),
    "authors that are no list": ({"author": "Palma"}, "palma2019: `author` must be a list"),
    "a date that is a text": ({"issued": "2019"}, "palma2019: `issued` must be like"),
    "a date without a year": ({"issued": {"date-parts": [[]]}}, "palma2019: `issued` must be like"),
    "nothing checked": ({"custom": None}, "palma2019: `custom` with `checked` is needed"),
    "an unknown check": ({"custom": {"checked": "yes"}}, "palma2019: `checked` must be one of"),
    "a check without its date": (
        {"custom": {"checked": "abstract"}},
        "palma2019: `checked_on` must be the date",
    ),
    "a grade that is none": (
        {"custom": {"checked": "not checked", "grade": "C"}},
        "palma2019: `grade` must be one of A, A/B, B, P, not `C`",
    ),
    "a guide number too high": (
        {"custom": {"checked": "not checked", "guide_numbers": [27]}},
        "palma2019: `guide_numbers` must be a list of numbers from 1 to 26",
    ),
    "a register that is a text": (
        {"custom": {"checked": "not checked", "registry": "NCT1"}},
        "palma2019: `registry` must be a list",
    ),
}


@pytest.mark.parametrize(("change", "fault"), WRONG.values(), ids=WRONG)
def test_that_a_faulty_reference_is_named_and_left_out(change: dict[str, Any], fault: str):
    found, problems = parsed({**PAGE, "id": "other"}, {**PALMA, **change})
    assert list(found) == ["other"]
    assert any(fault in problem.message for problem in problems), problems
    assert all(problem.file == "references.json" for problem in problems)


def test_that_a_fault_names_the_line_of_its_key():
    _, problems = parsed(PAGE, {**PALMA, "PMID": "x"})
    text = json.dumps([PAGE, PALMA], indent=1).split("\n")
    assert [problem.line for problem in problems] == [text.index('  "id": "palma2019",') + 1]


@pytest.mark.parametrize(
    ("grade", "checked", "letter"),
    [
        ("A", "abstract", "A"),
        ("A/B", "abstract", "A"),
        ("A/B", "secondary report", "B"),
        ("P", "secondary report", "P"),
        ("B", "page", "B"),
        ("", "abstract", "A"),
        ("", "secondary report", "B"),
        ("", "page", ""),
        ("", "register", ""),
        ("", "not checked", "–"),
        ("A", "not checked", "–"),
    ],
)
def test_that_a_work_has_the_letter_of_how_far_it_was_read(grade: str, checked: str, letter: str):
    custom = {"checked": checked, "checked_on": "2026-11-12", **({"grade": grade} if grade else {})}
    found, _ = parsed({**PALMA, "custom": custom})
    assert found["palma2019"].letter == letter


def test_that_names_keep_their_letters_wherever_they_go():
    names = [{"family": "Quénet", "given": "François"}, {"family": "Rønnekleiv", "given": "Ørjan"}]
    found, problems = parsed({**PALMA, "author": names})
    item = found["palma2019"].item
    assert problems == []
    assert vancouver.full(item).startswith("Quénet F, Rønnekleiv Ø. ")
    assert vancouver.families(item) == ("Quénet", "Rønnekleiv")
    assert "Quénet, François" in references.to_ris([item])
    assert "Rønnekleiv" in references.to_csl([item])


def test_that_a_key_and_a_guide_number_belong_to_one_work():
    _, problems = parsed(PALMA, PALMA, PAGE, {**PAGE, "id": "again"})
    assert [problem.message for problem in problems] == [
        "the key `palma2019` stands twice",
        "again: guide number 11 belongs to uchicago",
    ]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"id": 1}]', "[" * 100_000, '[{"id": "a"}]'])
def test_that_a_file_that_is_no_list_of_references_is_a_fault(text: str):
    problems: list[Problem] = []
    assert references.parse(text, problems) == {}
    assert problems


@pytest.mark.parametrize(
    ("item", "full", "short"),
    [
        (
            PALMA,
            "Palma DA, Olson R. Stereotactic ablative radiotherapy. Lancet 2019;393(10185):2051–8. "
            "doi:10.1016/S0140-6736(18)32487-5",
            "Palma DA et al. Lancet 2019;393:2051–8.",
        ),
        (
            PAGE,
            "UChicago Medicine. Metastatic colorectal cancer treatment [web page].",
            "UChicago Medicine. Metastatic colorectal cancer treatment.",
        ),
        (
            {**PALMA, "author": [{"literal": "CReST Collaborative Group"}], "page": "100976", "DOI": ""},
            "CReST Collaborative Group. Stereotactic ablative radiotherapy. Lancet 2019;393(10185):100976.",
            "CReST Collaborative Group. Lancet 2019;393:100976.",
        ),
        (
            {**PALMA, "author": [*PALMA["author"], {"literal": "et al."}], "DOI": "", "title": "Which?"},
            "Palma DA, Olson R, et al. Which? Lancet 2019;393(10185):2051–8.",
            "Palma DA et al. Lancet 2019;393:2051–8.",
        ),
        (
            {"type": "report", "title": "A plan", "publisher": "WHO",
             "author": [{"family": "Oe", "given": "J.-P."}], "issued": {"date-parts": [[2021]]}},
            "Oe JP. A plan. WHO; 2021.",
            "Oe JP. A plan. 2021.",
        ),
    ],
)  # fmt: skip
def test_that_a_reference_reads_in_vancouver_style(item: dict[str, Any], full: str, short: str):
    assert vancouver.full(item) == full
    assert vancouver.short(item) == short


def test_that_only_six_authors_are_named():
    authors = [{"family": f"A{n}", "given": "B"} for n in range(8)]
    assert vancouver.authors({"author": authors}) == "A0 B, A1 B, A2 B, A3 B, A4 B, A5 B, et al."


@pytest.mark.parametrize(
    ("pages", "short"),
    [("2051-2058", "2051–8"), ("1098-1103", "1098–103"), ("99-101", "99–101"), ("S12-S19", "S12–9"),
     ("e5", "e5"), ("12-12", "12–2"), ("282–287", "282–7"), ("", "")],
)  # fmt: skip
def test_that_pages_repeat_no_digits(pages: str, short: str):
    assert vancouver.pages_short(pages) == short


@pytest.mark.parametrize(
    ("given", "short"),
    [("David A.", "DA"), ("D. A.", "DA"), ("DA", "DA"), ("Jean-Paul", "JP"), ("Émile", "É"), ("", "")],
)
def test_that_initials_stand_without_dots(given: str, short: str):
    assert vancouver.initials(given) == short


def test_that_ris_is_read_back_with_what_a_reference_manager_needs():
    (entry,) = rispy.loads(references.to_ris([PALMA]))
    assert entry["type_of_reference"] == "JOUR"
    assert entry["authors"] == ["Palma, David A.", "Olson, R"]
    assert (entry["title"], entry["year"], entry["doi"]) == (PALMA["title"], "2019", PALMA["DOI"])
    assert (entry["start_page"], entry["end_page"]) == ("2051", "2058")
    assert entry["notes"] == ["Abstract checked; NCT01446744"]
    assert entry["custom2"] == "PMC123"
    assert entry["urls"][0] == f"https://doi.org/{PALMA['DOI']}"


def test_that_a_title_of_the_compilers_says_so_in_one_note():
    made = {**PALMA, "title": "[Long-term report]", "author": [{"literal": "et al."}]}
    (entry,) = rispy.loads(references.to_ris([made]))
    (item,) = json.loads(references.to_csl([made]))
    assert entry["notes"] == [item["note"]]
    assert "title in brackets by the compilers" in item["note"]
    assert item["PMCID"] == "PMC123"


def test_that_csl_json_leaves_without_our_own_fields():
    (item,) = json.loads(references.to_csl([PALMA]))
    assert item == {**{name: value for name, value in PALMA.items() if name != "custom"},
                    "note": "Abstract checked; NCT01446744"}  # fmt: skip


def test_that_no_export_makes_a_person_of_a_cut_list_of_authors():
    cut = {**PALMA, "author": [*PALMA["author"], {"literal": "et al."}]}
    (item,) = json.loads(references.to_csl([cut]))
    assert item["author"] == PALMA["author"]
    assert item["note"].endswith("; and others")
    (entry,) = rispy.loads(references.to_ris([cut]))
    assert entry["authors"] == ["Palma, David A.", "Olson, R"]
    assert entry["notes"] == [item["note"]]


def test_that_csl_json_of_a_reference_without_names_has_no_list_of_authors():
    (item,) = json.loads(references.to_csl([{**PALMA, "author": [{"literal": "et al."}]}]))
    assert "author" not in item


def test_that_a_library_without_a_guide_numbers_from_one_and_may_print_addresses():
    page = {**PAGE, "custom": {"checked": "not checked"}}
    found, problems = parsed(page, PALMA, guide=Guide())
    assert problems == []
    assert [reference.number for reference in found.values()] == [1, 2]


def test_that_numbers_of_a_guide_need_a_guide():
    found, problems = parsed(PAGE, guide=Guide())
    assert not found
    assert [problem.message for problem in problems] == [
        "uchicago: `guide_numbers` need a [guide] with `references` in library.toml"
    ]


def test_that_all_faults_of_an_item_are_named_at_once():
    _, problems = parsed({"id": "no key!", "type": "poem", "title": "", "PMID": "x", "custom": {}})
    said = " ".join(problem.message for problem in problems)
    for fault in (
        "`id` must be a key",
        "`type` and `title` are needed",
        "`PMID` is not",
        "`checked` must be",
    ):
        assert fault in said
