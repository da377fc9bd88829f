"""A library file may come from anywhere: whatever stands in it, a reader gets one sentence."""

import os
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.capabilities import needs_odd_names, needs_pipes
from viewer.errors import LibraryError
from viewer.library import manifest, schema
from viewer.library.checksums import DIFFERS
from viewer.library.compiled import DAMAGED, Library
from viewer.library.manifest import verify
from viewer.library.model import Page
from viewer.library.sieve import NOTICE


def read_all(directory: Path) -> None:
    with closing(Library.open(directory)) as library:
        for card in library.cards():
            library.page(card.doc)
        list(library.passages())
        library.references()
        library.vocabulary()
        library.titles()
        library.glossary("sabr")
        library.image("images/square.png")
        library.papers()


def run(directory: Path, *statements: str) -> None:
    with closing(sqlite3.connect(directory / schema.FILE)) as connection:
        for statement in statements:
            connection.executescript(statement)
        connection.commit()


def run_foreign(directory: Path, *statements: str) -> None:
    """Change a library whose maker says of no record what it was."""
    (directory / manifest.FILE).unlink(missing_ok=True)
    run(directory, *statements)


def everything(directory: Path) -> dict[str, object]:
    """All that a reader could be shown, piece by piece; a piece that is refused says why."""
    shown: dict[str, object] = {}

    def take(name: str, read: Callable[[], object]) -> None:
        try:
            shown[name] = read()
        except LibraryError as error:
            shown[name] = str(error)

    with closing(Library.open(directory)) as library:
        for card in library.cards():
            shown[f"card {card.doc}"] = card
            take(f"page {card.doc}", partial(library.page, card.doc))
            if card.doc.startswith("references/"):
                take(f"item {card.doc}", partial(library.references, [card.doc[11:]]))
            if card.kind == "paper":
                take(f"paper {card.doc}", partial(library.paper, card.doc))
        take("papers", library.papers)
        take("passages", lambda: list(library.passages()))
        take("words", lambda: library.vocabulary().to_json())
        take("term", lambda: library.glossary("sabr"))
        take("image", lambda: library.image("images/square.png"))
        shown["edition"] = library.edition
    return shown


@pytest.mark.slow
def test_that_a_byte_that_was_changed_is_never_shown_as_true(library_dir: Path):
    true = everything(library_dir)
    path = library_dir / schema.FILE
    kept, chance = path.read_bytes(), random.Random(7)  # noqa: S311
    refused = differing = 0
    for _ in range(300):
        changed = bytearray(kept)
        changed[chance.randrange(len(kept))] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        try:
            found = everything(library_dir)
        except LibraryError:
            refused += 1
            continue
        for name, piece in found.items():
            if piece != true.get(name):
                differing += 1
                assert piece is None or any(
                    word in repr(piece)
                    for word in (DIFFERS, DAMAGED, "damaged", "holds no document", "holds no reference")
                ), name
        assert verify(library_dir) == [f"{schema.FILE} has been changed since the library was built."]
    assert refused
    assert differing > 50


def test_that_damage_of_one_page_leaves_the_others(library_dir: Path):
    run(library_dir, "UPDATE sections SET html = replace(html, '42', '24') WHERE html LIKE '%42%'")
    shown = everything(library_dir)
    pages = {name: piece for name, piece in shown.items() if name.startswith("page ")}
    assert any(isinstance(piece, str) for piece in pages.values())
    assert any(isinstance(piece, Page) for piece in pages.values())
    assert all(DIFFERS in piece for piece in pages.values() if isinstance(piece, str))


def test_that_a_damaged_reference_says_so_in_its_place(library_dir: Path):
    run(library_dir, "UPDATE sources SET long = long || '1'")
    with closing(Library.open(library_dir)) as library:
        card = next(card for card in library.cards() if card.kind == "paper")
        assert {source.full for source in library.page(card.doc).sources} == {DIFFERS}
        with pytest.raises(LibraryError, match="as it was built"):
            library.references()


@pytest.mark.parametrize("byte", [0x80, 0xC3, 0xFF])
def test_that_a_byte_of_no_letter_in_the_schema_is_one_sentence(library_dir: Path, byte: int):
    path = library_dir / schema.FILE
    kept = path.read_bytes()
    for name in (b"CREATE TABLE meta", b"summary TEXT"):
        changed = bytearray(kept)
        changed[kept.index(name) + 8] = byte
        path.write_bytes(changed)
        with pytest.raises(LibraryError, match="damaged"):
            Library.open(library_dir)


def test_that_the_whole_sample_can_be_read(library_dir: Path):
    read_all(library_dir)


