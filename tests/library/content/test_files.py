"""Files of a content folder that are not what they seem, or too large, or too many."""

import os
from pathlib import Path

import pytest

from tests.capabilities import needs_links, needs_unreadable
from viewer.compile import compile_library
from viewer.errors import Problem, UsageError
from viewer.library.checks.check import check
from viewer.library.compiled import Library
from viewer.library.content import files

PAGE = "---\ntitle: A page\nsummary: One sentence.\n---\n\n"


def faults(content: Path) -> list[str]:
    return [str(problem) for problem in check(content)]


@needs_links
def test_that_a_link_out_of_the_folder_is_refused(content: Path, tmp_path: Path):
    (tmp_path / "secret.md").write_text(f"{PAGE}Secret.\n")
    (content / "pages/secret.md").symlink_to(tmp_path / "secret.md")
    (content / "faqs-more").symlink_to(tmp_path)
    (content / "pages/broken.md").symlink_to("nowhere.md")
    (content / "pages/loop.md").symlink_to("loop.md")
    message = "is a link that leads out of the content folder"
    assert faults(content) == [
        f"faqs-more: {message}", f"pages/broken.md: {message}", f"pages/loop.md: {message}",
        f"pages/secret.md: {message}",
    ]  # fmt: skip


@needs_links
def test_that_a_link_within_the_folder_is_read(content: Path):
    (content / "images/other.png").symlink_to("square.png")
    (content / "pages/new.md").write_text(f"{PAGE}![A square](images/other.png)\n")
    assert faults(content) == []


@needs_links
def test_that_a_content_folder_may_itself_be_a_link(content: Path, tmp_path: Path):
    (tmp_path / "link").symlink_to(content)
    assert faults(tmp_path / "link") == []


@needs_links
def test_that_what_is_no_file_is_named_and_never_waited_for(content: Path):
    os.mkfifo(content / "pages/pipe.md")
    assert faults(content) == ["pages/pipe.md: is neither a file nor a folder"]


@needs_links
def test_that_a_pipe_put_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "square.png")
    problems: list[Problem] = []
    assert files.read_bytes(tmp_path, "square.png", 10, problems) is None
    assert list(map(str, problems)) == ["square.png: is neither a file nor a folder"]


@needs_unreadable
def test_that_a_file_that_cannot_be_read_is_named(content: Path):
    (content / "pages/home.md").chmod(0)
    assert "pages/home.md: cannot be read (Permission denied)" in faults(content)


def test_that_a_missing_folder_is_said(tmp_path: Path):
    with pytest.raises(UsageError, match="is not a folder that can be read"):
        check(tmp_path / "none")


def test_that_a_file_too_large_is_named(content: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "MAX_TEXT", 2_000_000)
    monkeypatch.setattr(files, "MAX_IMAGE", 1_000_000)
    (content / "pages/new.md").write_text(PAGE + "x" * 2_000_000)
    (content / "images/new.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1_000_000))
    assert faults(content) == ["images/new.png: is larger than 1 MB", "pages/new.md: is larger than 2 MB"]


def test_that_a_folder_without_end_is_no_content(content: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "MAX_FILES", 5)
    assert Problem(".", 0, "holds more than 5 files; that is no content folder") in check(content)


@pytest.mark.parametrize("name", ["new.png", "new.jpg"])
def test_that_an_image_is_what_its_ending_says(content: Path, name: str):
    (content / "images" / name).write_bytes(b"GIF89a")
    assert faults(content) == [f"images/{name}: is not the kind of image that its ending says"]


def test_that_a_page_too_large_to_show_at_once_is_a_warning(content: Path):
    (content / "pages/new.md").write_text(PAGE + "Plain words of a page.\n\n" * 9_000)
    (found,) = check(content)
    assert found.warning
    assert found.message.startswith("the page has 2")
    assert found.message.endswith("kB, above 200 it is shown in parts; divide it")


@pytest.mark.slow
def test_that_a_document_of_5_mb_is_built_and_read(content: Path, tmp_path: Path):
    (content / "pages/new.md").write_text(
        PAGE + "## Part\n\n" + ("Plain words of a page. " * 40 + "\n\n") * 5_700
    )
    assert (content / "pages/new.md").stat().st_size > 5_000_000
    compile_library(content, tmp_path / "out")
    library = Library.open(tmp_path / "out")
    assert len(library.page("pages/new").sections[1].html) > 5_000_000
    library.close()


@pytest.mark.slow
def test_that_10000_documents_are_built_and_read(content: Path, tmp_path: Path):
    for number in range(10_000):
        (content / f"pages/p{number}.md").write_text(f"{PAGE}Page.\n")
    compile_library(content, tmp_path / "out")
    library = Library.open(tmp_path / "out")
    assert len(library.cards("page")) == 10_002
    library.close()
