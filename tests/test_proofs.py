"""Proofs of a folder that is being written: faults and all, where something was saved, the same as built."""

from pathlib import Path

import pytest

from viewer.library.checks.check import check
from viewer.library.checks.memo import Memo
from viewer.library.compiled import Library
from viewer.library.content import templates
from viewer.proofs import Proofs


@pytest.fixture
def proofs(content: Path, tmp_path: Path) -> Proofs:
    return Proofs(content, tmp_path / "proofs")


def append(path: Path, text: str) -> None:
    """Save a file that is longer than before, as an editor does."""
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


def page_text(directory: Path | None, doc: str) -> str:
    assert directory is not None
    library = Library.open(directory)
    text = library.page(doc).text
    library.close()
    return text


def test_that_a_folder_is_read_again_only_where_a_file_was_saved(proofs: Proofs):
    assert proofs.renew() is not None
    assert proofs.renew() is None
    append(proofs.source / "pages/home.md", "\nOne more sentence.\n")
    proof = proofs.renew()
    assert proof is not None
    assert "One more sentence." in page_text(proof.directory, "pages/home")


def test_that_a_page_with_faults_shows_with_what_is_wrong(proofs: Proofs):
    append(proofs.source / "pages/home.md", "\nIt helped 30 people [@nobody2019].\n")
    proof = proofs.renew()
    assert proof is not None
    assert "It helped 30 people" in page_text(proof.directory, "pages/home")
    assert any("unknown citation key `nobody2019`" in problem.message for problem in proof.problems)
    assert proof.summary.startswith(f"{len(proof.problems)} fault")


@pytest.mark.parametrize("text", ["[", '[{"id": "palma2019"}]', "[]", ""])
def test_that_references_in_any_state_leave_something_to_read(proofs: Proofs, text: str):
    (proofs.source / "references.json").write_text(text, encoding="utf-8")
    proof = proofs.renew()
    assert proof is not None
    assert page_text(proof.directory, "papers/sabr-comet")


def test_that_without_an_edition_nothing_can_be_shown_and_that_is_said(proofs: Proofs):
    (proofs.source / "library.toml").write_text("id =", encoding="utf-8")
    proof = proofs.renew()
    assert proof is not None
    assert proof.directory is None
    assert any(problem.file == "library.toml" for problem in proof.problems)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pages/home.md", "\nNew.\n"),
        ("references.json", " "),
        ("glossary.tsv", "air\tWhat is breathed.\tcommon usage\n"),
        ("pages/home.md", "\n# broken\n\n[[x]]\n"),
        ("lint-exceptions.tsv", "# a remark\n"),
        ("library.toml", "\n# a remark\n"),
    ],
)
def test_that_what_is_remembered_never_changes_what_is_said(content: Path, file: str, text: str):
    append(content / "glossary.tsv", "broken\tSee [it](papers/none).\tcommon usage\n")
    memo = Memo()
    from viewer.library.checks.check import proof

    proof(content, memo)
    append(content / file, text)
    assembled, problems = proof(content, memo)
    again, fresh = proof(content, Memo())
    assert problems == fresh == check(content)
    assert assembled == again


def test_that_an_index_is_made_beside_it_and_former_proofs_are_cleared_away(proofs: Proofs):
    for number in range(4):
        append(proofs.source / "pages/home.md", f"\nSentence {'x' * number}.\n")
        proof = proofs.renew()
        assert proof is not None
        assert proof.directory is not None
        proofs.index(proof.directory)
    assert sorted(path.name for path in proofs.place.iterdir()) == ["2", "3"]
    assert any((proofs.place / "3" / "index").iterdir())


def test_that_a_card_that_was_only_begun_leaves_all_papers_readable(proofs: Proofs):
    templates.write_page(proofs.source, "paper", "lee2020")
    proof = proofs.renew()
    assert proof is not None
    assert proof.directory is not None
    library = Library.open(proof.directory)
    assert library.page("papers/lee2020").title == "lee2020"
    assert library.cards("paper")
    assert "papers/sabr-comet" in {paper.doc for paper in library.papers()}
    library.close()