WRONG_VALUES = [
    "UPDATE documents SET title = x'00'",
    "UPDATE documents SET kind = 'virus'",
    "UPDATE documents SET labels = '{'",
    "UPDATE documents SET labels = '[[1, 2, 3]]'",
    "UPDATE documents SET labels = '[\"abc\"]'",
    "UPDATE documents SET breadcrumb = '[1]'",
    "UPDATE documents SET year = 'soon'",
    "UPDATE documents SET sources = '[\"nobody\"]'",
    "UPDATE sections SET html = x'ff'",
    "UPDATE sections SET level = 'two'",
    "UPDATE passages SET keywords = 'x'",
    "UPDATE sources SET number = 'x'",
    "UPDATE sources SET item = '[]'",
    "UPDATE meta SET value = '{}' WHERE name = 'edition'",
    "UPDATE meta SET value = '[]' WHERE name = 'edition'",
    "UPDATE meta SET value = '[' WHERE name = 'vocabulary'",
    "DELETE FROM meta WHERE name = 'edition'",
    "UPDATE glossary SET definition = x'00'",
    "UPDATE images SET data = 'text'",
    "UPDATE sections SET html = CAST(x'ff41' AS TEXT)",
]


@pytest.mark.parametrize("statement", WRONG_VALUES)
def test_that_a_value_of_the_wrong_type_is_one_sentence(library_dir: Path, statement: str):
    run(library_dir, statement)
    with pytest.raises(LibraryError) as caught:
        read_all(library_dir)
    assert "\n" not in str(caught.value)


def hidden(kind: str, name: str, sql: str) -> str:
    """Enter something under a name that SQLite keeps for itself."""
    values = f"VALUES('{kind}', '{name}', 'meta', 0, '{sql}')"
    return f"PRAGMA writable_schema = ON; INSERT INTO sqlite_schema {values}"


STRANGE_TABLES = [
    "CREATE VIEW more AS SELECT 1",
    "CREATE TRIGGER more AFTER INSERT ON meta BEGIN SELECT 1; END",
    "CREATE TABLE more (x)",
    "CREATE INDEX more ON documents (title)",
    "CREATE VIRTUAL TABLE more USING fts5(x)",
    "DROP TABLE mentions",
    "ALTER TABLE documents ADD COLUMN more TEXT",
    "ALTER TABLE sections RENAME TO parts",
    hidden("view", "sqlite_autoindex_x_1", "CREATE VIEW sqlite_autoindex_x_1 AS SELECT 1"),
    hidden("view", "sqliteXautoindexXx", "CREATE VIEW sqliteXautoindexXx AS SELECT 1"),
    hidden(
        "trigger",
        "sqlite_autoindex_x_1",
        "CREATE TRIGGER sqlite_autoindex_x_1 AFTER INSERT ON meta BEGIN SELECT 1; END",
    ),
]


@pytest.mark.parametrize("statement", STRANGE_TABLES)
def test_that_a_table_that_is_not_ours_is_refused(library_dir: Path, statement: str):
    run(library_dir, statement)
    with pytest.raises(LibraryError, match="is damaged"):
        Library.open(library_dir)


def test_that_a_view_that_never_ends_is_never_asked(library_dir: Path):
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i AS value, 'schema' AS name FROM n"
    )
    run(library_dir, "DROP TABLE meta", f"CREATE VIEW meta AS {endless}")
    start = time.monotonic()
    with pytest.raises(LibraryError):
        Library.open(library_dir)
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("version", "advice"),
    [
        (str(schema.VERSION + 1), "newer; install a newer program"),
        (str(schema.VERSION - 1), "older; build it again with this program"),
    ],
)
def test_that_a_library_of_another_version_says_which(library_dir: Path, version: str, advice: str):
    run(library_dir, f"UPDATE meta SET value = '{version}' WHERE name = 'schema'")  # noqa: S608  (two versions)
    with pytest.raises(LibraryError, match=advice):
        Library.open(library_dir)


@pytest.mark.parametrize("size", [0, 1, 100, 4096, 20_000])
def test_that_a_file_cut_short_is_one_sentence(library_dir: Path, size: int):
    path = library_dir / schema.FILE
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(LibraryError, match=r"is damaged|not those of a library"):
        read_all(library_dir)


@pytest.mark.parametrize("part", range(20))
def test_that_a_damaged_page_is_one_sentence_or_is_never_read(library_dir: Path, part: int):
    path = library_dir / schema.FILE
    data = bytearray(path.read_bytes())
    place = len(data) * part // 20 // 4096 * 4096
    data[place : place + 512] = b"\xa5" * 512
    path.write_bytes(data)
    said = ""
    try:
        read_all(library_dir)
    except LibraryError as error:
        said = str(error)
    assert "\n" not in said


@pytest.mark.parametrize("data", [b"text", b"SQLite format 3\0" + b"\0" * 5000, b"\0" * 100_000])
def test_that_a_file_that_is_no_library_is_one_sentence(tmp_path: Path, data: bytes):
    (tmp_path / schema.FILE).write_bytes(data)
    with pytest.raises(LibraryError):
        Library.open(tmp_path)


def test_that_a_missing_library_says_what_is_missing(tmp_path: Path):
    with pytest.raises(LibraryError, match=r"library\.sqlite is missing"):
        Library.open(tmp_path / "none")


def test_that_a_content_folder_given_as_a_library_says_how_to_build_it(sample_content: Path):
    with pytest.raises(LibraryError, match="wardshelf build"):
        Library.open(sample_content)


