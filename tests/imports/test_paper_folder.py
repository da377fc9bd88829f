"""What is kept: a file a paper, a batch or none, changed and taken away in place."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import CASES
from viewer.errors import UserDataError
from viewer.imports import export
from viewer.imports.intake import read_bytes, take_in
from viewer.imports.own_form import paper_of, written
from viewer.imports.paper_folder import PaperFolder, slug
from viewer.imports.preview import preview
from viewer.imports.record import OwnPaper, PaperPart

DAY = date(2026, 11, 28)


def everything() -> list[OwnPaper]:
    cases = sorted(path for path in (CASES / "imports").iterdir() if not path.name.endswith(".expected.txt"))
    return list(take_in(cases).papers)


def test_that_a_paper_comes_back_from_its_file_as_it_was():
    odd = OwnPaper(
        {"title": "T", "type": "book"},
        (PaperPart("A", "# no heading\n\\# x\n---\n\nb\\"), PaperPart("", "x")),
    )
    for paper in (*everything(), odd):
        found = paper_of(written(paper))
        assert isinstance(found, OwnPaper)
        assert (found.item, found.parts, found.more) == (dict(paper.item), paper.parts, paper.more)
        assert (found.registry, found.is_machine) == (paper.registry, paper.is_machine)


def test_that_papers_are_kept_by_a_key_of_their_own(tmp_path: Path):
    added = PaperFolder(tmp_path).add(everything(), DAY)
    again = PaperFolder(tmp_path).papers()
    assert {paper.key for paper in again} == {paper.key for paper in added}
    assert len(again) == len(everything())
    assert all(paper.added == "2026-11-28" for paper in again)


def test_that_the_same_files_a_second_time_are_doubles(tmp_path: Path):
    collection = PaperFolder(tmp_path)
    first = preview(take_in(list((CASES / "imports").glob("*.*"))), collection, lambda _: "")
    collection.add(first.new, DAY)
    second = preview(take_in(list((CASES / "imports").glob("*.*"))), collection, lambda _: "")
    assert second.new == ()
    assert len(second.offers) == len(first.offers)


def test_that_papers_of_one_title_and_year_with_other_numbers_are_two(tmp_path: Path):
    text = "TY  - JOUR\nTI  - A title of many words\nPY  - 2019\nDO  - 10.1000/{}\nER  - \n"
    (tmp_path / "a.ris").write_text(text.format(1) + text.format(2))
    assert len(preview(take_in([tmp_path / "a.ris"]), PaperFolder(tmp_path), lambda _: "").new) == 2


def test_that_a_change_is_on_the_disk_and_a_removal_can_be_undone(tmp_path: Path):
    collection = PaperFolder(tmp_path)
    (paper,) = collection.add(everything()[:1], DAY)
    collection.save(replace(paper, note="mine", labels=("rectal",)))
    assert PaperFolder(tmp_path).papers()[0].note == "mine"
    removed = collection.remove(paper.key)
    assert PaperFolder(tmp_path).papers() == ()
    assert collection.restore(removed, DAY).key == paper.key
    assert PaperFolder(tmp_path).papers()[0].labels == ("rectal",)


def test_that_what_is_no_paper_in_the_folder_is_told_and_left(tmp_path: Path):
    collection = PaperFolder(tmp_path)
    collection.add(everything()[:1], DAY)
    bad = collection.folder / "bad.md"
    bad.write_text("---\nwardshelf: 1\ncsl: {\n---\n")
    assert [fault.line for fault in collection.faults()] == [3]
    assert len(collection.papers()) == 1
    assert bad.exists()


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs rights")
def test_that_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(UserDataError, match="Nothing was added"):
        PaperFolder(tmp_path).add(everything(), DAY)
    tmp_path.chmod(0o700)


def test_that_a_stop_in_the_middle_keeps_nothing(tmp_path: Path):
    def stop(_what: str, _done: int, _total: int) -> None:
        raise UserDataError("Stopped.")

    with pytest.raises(UserDataError):
        PaperFolder(tmp_path).add(everything(), DAY, stop)
    assert PaperFolder(tmp_path).papers() == ()
    assert not list((tmp_path / "papers").iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("after", [50, 150, 200])
def test_that_a_kill_in_the_middle_leaves_all_or_none(tmp_path: Path, after: int):
    code = (
        "import os, signal, sys; from datetime import date; from pathlib import Path\n"
        "from viewer.imports.paper_folder import PaperFolder; from viewer.imports.record import OwnPaper\n"
        "def die(what, done, total):\n"
        f"    if done >= {after}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "papers = [OwnPaper({'title': f'Paper {n}', 'type': 'book'}) for n in range(200)]\n"
        "PaperFolder(Path(sys.argv[1])).add(papers, date(2026, 11, 28), die)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)  # noqa: S603
    assert ended.returncode == -signal.SIGKILL
    assert PaperFolder(tmp_path).papers() == ()


@pytest.mark.parametrize("ending", [".ris", ".json", ".bib"])
def test_that_what_is_exported_reads_back_with_its_abstract_and_label(tmp_path: Path, ending: str):
    papers = PaperFolder(tmp_path).add(everything(), DAY)
    text = export.FORMS[ending][1](papers)
    back = [one for one in read_bytes(text.encode()) if isinstance(one, OwnPaper)]
    assert [paper.title for paper in back] == [paper.title for paper in papers]
    assert [paper.item.get("DOI") for paper in back] == [paper.item.get("DOI") for paper in papers]
    assert [paper.authors for paper in back] == [paper.authors for paper in papers]
    assert text.count("Yours, not checked") == len(papers)


def test_that_keys_are_small_letters():
    assert slug("Rønnekleiv-Kelly") == "ronnekleivkelly"
