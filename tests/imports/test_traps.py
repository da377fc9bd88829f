"""The traps of real exports, one a test."""

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from viewer.imports.intake import Intake, read_bytes, take_in
from viewer.imports.plain import date_of, doi_of, one_line
from viewer.imports.record import OwnPaper, Passed, Refusal

RIS = "TY  - JOUR\nAU  - Quénet, François\nTI  - Größe “µ”\nPY  - 2019\nER  - \n"
Write = Callable[..., Path]


def papers(text: str | bytes) -> list[OwnPaper]:
    data = text.encode() if isinstance(text, str) else text
    return [one for one in read_bytes(data) if isinstance(one, OwnPaper)]


def refusals(text: str) -> list[Refusal]:
    return [one for one in read_bytes(text.encode()) if isinstance(one, Refusal)]


def abstract(paper: OwnPaper) -> str:
    return "\n\n".join(part.text for part in paper.parts)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: codecs.BOM_UTF8 + text.encode("utf-8"),
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16-le", "utf-16-be", "utf-16 without a mark", "windows-1252"],
)
def test_that_letters_come_through_every_encoding(encode: Callable[[str], bytes], ending: str):
    (paper,) = papers(encode(RIS.replace("\n", ending)))
    assert paper.title == "Größe “µ”"
    assert paper.item["author"] == [{"family": "Quénet", "given": "François"}]


@pytest.mark.parametrize("name", ["paper.txt", "paper.xml", "paper.json", "paper", "paper.md"])
def test_that_the_form_is_told_by_content_and_not_by_ending(tmp_path: Path, name: str):
    (tmp_path / name).write_text(RIS, encoding="utf-8")
    assert [paper.form for paper in take_in([tmp_path / name]).papers] == ["RIS"]


def test_that_er_inside_an_abstract_ends_no_record():
    (paper,) = papers("TY  - JOUR\nTI  - T\nAB  - Receptors:\nER  - positive in 40%.\nPY  - 2019\nER  - \n")
    assert abstract(paper) == "Receptors: ER - positive in 40%."
    assert paper.year == 2019


def test_that_a_blank_line_ends_neither_abstract_nor_record():
    (paper,) = papers("TY  - JOUR\nTI  - T\nAB  - One.\n\nTwo.\n\nPY  - 2019\nER  - \n")
    assert abstract(paper) == "One.\n\nTwo."
    assert paper.year == 2019


def test_that_records_without_ty_or_er_are_records():
    found = papers("TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \nTI  - Three\nAU  - A, B\n")
    assert [paper.title for paper in found] == ["One", "Two", "Three"]


def test_that_what_stands_between_records_is_told_with_its_line():
    found = list(read_bytes(f"Search: liver\nRecord #1 of 784\n{RIS}C1  - x\n{RIS}".encode()))
    assert [one.line for one in found if isinstance(one, Passed)] == [1, 8]
    assert len([one for one in found if isinstance(one, OwnPaper)]) == 2


def test_that_a_medline_continuation_in_capitals_is_text():
    (paper,) = papers("PMID- 1\nTI  - Title\n      MRI - GUIDED\nAB  - One\n      ER  - positive\n\n")
    assert paper.title == "Title MRI - GUIDED"
    assert abstract(paper) == "One ER - positive"


def test_that_an_unknown_tag_at_the_left_margin_of_an_abstract_is_text():
    (paper,) = papers("PMID- 1\nTI  - Title\nAB  - One\nPFS - was longer\nDP  - 2019\n")
    assert abstract(paper) == "One PFS - was longer"
    assert paper.year == 2019


def test_that_several_abstracts_and_addresses_are_all_kept():
    (paper,) = papers("PMID- 1\nTI  - T\nAB  - One\nAB  - Two\nAD  - Here\nAD  - There\n")
    assert [part.text for part in paper.parts] == ["One", "Two"]
    assert [value for name, value in paper.more if name == "AD"] == ["Here", "There"]


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("https://doi.org/10.1016/S0140-6736(18)32487-5.", "10.1016/s0140-6736(18)32487-5"),
        ("doi: 10.1000/ABC", "10.1000/abc"),
        ("(10.1000/abc)", "10.1000/abc"),
        ("10.1002/(SICI)1097-0142(19990101)85:1<1::AID-CNCR1>3.0.CO;2-N",
         "10.1002/(sici)1097-0142(19990101)85:1<1::aid-cncr1>3.0.co;2-n"),
        ("http://dx.doi.org/10.1000%2Fabc,", "10.1000/abc"),
        ("none", ""),
    ],
)  # fmt: skip
def test_that_a_doi_comes_without_prefix_capitals_or_dot(written: str, doi: str):
    assert doi_of(written) == doi


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2019", [2019]),
        ("2019 May 18", [2019, 5, 18]),
        ("2019/05/18/", [2019, 5, 18]),
        ("2019-05", [2019, 5]),
        ("May 2019", [2019, 5]),
        ("18 May 2019", [2019, 5, 18]),
        ("May 18, 2019", [2019, 5, 18]),
        ("2019 Jan-Feb", [2019]),
        ("2019 Spring", [2019]),
        ("2019/13/40", [2019]),
        ("in press", []),
    ],
)
def test_that_dates_have_the_precision_they_state(written: str, parts: list[int]):
    assert date_of(written) == parts


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<i>KRAS</i> &amp; <b>BRAF</b>", "KRAS & BRAF"),
        ("p < 0.05 and n > 3", "p < 0.05 and n > 3"),
        ("p<0.05 in <i>KRAS</i>", "p<0.05 in KRAS"),
        ("10<sup>9</sup> cells", "10⁹ cells"),
        ("CO<sub>2</sub>", "CO2"),
        ("&lt;i&gt;KRAS&lt;/i&gt;", "KRAS"),
    ],
)
def test_that_html_leaves_a_title_and_signs_stay(written: str, plain: str):
    assert one_line(written) == plain


def test_that_groups_are_one_name():
    (paper,) = papers(
        "TY  - JOUR\nTI  - T\nAU  - BEACON Investigators\nAU  - Union, European Study Group\nER  - "
    )
    assert [sorted(name) for name in paper.item["author"]] == [["literal"], ["literal"]]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><article>&b;</article>',
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><article>&b;</article>",
        "<article>" + "<sec>" * 5_000,
        "<article>&unknown;</article>",
        "<html><body/></html>",
        "[" * 100_000,
        '[{"title": ' + "[" * 100_000,
        "@article{a, title={" + "{" * 5_000,
        "",
        "\n\n",
        "no form at all",
    ],
    ids=range(11),
)
def test_that_what_cannot_be_read_is_one_refusal_with_a_line(text: str):
    found = list(read_bytes(text.encode()))
    assert len(found) == 1
    assert isinstance(found[0], Refusal)
    assert found[0].line >= 1


def test_that_a_record_without_a_title_is_refused_with_its_line():
    assert [one.line for one in refusals(f"{RIS}TY  - JOUR\nAU  - A, B\nER  - \n")] == [6]


def test_that_a_broken_file_among_others_keeps_no_other_from_being_read(tmp_path: Path):
    (tmp_path / "good.ris").write_text(RIS, encoding="utf-8")
    (tmp_path / "bad.ris").write_bytes(bytes(range(256)) * 9)
    found: Intake = take_in([tmp_path / "missing.ris", tmp_path / "bad.ris", tmp_path, tmp_path / "good.ris"])
    assert len(found.papers) == 1
    assert [fault.file for fault in found.faults] == ["missing.ris", "bad.ris", tmp_path.name]
