"""Building again where an index was: the same bytes, and nothing of an index that is damaged or not ours."""

import json
from dataclasses import replace

import pytest

from tests.search.building import VOCABULARY, passage
from tests.search.test_index import contents, many
from viewer.search import build_index, former
from viewer.search.tally import Tallier

ROWS = [
    *many(60),
    passage(
        "odd", "Non metastatic, THESE and these; doi 10.1000/ABC.5 \ud800", title="IT", keywords=("a\nb",)
    ),
    passage("twin", "The same words."),
    passage("twin", "The same words."),
    passage("long", "word " * 300, authors=("Palma DA", "Müller"), year=2019, summary="In short."),
]


def changed(rows):
    return [*rows[:10], replace(rows[10], text="Quite other words about tumours."), *rows[11:]]


def grown(rows):
    return [passage("first", "New words at the beginning.", title="New"), *rows, passage("last", "Liver.")]


CHANGES = {
    "nothing": list,
    "changed": changed,
    "grown": grown,
    "without the first": lambda rows: rows[1:],
    "without what alone has some words": lambda rows: rows[:60],
    "without a twin": lambda rows: [*rows[:61], *rows[62:]],
    "turned round": lambda rows: rows[::-1],
    "all new": lambda rows: [replace(row, text=row.text[::-1]) for row in rows],
    "emptied": lambda rows: [],
    "other keywords": lambda rows: [replace(row, keywords=("seed",)) for row in rows],
}


@pytest.fixture
def build(tmp_path):
    """Index passages in a new folder."""

    def index(name, rows, before=None):
        folder = tmp_path / name
        folder.mkdir()
        build_index(rows, folder, VOCABULARY, former=before)
        return folder

    return index


@pytest.fixture
def tallied(monkeypatch):
    """The passages whose words are counted."""
    found = []
    tally = Tallier.tally

    def told(self, one):
        found.append(one.id)
        return tally(self, one)

    monkeypatch.setattr(Tallier, "tally", told)
    return found


@pytest.mark.parametrize("change", CHANGES)
def test_that_a_changed_library_makes_the_same_bytes_as_one_built_whole(build, change):
    rows = CHANGES[change](ROWS)
    before = build("before", ROWS)
    assert contents(build("again", rows, before)) == contents(build("whole", rows))


def test_that_an_index_built_upon_others_makes_the_same_bytes_as_one_built_whole(build):
    place, rows = build("0", ROWS), ROWS
    for step, change in enumerate((grown, changed, CHANGES["without the first"], changed), 1):
        rows = change(rows)
        place = build(str(step), rows, place)
    assert contents(place) == contents(build("whole", rows))


def test_that_only_what_changed_is_counted_again(build, tallied):
    before = build("before", ROWS)
    tallied.clear()
    build("again", changed(ROWS), before)
    assert tallied == ["d3#10", "d3#10"]  # what it says now, and what it said


def test_that_a_former_index_that_is_not_whole_is_built_anew(build, tallied):
    before = build("before", ROWS)
    whole = contents(before)
    for name, data in whole.items():
        (before / name).write_bytes(data[: len(data) // 2])
        tallied.clear()
        assert contents(build(f"after {name}", ROWS, before)) == whole
        assert len(tallied) == len(ROWS), name
        (before / name).write_bytes(data)


def test_that_a_folder_without_an_index_is_no_former_one(build, tmp_path):
    assert contents(build("one", ROWS, tmp_path / "nowhere")) == contents(build("other", ROWS))


def test_that_work_of_another_version_of_the_program_is_not_used(build, tallied, monkeypatch):
    before = build("before", ROWS)
    monkeypatch.setattr("viewer.__version__", "0.0.1")
    assert former.open_former(before) is None
    tallied.clear()
    build("again", ROWS, before)
    assert len(tallied) == len(ROWS)


def test_that_an_index_of_another_analyser_is_not_used(build):
    before = build("before", ROWS)
    said = json.loads((before / "index.json").read_text(encoding="utf-8"))
    (before / "index.json").write_text(json.dumps(said | {"normaliser": 0}), encoding="utf-8")
    assert former.open_former(before) is None


def test_that_no_pickle_of_a_former_index_is_opened(build, monkeypatch):
    before = build("before", ROWS)
    monkeypatch.setattr("pickle.loads", lambda *_: pytest.fail("a pickle was opened"))
    monkeypatch.setattr("pickle.load", lambda *_: pytest.fail("a pickle was opened"))
    found = former.open_former(before)
    assert found is not None
    found.close()


def test_that_a_build_that_was_stopped_leaves_the_former_index_as_it_was(build, tmp_path):
    before = build("before", ROWS)
    was = contents(before)

    def stop(done):
        raise KeyboardInterrupt

    (tmp_path / "after").mkdir()
    with pytest.raises(KeyboardInterrupt):
        build_index(changed(ROWS), tmp_path / "after", progress=stop, former=before)
    assert contents(before) == was
    assert list((tmp_path / "after").iterdir()) == []
