"""The command line as a reader types it: what it prints, and its exit codes."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.library.written_card import write
from viewer import paths
from viewer.cli.run import main
from viewer.compile import compile_library

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's folder and cache of their own for every test."""
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "user_cache", lambda: tmp_path / "cache")
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def installed(sample_library_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample stands in for the library that came with the program."""
    monkeypatch.setattr(paths, "bundled_library", lambda: sample_library_dir)
    return sample_library_dir


def run(capsys: Captured, *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_that_a_search_prints_hits_with_place_population_and_review(capsys: Captured):
    code, out, err = run(capsys, "search", "deaths", "from", "treatment")
    assert (code, err) == (0, "")
    assert "SABR-COMET" in out
    assert "Mixed solid tumours · phase 2 RCT · n = 99" in out
    assert "modalities/sbrt#serious-harms" in out
    assert "not clinically reviewed" in out


def test_that_json_of_a_search_has_the_agreed_shape(capsys: Captured):
    code, out, _ = run(capsys, "search", "--json", "deaths")
    answer = json.loads(out)
    assert code == 0
    assert list(answer) == ["query", "corrected", "also", "total", "elapsed_ms", "hits"]
    assert list(answer["hits"][0]) == [
        "rank", "doc", "kind", "title", "heading", "anchor", "snippet", "score",
    ]  # fmt: skip
    assert [hit["rank"] for hit in answer["hits"]] == list(range(1, len(answer["hits"]) + 1))


def test_that_json_is_printed_when_nothing_is_found(capsys: Captured):
    code, out, _ = run(capsys, "search", "--json", "xylophone")
    assert code == 1
    assert (json.loads(out)["total"], json.loads(out)["hits"]) == (0, [])


def test_that_finding_nothing_never_sounds_like_no_evidence(capsys: Captured):
    code, out, _ = run(capsys, "search", "xylophone")
    assert code == 1
    assert "xylophone" in out
    assert "in this library" in out
    assert "That does not mean that no evidence exists." in out


def test_that_hits_are_limited_in_number_and_kind(capsys: Captured):
    _, out, _ = run(capsys, "search", "oligometastatic", "--limit", "1", "--json")
    assert len(json.loads(out)["hits"]) == 1
    for kind in ("faq", "faqs"):
        _, out, _ = run(capsys, "search", "--kind", kind, "oligometastatic", "--json")
        assert {hit["kind"] for hit in json.loads(out)["hits"]} == {"faq"}


@pytest.mark.parametrize("kind", ["faq", "FAQ", "Faqs"])
def test_that_a_kind_may_be_written_large(capsys: Captured, kind: str):
    assert main(["list", kind, "--json"]) == 0
    assert {entry["kind"] for entry in json.loads(capsys.readouterr().out)} == {"faq"}
    assert main(["search", "oligometastatic", "--kind", kind, "--json"]) == 0
    assert {hit["kind"] for hit in json.loads(capsys.readouterr().out)["hits"]} == {"faq"}


def test_that_a_word_may_begin_with_a_hyphen(capsys: Captured):
    code, out, _ = run(capsys, "search", "-xylophone", "oligometastatic", "--json")
    assert code in (0, 1)
    assert json.loads(out)["query"] == "-xylophone oligometastatic"
    _, out, _ = run(capsys, "search", "--json", "--", "--limit")
    assert json.loads(out)["query"] == "--limit"


def test_that_explain_gives_reasons_in_json(capsys: Captured):
    _, out, _ = run(capsys, "search", "--explain", "--json", "deaths")
    assert all("why" in hit for hit in json.loads(out)["hits"])


def test_that_a_page_is_printed_with_labels_fields_and_sources(capsys: Captured):
    code, out, _ = run(capsys, "show", "papers/sabr-comet")
    assert code == 0
    assert (
        "Not clinically reviewed · mixed solid tumours · phase 2 RCT · n = 99 · 2019 · Abstract checked"
        in out
    )
    assert "Harms: deaths from treatment 3 of 66 (4.5%) v 0 [27\u00a0A]" in out
    assert "[27] Palma DA, Olson R, Harrow S, et al." in out
    assert "Letters at the numbers: A, read in the abstract." in out
    assert "edition 2026.11, not clinically reviewed" in out


def test_that_one_section_can_be_printed(capsys: Captured):
    _, out, _ = run(capsys, "show", "modalities/sbrt#serious-harms")
    assert "Deaths from treatment: 3 of 66" in out
    assert "Doses and fractions" not in out


def test_that_a_page_is_printed_as_html_or_json(capsys: Captured):
    _, out, _ = run(capsys, "show", "modalities/sbrt", "--html")
    assert out.startswith("<!doctype html>")
    assert "Not clinically reviewed" in out
    _, out, _ = run(capsys, "show", "--json", "modalities/sbrt")
    page = json.loads(out)
    assert (page["doc"], page["kind"]) == ("modalities/sbrt", "modality")
    assert page["sections"][1]["anchor"] == "results"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("papers/sabr", "holds no document named papers/sabr. Did you mean papers/sabr-comet?"),
        ("sabr-comet", "Did you mean papers/sabr-comet?"),
        ("SBRT", "Did you mean modalities/sbrt?"),
        ("modalities/sbrt#dose", "modalities/sbrt has no heading named dose."),
        ("zzz", "The library holds no document named zzz."),
    ],
)
def test_that_a_page_that_is_not_there_is_said(capsys: Captured, asked: str, said: str):
    code, out, err = run(capsys, "show", asked)
    assert (code, out) == (1, "")
    assert said in err


def test_that_documents_are_listed(capsys: Captured):
    code, out, _ = run(capsys, "list")
    assert code == 0
    assert "papers/sabr-comet\tSABR-COMET\n" in out
    _, out, _ = run(capsys, "list", "papers", "--json")
    assert [list(entry) for entry in json.loads(out)] == [["doc", "kind", "title", "summary"]]


def test_that_a_content_folder_is_checked(capsys: Captured, content: Path):
    assert run(capsys, "check", content) == (0, "", f"{content}: 0 faults, 0 warnings\n")
    (content / "notes.txt").write_text("x")
    code, out, err = run(capsys, "check", content)
    assert (code, out) == (0, "notes.txt: warning: is not read: no such file belongs here\n")
    (content / "library.toml").unlink()
    code, out, err = run(capsys, "check", content)
    assert code == 1
    assert "library.toml: is missing" in out
    assert err == f"{content}: 1 fault, 1 warning\n"


def test_that_what_pages_say_of_provenance_is_measured(capsys: Captured, content: Path):
    code, _, err = run(capsys, "check", content, "--readability")
    assert code == 2
    assert err == f"{content} has no provenance.tsv with the phrases to count, or no pages.\n"
    (content / "provenance.tsv").write_text("phrase\nno such words\n")
    code, out, err = run(capsys, "check", "--readability", content)
    assert (code, err) == (0, f"{content}: 0.0% in the median page, at most 12%; 0 pages over 30%\n")
    assert "  0.0%      15  pages/home\n" in out
    (content / "provenance.tsv").write_text("phrase\nsurvival\n")
    code, out, _ = run(capsys, "check", "--readability", content)
    assert code == 1
    assert "over 30%" in out


def test_that_a_library_is_built_and_then_searched_without_building_its_index_again(
    capsys: Captured, content: Path, tmp_path: Path
):
    out_dir = tmp_path / "Bücher é" / "library"
    code, out, err = run(capsys, "build", content, "-o", out_dir)
    assert (code, err) == (0, "")
    assert out == f"Built {out_dir}: 14 documents, 47 passages, 0 warnings.\n"
    code, out, err = run(capsys, "--library", out_dir, "search", "oligometastatic")
    assert (code, err) == (0, "")
    assert not (tmp_path / "cache").exists()


def test_that_faulty_content_builds_nothing(capsys: Captured, content: Path, tmp_path: Path):
    (content / "library.toml").unlink()
    code, out, err = run(capsys, "build", content, "-o", tmp_path / "out")
    assert (code, out) == (1, "")
    assert err == f"library.toml: is missing\nNothing was built: 1 fault in {content}.\n"
    assert not (tmp_path / "out").exists()


def test_that_a_library_from_elsewhere_is_searched_as_it_lies(
    capsys: Captured, library_dir: Path, reader: Path
):
    code, out, err = run(capsys, "search", "oligometastatic", f"--library={library_dir}")
    assert (code, err) == (0, "")
    assert "oligometastatic" in out
    assert not reader.exists() or not list(reader.iterdir())


def test_that_a_missing_index_is_built_once(capsys: Captured, library_dir: Path):
    shutil.rmtree(library_dir / "index")
    code, _, err = run(capsys, "search", "oligometastatic", f"--library={library_dir}")
    assert (code, err) == (0, "The search index is built once for this library …\n")
    assert run(capsys, "search", "oligometastatic", f"--library={library_dir}")[2] == ""


@pytest.mark.parametrize("what", ["user_data", "user_cache"])
def test_that_search_works_where_nothing_can_be_kept(
    capsys: Captured, library_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
):
    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(paths, what, lambda: tmp_path / "file")
    shutil.rmtree(library_dir / "index")
    code, out, err = run(capsys, "search", "oligometastatic", "--library", library_dir)
    assert code == 0
    assert "oligometastatic" in out
    assert err == "The search index is built once for this library …\n"


def test_that_the_window_can_have_the_index_built(capsys: Captured, library_dir: Path, tmp_path: Path):
    data = tmp_path / "other"
    assert run(capsys, "--library", library_dir, "--data-dir", data, "_index")[0] == 0
    shutil.rmtree(library_dir / "index")
    code, _, err = run(capsys, "search", "oligometastatic", "--library", library_dir, "--data-dir", data)
    assert (code, err) == (0, "")


def test_that_a_library_is_begun_checked_and_built(capsys: Captured, tmp_path: Path):
    folder = tmp_path / "rooms"
    code, out, _ = run(capsys, "new", "library", folder, "--title", "Rooms")
    assert code == 0
    assert f"wardshelf edit {folder}" in out
    assert run(capsys, "check", folder, "--release")[0] == 0
    assert run(capsys, "new", "reference", "smith2019", "--content", folder)[0] == 0
    assert run(capsys, "new", "faq", "why", "--content", folder)[0] == 0
    assert run(capsys, "check", folder)[0] == 1
    assert run(capsys, "build", folder, "-o", tmp_path / "out")[0] == 1


def test_that_only_for_a_release_what_is_left_to_do_is_a_fault(capsys: Captured, tmp_path: Path):
    folder = Path(__file__).parents[1] / "cases" / "second"
    code, out, err = run(capsys, "check", folder)
    assert (code, out.count(": to do: ")) == (0, 3)
    assert err.endswith("0 faults, 0 warnings, 3 to do\n")
    code, again, err = run(capsys, "check", folder, "--release")
    assert (code, again) == (1, out)
    assert err.endswith("Not fit for release: everything that is named above must be mended first.\n")


def test_that_a_template_of_a_paper_names_every_field_to_be_filled(capsys: Captured, content: Path):
    code, out, _ = run(capsys, "new", "paper", "palma2020", "--content", content)
    path = content / "papers" / "palma2020.md"
    assert code == 0
    assert f"Wrote {path}." in out
    assert "reference: palma2020" in path.read_text(encoding="utf-8")
    _, out, _ = run(capsys, "check", content)
    faults = [line.partition(": ")[2] for line in out.splitlines()]
    assert all("missing" not in fault and "unknown field" not in fault for fault in faults), faults
    code, _, err = run(capsys, "new", "paper", "palma2020", "--content", content)
    assert (code, err) == (2, f"{path} is there already.\n")


def test_that_a_filled_template_is_a_faultless_paper(capsys: Captured, content: Path):
    run(capsys, "new", "paper", "palma2020", "--content", content)
    path = content / "papers" / "palma2020.md"
    text = path.read_text(encoding="utf-8")
    values = {"population": "[metastatic rectal]", "year": "2020", "grade": "A", "line": "any"}
    for field, value in {**values, "type": "randomised"}.items():
        line = next(line for line in text.split("\n") if line.startswith(f"{field}:"))
        text = text.replace(line, f"{field}: {value}")
    text = text.replace("at most 240 characters", "brief").replace("TODO", "Told")
    path.write_text(text, encoding="utf-8")
    assert run(capsys, "check", content)[:2] == (0, "")


def test_that_places_are_taken_before_or_after_the_command(capsys: Captured, library_dir: Path, reader: Path):
    toml_title = "Sample library"
    for arguments in (
        ("--library", library_dir, "show", "pages/home"),
        ("show", "pages/home", f"--library={library_dir}"),
        ("show", "--library", library_dir, "pages/home", "--data-dir", reader),
    ):
        code, out, _ = run(capsys, *arguments)
        assert code == 0
        assert toml_title in out


def test_that_help_and_version_are_printed(capsys: Captured):
    for arguments in (("--help",), ("search", "--help"), ("build", "-h"), ("--version",)):
        code, out, err = run(capsys, *arguments)
        assert (code, err) == (0, "")
        assert "wardshelf" in out


def stand_in(monkeypatch: pytest.MonkeyPatch, window: Callable[..., int | None]) -> None:
    """Put a function in the place of the window, so that these tests need no Qt."""
    monkeypatch.setitem(sys.modules, "viewer.desktop.start", SimpleNamespace(run=window))


def test_that_without_a_display_the_contents_are_printed(capsys: Captured, monkeypatch: pytest.MonkeyPatch):
    stand_in(monkeypatch, lambda *_: None)
    code, out, err = run(capsys)
    assert code == 0
    assert "no display" in err
    assert "Sample library, edition 2026.11" in out
    assert "Papers (1)" in out
    assert "wardshelf search WORDS" in out


def test_that_without_a_display_hits_are_printed(capsys: Captured, monkeypatch: pytest.MonkeyPatch):
    stand_in(monkeypatch, lambda *_: None)
    code, out, _ = run(capsys, "oligometastatic", "disease")
    assert code == 0
    assert "faqs/oligometastatic" in out
    code, out, _ = run(capsys, "xylophone")
    assert code == 0
    assert "in this library" in out


def test_that_the_window_gets_library_folder_and_query(
    capsys: Captured, installed: Path, reader: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[tuple[object, ...]] = []

    def window(*arguments: object) -> int:
        asked.append(arguments)
        return 0

    stand_in(monkeypatch, window)
    assert run(capsys, "sbrt", "-lung", "--data-dir", reader) == (0, "", "")
    assert asked == [(installed, reader, "sbrt -lung")]


def test_that_a_missing_system_library_is_one_sentence_and_the_text_goes_on(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delitem(sys.modules, "viewer.desktop.start", raising=False)
    monkeypatch.setitem(sys.modules, "PySide6.QtCore", None)
    monkeypatch.setitem(sys.modules, "PySide6.QtGui", None)
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    code, out, err = run(capsys)
    assert code == 0
    assert err.startswith("The window cannot be opened (")
    assert "Papers (1)" in out


def test_that_a_page_as_html_says_its_drawings_in_words(content: Path, tmp_path: Path, capsys: Captured):
    write(content)
    compile_library(content, tmp_path / "built")
    command = ["--library", str(tmp_path / "built"), "show", "papers/sabr-comet", "--html"]
    assert main(command) == 0
    out = capsys.readouterr().out
    assert "drawing:" not in out
    assert "<i>[HR 0.57 (interval not stated); below 1 better with SABR, above with control]</i>" in out
