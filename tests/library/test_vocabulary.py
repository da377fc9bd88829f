"""The tables of content/vocabulary: hostile until checked."""

from pathlib import Path

import pytest

from tests.capabilities import needs_links
from viewer.errors import LibraryError
from viewer.library.vocabulary import COLUMNS, MAX_ROWS, Vocabulary, load

ROOT = Path(__file__).parents[2]


def write(tmp_path, name, *rows, header=True):
    folder = tmp_path / "vocabulary"
    folder.mkdir(exist_ok=True)
    lines = ["\t".join(COLUMNS[name])] if header else []
    (folder / f"{name}.tsv").write_text("\n".join([*lines, *rows]) + "\n", encoding="utf-8")


def messages(tmp_path):
    return [str(problem) for problem in load(tmp_path)[1]]


def test_that_the_bundled_tables_have_no_fault():
    vocabulary, problems = load(ROOT / "content")
    assert problems == []
    assert vocabulary.abbreviations
    assert vocabulary.never
    assert "kadcyla" in [name.casefold() for name in vocabulary.other_drugs]


def test_that_a_folder_without_tables_is_an_empty_vocabulary(tmp_path):
    assert load(tmp_path) == (Vocabulary(), [])


def test_that_rows_become_words(tmp_path):
    write(
        tmp_path,
        "abbreviations",
        "# a remark",
        "",
        "CRS~\tsurgery; operation | syndrome\tC.R.S.\tHIPEC | fever",
    )
    write(tmp_path, "drugs", "aflibercept\tZaltrap (ziv-aflibercept)\t-\t(none);Elunate (China)\tVEGF trap")
    write(tmp_path, "spellings", "tumour; tumours\ttumor")
    write(tmp_path, "lay", "gut; belly~\tcolon")
    write(tmp_path, "never", "R0\tR1")
    write(tmp_path, "other-drugs", "Kadcyla")
    vocabulary, problems = load(tmp_path)
    assert problems == []
    short = vocabulary.abbreviations[0]
    assert (short.short, short.ambiguous, short.also) == ("CRS", True, ("C.R.S.",))
    assert [(sense.forms, sense.context) for sense in short.senses] == [
        (("surgery", "operation"), ("HIPEC",)),
        (("syndrome",), ("fever",)),
    ]
    assert vocabulary.drugs[0].brands == ("Zaltrap", "Elunate")
    assert vocabulary.spellings[0].british == ("tumour", "tumours")
    assert [(term.text, term.ambiguous) for term in vocabulary.lay[0].lay] == [
        ("gut", False),
        ("belly", True),
    ]
    assert vocabulary.never == (("R0", "R1"),)
    assert vocabulary.other_drugs == ("Kadcyla",)


def test_that_every_fault_is_named_with_file_and_line(tmp_path):
    write(tmp_path, "drugs", "a\tb\tc\td\te\tf", "\tb", "x" * 500, "good\tGood", "good\tGood", "bad\x07name")
    write(tmp_path, "never", "one only", header=False)
    assert messages(tmp_path) == [
        "vocabulary/drugs.tsv:2: has 6 columns, at most 5 are known",
        "vocabulary/drugs.tsv:3: `generic` is missing",
        "vocabulary/drugs.tsv:4: a cell is longer than 400 characters",
        "vocabulary/drugs.tsv:6: repeats line 5",
        "vocabulary/drugs.tsv:7: holds a control character",
        "vocabulary/never.tsv:1: the first line must be the header: one, other",
    ]


def test_that_a_file_that_is_not_utf_8_is_named(tmp_path):
    write(tmp_path, "never", "R0\tR1")
    path = tmp_path / "vocabulary" / "never.tsv"
    path.write_bytes(path.read_bytes() + b"caf\xe9\tx\n")
    assert messages(tmp_path) == ["vocabulary/never.tsv:3: is not UTF-8"]


def test_that_a_file_without_end_is_refused(tmp_path):
    write(tmp_path, "other-drugs", *[f"drug{n}" for n in range(MAX_ROWS + 1)])
    assert "more than" in messages(tmp_path)[0]


@needs_links
def test_that_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.tsv").write_text("one\tother\nA\tB\n", encoding="utf-8")
    folder = tmp_path / "content" / "vocabulary"
    folder.mkdir(parents=True)
    (folder / "never.tsv").symlink_to(tmp_path / "secret.tsv")
    assert "not a plain file" in messages(tmp_path / "content")[0]


def test_that_a_pair_that_must_never_be_one_is_no_synonym_elsewhere(tmp_path):
    write(tmp_path, "drugs", "trastuzumab\tHerceptin;Enhertu")
    write(tmp_path, "never", "Trastuzumab\tEnhertu")
    assert messages(tmp_path) == [
        "vocabulary/never.tsv:2: `Trastuzumab` and `Enhertu` are synonyms in another table"
    ]


def test_that_a_vocabulary_comes_back_from_text():
    vocabulary, _ = load(ROOT / "content")
    assert Vocabulary.from_json(vocabulary.to_json()) == vocabulary


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"abbreviations": 3}', '{"drugs": [{"generic": 1}]}', "[" * 100_000],
)
def test_that_text_of_another_shape_is_refused(text):
    with pytest.raises(LibraryError, match="damaged"):
        Vocabulary.from_json(text)
