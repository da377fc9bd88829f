"""Papers as data on the command line: narrowed, side by side, and written as FHIR."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.library.written_card import CARD, write
from viewer.cli.run import main
from viewer.compile import compile_library
from viewer.evidence import fhir_reader
from viewer.library.compiled import Library

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def built(sample_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three papers: one of 2019, a later one, and one without outcomes."""
    folder = tmp_path_factory.mktemp("papers")
    content = Path(shutil.copytree(sample_content, folder / "content"))
    bare = (content / CARD).read_text(encoding="utf-8").replace("title: SABR-COMET", "title: Bare")
    (content / "papers/bare.md").write_text(bare, encoding="utf-8")
    write(content)
    later = (content / CARD).read_text(encoding="utf-8")
    for old, new in (
        ("study: SABR-COMET", "study: LATER"),
        ("year: 2019", "year: 2021"),
        ("line: any", "line: first"),
        ("at: 5 years", "at: 3 years"),
    ):
        later = later.replace(old, new)
    (content / "papers/later.md").write_text(later, encoding="utf-8")
    compile_library(content, folder / "library")
    return folder / "library"


def run(capsys: Captured, library: Path, *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments, "--library", str(library)])
    out, err = capsys.readouterr()
    return code, out, err


def studies(out: str) -> list[str]:
    return [paper["study"] for paper in json.loads(out)]


def test_that_papers_are_printed_with_harm_before_result_and_a_caution(built: Path, capsys: Captured):
    code, out, err = run(capsys, built, "papers", "--line", "any")
    assert (code, err) == (0, "")
    assert out.index("Death from treatment") < out.index("42.3%")
    assert "Different patients: do not compare down the column." in out
    assert "1 of 3 papers" in out


NARROWED = {
    (): ["LATER", "Bare", "SABR-COMET"],
    ("--line", "FIRST"): ["LATER"],
    ("--line", "first", "--line", "any"): ["LATER", "SABR-COMET"],
    ("--type", "randomised"): ["LATER", "SABR-COMET"],
    ("--type", "not stated"): ["Bare"],
    ("--biomarker", "any", "--treatment", "radiation", "--population", "mixed solid tumours"): [
        "LATER", "SABR-COMET",
    ],
    ("--met", "met", "--read", "A", "--outcome", "death from treatment"): ["LATER", "SABR-COMET"],
    ("--year", "2020-"): ["LATER"],
    ("--year", "-2020"): ["Bare", "SABR-COMET"],
    ("--year", "2021"): ["LATER"],
    ("--year", "2019-2021", "--words", "lat"): ["LATER"],
    ("--sort", "name"): ["Bare", "LATER", "SABR-COMET"],
}  # fmt: skip


@pytest.mark.parametrize(("options", "found"), NARROWED.items(), ids=lambda one: " ".join(one)[:60])
def test_that_options_narrow_papers(
    built: Path, capsys: Captured, options: tuple[str, ...], found: list[str]
):
    code, out, _ = run(capsys, built, "papers", "--json", *options)
    assert code == 0
    assert studies(out) == found


def test_that_papers_as_csv_have_a_row_each(built: Path, capsys: Captured):
    _, out, _ = run(capsys, built, "papers", "--csv", "--line", "any")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["Study"], row["n"], row["Card"]) == ("SABR-COMET", "99", "papers/sabr-comet")
    assert "42.3% v 17.7%" in row["Main result"]


def test_that_no_paper_never_sounds_like_no_evidence(built: Path, capsys: Captured):
    code, out, _ = run(capsys, built, "papers", "--words", "xylophone")
    assert code == 1
    assert "That does not mean that no evidence exists." in out
    code, out, _ = run(capsys, built, "papers", "--words", "xylophone", "--json")
    assert (code, json.loads(out)) == (1, [])


WRONG = {
    ("papers", "--line", "fifth"): "No paper has the line 'fifth'. There are: any; first; not stated.",
    ("papers", "--year", "2021-2019"): "--year 2021-2019 runs backwards.",
    ("papers", "--year", "soon"): "--year takes 2019, 2019-2021, 2019- or -2021, not 'soon'.",
    ("compare", "later"): "compare takes 2 to 4 different papers.",
    ("compare", "later", "papers/later"): "compare takes 2 to 4 different papers.",
    ("compare", "later", "latter"): "The library holds no paper named 'latter'. Did you mean later?",
    ("export-evidence", "xylophone", "-o", "x"): "The library holds no paper named 'xylophone'.",
}


@pytest.mark.parametrize(("arguments", "sentence"), WRONG.items(), ids=lambda one: " ".join(one)[:60])
def test_that_wrong_usage_is_one_sentence(
    built: Path, capsys: Captured, arguments: tuple[str, ...], sentence: str
):
    assert run(capsys, built, *arguments) == (2, "", f"{sentence}\n")


def test_that_an_order_by_effect_cannot_be_asked_for(built: Path, capsys: Captured):
    for order in ("effect", "hr", "result", "met", "survival"):
        code, out, err = run(capsys, built, "papers", "--sort", order)
        assert (code, out) == (2, "")
        assert "invalid choice" in err.lower()


def test_that_papers_stand_side_by_side_with_their_sources(built: Path, capsys: Captured):
    code, out, err = run(capsys, built, "compare", "sabr-comet", "papers/later")
    assert (code, err) == (0, "")
    assert out.startswith("Different patients: do not compare across columns.")
    assert "palma2019: Palma DA" in out
    assert "Not clinically reviewed" in out
    code, out, _ = run(capsys, built, "compare", "sabr-comet", "later", "bare", "--json")
    assert [paper["doc"] for paper in json.loads(out)["papers"]] == [
        "papers/sabr-comet", "papers/later", "papers/bare",
    ]  # fmt: skip


def test_that_papers_are_written_as_fhir_and_nothing_is_lost(built: Path, capsys: Captured, tmp_path: Path):
    out_file = tmp_path / "evidence.json"
    code, out, err = run(capsys, built, "export-evidence", "-o", str(out_file))
    assert (code, out, err) == (0, f"Wrote {out_file}: 3 papers, 4 outcomes.\n", "")
    library = Library.open(built)
    assert fhir_reader.papers(out_file.read_text(encoding="utf-8")) == library.papers()
    library.close()
    code, out, _ = run(capsys, built, "export-evidence", "later", "-o", str(out_file))
    assert (code, out) == (0, f"Wrote {out_file}: 1 paper, 2 outcomes.\n")


def test_that_a_place_that_cannot_be_written_is_one_sentence(built: Path, capsys: Captured, tmp_path: Path):
    code, _, err = run(capsys, built, "export-evidence", "-o", str(tmp_path / "none" / "x.json"))
    assert code == 2
    assert "could not be written" in err
    assert err.count("\n") == 1


def test_that_the_drawings_of_a_card_are_printed_as_one_picture(built: Path, capsys: Captured):
    code, out, err = run(capsys, built, "show", "papers/sabr-comet", "--svg")
    assert (code, err) == (0, "")
    assert out.startswith("<svg ")
    assert out.endswith("</svg>\n")
    assert "42.3% (95% CI 28–56)" in out
    assert "Palma DA" in out
    assert run(capsys, built, "show", "modalities/sbrt", "--svg")[0] == 2
