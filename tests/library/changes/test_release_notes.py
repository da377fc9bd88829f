"""The page and the table that are made of a comparison: what they hold passes our own checks."""

from pathlib import Path

import pytest

from viewer.compile import compile_library
from viewer.library.changes import release_notes
from viewer.library.changes.comparison import compare
from viewer.library.checks.check import check, draft
from viewer.library.compiled import Library
from viewer.library.content import changed

RESULT = "| 5-year overall survival | 42.3% | 17.7% [@palma2020] |"


@pytest.fixture
def former(content: Path, tmp_path: Path) -> Path:
    """The former edition, with another figure, a page more, and a page less."""
    folder = tmp_path / "former"
    folder.mkdir()
    for file in content.rglob("*"):
        if file.is_file():
            place = folder / file.relative_to(content)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read_bytes())
    change(folder / "library.toml", 'edition = "2026.11"', 'edition = "2026.10"')
    change(folder / "modalities/sbrt.md", RESULT, RESULT.replace("42.3%", "43.2%"))
    (folder / "pages/gone.md").write_text("---\ntitle: Gone in 1999\nsummary: All of it.\n---\n\nText.\n")
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def notes(former: Path, content: Path, *, table: bool = False) -> str:
    old, new = draft(former), draft(content)
    pages = [[entry.page for entry in side.entries] for side in (old, new)]
    comparison = compare(*pages)
    if table:
        return release_notes.table(comparison, old.edition, new.edition)
    titles = {page.doc: page.title for side in pages for page in side}
    return release_notes.markdown(comparison, old.edition, new.edition, titles)


def test_that_a_wrong_figure_stands_beside_its_correction(former: Path, content: Path):
    text = notes(former, content)
    assert "## Edition 2026.11, compared with 2026.10" in text
    assert (
        "| [Stereotactic body radiotherapy (SBRT, SABR)](modalities/sbrt#results) "
        "| 5-year overall survival — SABR: 43.2%; Standard care: 17.7% "
        "| 5-year overall survival — SABR: 42.3%; Standard care: 17.7% [@palma2020, read A] |\n"
    ) in text
    assert "### Pages withdrawn\n\n| Page | Former edition |\n|---|---|\n| Gone in 1999 |" in text


def test_that_the_page_passes_the_checks_though_it_repeats_wrong_figures(former: Path, content: Path):
    (content / "pages/changes.md").write_text(notes(former, content), encoding="utf-8")
    assert list(check(content)) == []


def test_that_a_figure_of_this_edition_is_still_judged(former: Path, content: Path):
    text = notes(former, content)
    (content / "pages/changes.md").write_text(text.replace("SABR: 42.3%", "SABR: 44.4%"), encoding="utf-8")
    assert ["44.4% is not in facts/" in str(problem) for problem in check(content)] == [True]


def test_that_markup_in_a_statement_is_no_markup_of_the_page(former: Path, content: Path):
    said = "All 12 of it \\| &lt;i> \\[x\\](y) \\*so\\* &amp; `code`."
    change(former / "faqs/oligometastatic.md", "## Treatment", f"{said}\n\n## Treatment")
    text = notes(former, content)
    assert "All 12 of it \\| \\<i\\> \\[x\\](y) \\*so\\* \\& code." in text
    (content / "pages/changes.md").write_text(text, encoding="utf-8")
    assert list(check(content)) == []


def test_that_each_page_says_what_changed_on_it(former: Path, content: Path, tmp_path: Path):
    (former / "faqs/oligometastatic.md").unlink()
    table = notes(former, content, table=True)
    assert "modalities/sbrt\t2026.11\t2026.10\t0\t1\t0\n" in table
    assert "faqs/oligometastatic\t2026.11\t2026.10\tpage\t0\t0\n" in table
    assert "pages/gone" not in table
    (content / changed.FILE).write_text(table, encoding="utf-8")
    assert compile_library(content, tmp_path / "library") == ()
    library = Library.open(tmp_path / "library")
    assert library.page("modalities/sbrt").labels[-1].text == "Changed since 2026.10: 1 corrected"
    assert library.page("faqs/oligometastatic").labels[-1].text == "New since 2026.10"
    assert not any("since" in label.text for label in library.page("papers/sabr-comet").labels)
    library.close()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("pages/x\t2026.11\t2026.10\t1\t0\t0", "changes.tsv:2: warning: there is no document `pages/x`"),
        ("pages/home\t2026.12\t2026.11\t1\t0\t0", "changes.tsv:2: warning: is about edition 2026.12"),
        ("pages/home\t2026.11\t2026.10\tmany\t0\t0", "changes.tsv:2: a change needs the edition it is since"),
        ("pages/home\t2026.11\t\t1\t0\t0", "changes.tsv:2: a change needs the edition it is since"),
        ("pages/home\t2026.11\t2026.10\t1\tpage\t0", "changes.tsv:2: a change needs the edition it is since"),
    ],
)
def test_that_a_table_of_another_edition_labels_nothing(content: Path, row: str, fault: str):
    (content / changed.FILE).write_text("\t".join(changed.COLUMNS) + f"\n{row}\n", encoding="utf-8")
    assert [str(problem)[: len(fault)] for problem in check(content)] == [fault]
