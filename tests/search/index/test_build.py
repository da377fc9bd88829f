"""Building an index: the same bytes, all or nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.search.building import VOCABULARY, ids, passage
from viewer.errors import SearchIndexError
from viewer.library.vocabulary import Vocabulary
from viewer.search import build_index, open_index

ODD = "id with spaces / and ünïcode\n"
ROOT = Path(__file__).parents[3]


def many(count):
    return [
        passage(
            f"d{n // 3}#{n}",
            f"Passage {n} about liver and α-fetoprotein {n * 7}.",
            title=f"Page {n // 3}",
            year=n,
        )
        for n in range(count)
    ]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_that_the_same_passages_make_the_same_bytes_in_any_process(tmp_path):
    build_index(many(200), tmp_path)
    script = (
        "import sys; from pathlib import Path; from tests.search.index.test_build import many; "
        "from viewer.search import build_index; build_index(many(200), Path(sys.argv[1]))"
    )
    other = tmp_path.parent / "other"
    other.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", script, str(other)], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    assert contents(tmp_path) == contents(other)


def test_that_a_library_without_passages_is_an_index_that_finds_nothing(tmp_path):
    build_index([], tmp_path)
    engine = open_index(tmp_path)
    for text in ("liver", "", "kind:faq", '"a b"', "-x y"):
        assert engine.search(text).total == 0
        assert engine.names(text).total == 0
    engine.close()


def test_that_any_iterable_will_do(tmp_path):
    build_index((item for item in many(3)), tmp_path)
    engine = open_index(tmp_path)
    assert engine.search("liver").total == 3
    engine.close()


def test_that_progress_is_told_and_never_goes_back(tmp_path):
    told: list[int] = []
    build_index(many(120), tmp_path, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 120


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, ZeroDivisionError])
def test_that_a_build_that_was_stopped_leaves_nothing_that_looks_whole(tmp_path, error):
    def stop(done):
        if done >= 100:
            raise error

    with pytest.raises(error):
        build_index(many(300), tmp_path, progress=stop)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SearchIndexError, match="no search index"):
        open_index(tmp_path)


def test_that_a_build_can_be_stopped_while_words_are_written(tmp_path):
    told: list[int] = []

    def stop(done):
        told.append(done)
        if told.count(120) > 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(many(120), tmp_path, progress=stop)
    assert told[-2:] == [120, 120]
    assert list(tmp_path.iterdir()) == []


def test_that_a_fault_in_the_passages_themselves_leaves_nothing(tmp_path):
    def faulty():
        yield from many(10)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        build_index(faulty(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SearchIndexError, match="empty folder"):
        build_index(many(3), tmp_path)
    assert contents(tmp_path) == {"letter.txt": b"mine"}


def test_that_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(SearchIndexError, match="empty folder"):
        build_index(many(3), tmp_path / "nowhere")


def test_that_strange_passages_are_indexed(tmp_path):
    strange = [
        passage("", ""),
        passage("same", "one"),
        passage("same", "two"),
        passage(
            "id with spaces / and ünïcode\n",
            "three \x00 \x07 \ud800 four",
            title="\ud800",
            kind="no kind\nat all",
        ),
        passage("long", "x" * 1_000_000 + " five"),
        passage("empty kind", "six", kind=""),
    ]
    build_index(strange, tmp_path)
    engine = open_index(tmp_path)
    for word in ("one", "two", "three", "four", "five", "six"):
        assert engine.search(word).total == 1, word
    assert ids(engine.search("four")) == [ODD]
    engine.close()


def test_that_the_header_says_what_it_is_made_of(tmp_path):
    build_index(many(3), tmp_path)
    header = json.loads((tmp_path / "index.json").read_text(encoding="utf-8"))
    assert header["passages"] == 3
    assert {"schema", "whoosh", "normaliser", "files"} < set(header)
    assert set(header["files"]) | {"index.json"} == {path.name for path in tmp_path.iterdir()}


def test_that_an_index_knows_the_words_it_was_built_with(tmp_path):
    build_index([passage("a", "Total neoadjuvant therapy.")], tmp_path, VOCABULARY)
    engine = open_index(tmp_path)
    assert ids(engine.search("TNT ")) == ["a"]
    engine.close()
    engine = open_index(tmp_path, Vocabulary(never=(("a", "b"),)))
    assert ids(engine.search("TNT ")) == []
    engine.close()


@pytest.mark.slow
def test_that_a_very_wide_lexicon_is_indexed(tmp_path):
    words = [f"w{n}x" for n in range(70_000)]
    build_index([passage("wide", " ".join(words)), passage("narrow", "w69998x w69999x")], tmp_path)
    engine = open_index(tmp_path)
    assert ids(engine.search('"w69998x w69999x"'))[:2] != []
    assert engine.search('"w69998x w69999x"').total == 2
    assert engine.search('"w69999x w69998x"').relaxed != ""
    engine.close()