@pytest.mark.parametrize(
    "name",
    [
        "Bücher & Ärzte",
        "what #1 100%",
        "a'b;c",
        pytest.param("what? #1", marks=needs_odd_names),
        pytest.param("a'b\"c;d", marks=needs_odd_names),
    ],
)
def test_that_a_folder_may_have_any_name(library_dir: Path, name: str):
    place = library_dir.rename(library_dir.with_name(name))
    read_all(place)


def test_that_a_library_is_read_where_nothing_can_be_written(library_dir: Path):
    for path in (library_dir / schema.FILE, library_dir):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        read_all(library_dir)
        assert sorted(path.name for path in library_dir.iterdir()) == ["index", schema.FILE, manifest.FILE]
    finally:
        library_dir.chmod(0o755)


def test_that_a_whole_library_agrees_with_its_manifest(library_dir: Path):
    assert verify(library_dir) == []


def test_that_the_manifest_names_what_was_changed_added_and_taken(library_dir: Path):
    run(library_dir, "UPDATE documents SET title = 'x'")
    (library_dir / "more.txt").write_text("x")
    taken = sorted((library_dir / "index").iterdir())[0]
    taken.unlink()
    assert verify(library_dir) == [
        f"index/{taken.name} is missing.",
        "more.txt is not in the manifest.",
        "library.sqlite has been changed since the library was built.",
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "wardshelf-library", "files": []}', "[" * 50_000]
)
def test_that_a_damaged_manifest_is_one_sentence(library_dir: Path, text: str):
    (library_dir / manifest.FILE).write_text(text)
    assert verify(library_dir) == [f"The manifest {library_dir / manifest.FILE} is damaged."]


def test_that_a_missing_manifest_is_one_sentence_and_the_library_reads_on(library_dir: Path):
    (library_dir / manifest.FILE).unlink()
    assert verify(library_dir) == [f"The manifest {library_dir / manifest.FILE} is missing."]
    read_all(library_dir)


def test_that_a_manifest_without_records_is_named_and_the_library_reads_on(library_dir: Path):
    path = library_dir / manifest.FILE
    path.write_text(path.read_text(encoding="utf-8").replace('"records"', '"recards"'), encoding="utf-8")
    assert verify(library_dir) == [
        "manifest.json tells of no records, so that pages cannot be checked as they are read."
    ]
    read_all(library_dir)


@needs_pipes
def test_that_a_pipe_or_a_link_among_the_files_is_named_and_never_waited_for(
    library_dir: Path, tmp_path: Path
):
    (library_dir / manifest.FILE).rename(tmp_path / "kept.json")
    os.mkfifo(library_dir / manifest.FILE)
    assert verify(library_dir) == [
        f"The manifest {library_dir / manifest.FILE} cannot be read (manifest.json is no plain file)."
    ]
    read_all(library_dir)
    (library_dir / manifest.FILE).unlink()
    (tmp_path / "kept.json").rename(library_dir / manifest.FILE)
    (library_dir / "index" / "lexicon.bin").rename(tmp_path / "lexicon.bin")
    (library_dir / "index" / "lexicon.bin").symlink_to(tmp_path / "lexicon.bin")
    assert "lexicon.bin is no plain file" in verify(library_dir)[0]


def test_that_html_of_a_library_passes_the_sieve(library_dir: Path):
    run_foreign(library_dir, 'UPDATE sections SET html = \'<img src="/etc/x.png" alt="a map" />\'')
    with closing(Library.open(library_dir)) as library:
        html = library.page("modalities/sbrt").sections[0].html
    assert html == f"{NOTICE}[a map]"


def test_that_a_page_longer_than_can_be_shown_says_so(library_dir: Path):
    run_foreign(library_dir, "UPDATE sections SET html = printf('%.*c', 9000000, 'x') WHERE place = 0")
    with closing(Library.open(library_dir)) as library, pytest.raises(LibraryError, match="8 million"):
        library.page("modalities/sbrt")


def test_that_titles_and_labels_end_where_they_would_stall_a_list(library_dir: Path):
    label = f'[["{"y" * 5000}", "plain", ""]]'
    run_foreign(library_dir, f"UPDATE documents SET title = printf('%.*c', 5000, 'x'), labels = '{label}'")  # noqa: S608
    with closing(Library.open(library_dir)) as library:
        card, page = library.cards()[0], library.page("modalities/sbrt")
        assert {len(card.title), len(page.title), len(page.labels[0].text)} == {1000}
        assert set(map(len, library.titles().values())) == {1000}
    run_foreign(library_dir, f"UPDATE documents SET labels = '[{','.join([label[1:-1]] * 101)}]'")  # noqa: S608
    with closing(Library.open(library_dir)) as library, pytest.raises(LibraryError):
        library.cards()


def test_that_more_rows_than_any_library_has_are_not_read(library_dir: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("viewer.library.compiled._MAX_ROWS", 3)
    with pytest.raises(LibraryError, match="more than 3 rows of a kind"):
        read_all(library_dir)
