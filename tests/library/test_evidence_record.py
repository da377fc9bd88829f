"""Papers come out of a library as they went in, and one that was made with ill will is a sentence."""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.library.written_card import write
from viewer.compile import compile_library
from viewer.errors import LibraryError
from viewer.library import evidence_record, manifest, schema
from viewer.library.checksums import DIFFERS
from viewer.library.compiled import DAMAGED, Library, NotFound
from viewer.library.evidence import Arm, Effect, Interval, Outcome, Paper

DOC = "papers/sabr-comet"
PAPER = Paper(
    doc=DOC,
    study="SABR-COMET",
    title="SABR-COMET",
    compared="SABR to every metastasis + standard care v standard care",
    group="Radiation",
    populations=("mixed solid tumours",),
    qualifiers=(),
    biomarkers=("any",),
    line="any",
    type="randomised",
    design="phase 2 RCT",
    n="99",
    year=2019,
    endpoint="overall survival",
    met="met",
    read="A",
    harms="",
    outcomes=(
        Outcome(
            "overall-survival-rate", "Alive at a set time", "binary", "primary", "5 years", "",
            (
                Arm("SABR", 66, None, "42.3", "%", Interval("28", "56", "95")),
                Arm("control", 33, None, "17.7", "%", Interval("6", "34", "95")),
            ),
            "palma2020", "A", "", Effect("HR", "0.57", "SABR", "control", "below", None, "= 0.090"), met=True,
        ),
        Outcome(
            "death-from-treatment", "Death from treatment", "binary", "harm", "", "",
            (Arm("SABR", 66, 3, "4.5", "%"), Arm("control", 33, 0)),
            "palma2019", "A",
        ),
    ),
    reference="palma2019",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(sample_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("with-outcomes")
    content = Path(shutil.copytree(sample_content, folder / "content"))
    write(content)
    compile_library(content, folder / "library")
    return folder / "library"


@pytest.fixture
def with_outcomes(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "with-outcomes"))


def foreign(directory: Path, change: Callable[[dict[str, Any]], object], doc: str = DOC) -> Library:
    """Open a library whose maker wrote something else of a paper, and says of no record what it was."""
    (directory / manifest.FILE).unlink()
    with closing(sqlite3.connect(directory / schema.FILE)) as connection:
        record = json.loads(connection.execute("SELECT paper FROM papers").fetchone()[0])
        change(record)
        text = json.dumps(record)
        connection.execute("UPDATE papers SET doc = ?, paper = ?", (doc, text))
        connection.commit()
    return Library.open(directory)


def test_that_a_paper_comes_out_as_it_went_in(with_outcomes: Path):
    with closing(Library.open(with_outcomes)) as library:
        assert library.papers() == (PAPER,)
        assert library.paper(DOC) == PAPER


def test_that_a_card_without_outcomes_is_in_the_table_too(library: Library):
    (paper,) = library.papers()
    assert (paper.doc, paper.study, paper.n, paper.met, paper.type, paper.outcomes) == (
        DOC, "SABR-COMET", "99", "met", "", (),
    )  # fmt: skip


def test_that_papers_stand_in_the_order_of_their_titles(content: Path, tmp_path: Path):
    write(content)
    card = (content / "papers/sabr-comet.md").read_text(encoding="utf-8")
    for name, title in (("zeta", "alpha"), ("alpha", "Zeta")):
        text = card.replace("title: SABR-COMET", f"title: {title}")
        (content / f"papers/{name}.md").write_text(text, encoding="utf-8")
    compile_library(content, tmp_path / "three")
    with closing(Library.open(tmp_path / "three")) as library:
        assert [paper.title for paper in library.papers()] == ["alpha", "SABR-COMET", "Zeta"]


def test_that_no_paper_is_read_before_it_is_asked_for(with_outcomes: Path):
    with closing(sqlite3.connect(with_outcomes / schema.FILE)) as connection:
        connection.execute("UPDATE papers SET paper = 'none'")
        connection.commit()
    with closing(Library.open(with_outcomes)) as library:
        assert library.cards("paper")
        assert library.page(DOC).title == "SABR-COMET"


def test_that_a_changed_paper_says_so_and_is_not_shown(with_outcomes: Path):
    with closing(sqlite3.connect(with_outcomes / schema.FILE)) as connection:
        connection.execute("UPDATE papers SET paper = replace(paper, '42.3', '24.3')")
        connection.commit()
    with closing(Library.open(with_outcomes)) as library:
        (paper,) = library.papers()
        assert (paper.title, paper.compared, paper.outcomes) == (DAMAGED, DIFFERS, ())
        with pytest.raises(LibraryError, match="as it was built"):
            library.paper(DOC)


def test_that_an_unknown_paper_is_not_found(with_outcomes: Path):
    with closing(Library.open(with_outcomes)) as library:
        with pytest.raises(NotFound, match="holds no paper named papers/none"):
            library.paper("papers/none")
        with closing(sqlite3.connect(with_outcomes / schema.FILE)) as connection:
            connection.execute("DELETE FROM papers")
            connection.commit()
    with (
        closing(Library.open(with_outcomes)) as library,
        pytest.raises(LibraryError, match="as it was built"),
    ):
        library.paper(DOC)


def first(record: dict[str, Any]) -> dict[str, Any]:
    outcome: dict[str, Any] = record["outcomes"][0]
    return outcome


ABSURD: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a figure of 1e308": (
        lambda r: first(r)["arms"][0].update(value="1e308", unit=""),
        "1e308, which no paper prints",
    ),
    "a number of 1e308": (lambda r: first(r)["arms"][0].update(n=1e308), "wrong type"),
    "ten thousand arms": (
        lambda r: first(r).update(arms=first(r)["arms"] * 5_000),
        "longer than 200,000 characters",
    ),
    "a hundred arms": (lambda r: first(r).update(arms=first(r)["arms"] * 50), "has 100 entries"),
    "many outcomes": (lambda r: r.update(outcomes=[0] * 9_000), "has 9,000 entries"),
    "no people": (lambda r: first(r)["arms"][0].update(n=0), "has n = 0"),
    "people beyond counting": (
        lambda r: first(r)["arms"][0].update(n=10**4000),
        "n = more than can be counted",
    ),
    "more events than people": (lambda r: first(r)["arms"][0].update(events=67), r"more events \(67\)"),
    "an interval that runs backwards": (
        lambda r: first(r)["arms"][0]["interval"].update(low="56", high="28"),
        "runs backwards",
    ),
    "an effect between nobody": (lambda r: first(r)["effect"].update(reference="x"), "is none of its arms"),
    "no arms": (lambda r: first(r).update(arms=[], effect=None), "has no arms"),
    "a figure without end": (lambda r: first(r)["effect"].update(p="9" * 5_000), "more than 60 characters"),
    "a digit of another script": (lambda r: first(r)["effect"].update(value="٠.٥"), "which no paper prints"),
    "a side that is none": (lambda r: first(r)["effect"].update(better="left"), "which side is better"),
    "a kind that is none": (lambda r: first(r).update(kind="\u202eyranib"), "`kind` must be one of"),
    "a line that is none": (lambda r: r.update(line="fifth"), "'fifth' where one of"),
    "a year that is none": (lambda r: r.update(year=10**9), "is of no year"),
    "another card's paper": (lambda r: r.update(doc="papers/other"), "is that of another card"),
    "a field too many": (lambda r: r.update(score=1), "other fields than this program reads"),
    "a field too few": (lambda r: r.pop("n"), "other fields than this program reads"),
    "a list for a text": (lambda r: r.update(study=["x"]), "a value of the wrong type"),
    "a text for a list": (lambda r: r.update(populations="any"), "a value of the wrong type"),
    "a number for whether it was met": (lambda r: first(r).update(met=1), "a value of the wrong type"),
    "more than can be read": (lambda r: r.update(study="x" * 300_000), "longer than 200,000 characters"),
}


@pytest.mark.parametrize(("change", "why"), ABSURD.values(), ids=ABSURD)
def test_that_an_absurd_paper_says_what_is_wrong(
    with_outcomes: Path, change: Callable[[dict[str, Any]], object], why: str
):
    start = time.monotonic()
    with closing(foreign(with_outcomes, change)) as library:
        (paper,) = library.papers()
        assert (paper.title, paper.outcomes) == ("SABR-COMET", ())
        with pytest.raises(LibraryError, match=why) as caught:
            library.paper(DOC)
        assert paper.compared == str(caught.value)
        assert len(paper.compared) < 400
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("text", ["", "[", "[" * 100_000, "null", "NaN", '{"doc": 1e999}', "9" * 5_000])
def test_that_a_record_that_is_no_paper_says_so(with_outcomes: Path, text: str):
    (with_outcomes / manifest.FILE).unlink()
    with closing(sqlite3.connect(with_outcomes / schema.FILE)) as connection:
        connection.execute("UPDATE papers SET paper = ?", (text,))
        connection.commit()
    with closing(Library.open(with_outcomes)) as library:
        (paper,) = library.papers()
        assert paper.compared.startswith("The evidence of this card is not shown: it ")


def test_that_words_without_end_or_direction_stay_in_their_row(with_outcomes: Path):
    long, turned = "name " * 1_000, "\u202e\u0627\u0644\u0639\u0644\u0627\u062c\u200b\n42"

    def change(record: dict[str, Any]) -> None:
        record["study"] = long
        for arm in first(record)["arms"]:
            arm["name"] = {"SABR": long, "control": turned}[arm["name"]]
        first(record)["effect"].update(arm=long, reference=turned)

    with closing(foreign(with_outcomes, change)) as library:
        paper = library.paper(DOC)
        (sabr, control), effect = paper.outcomes[0].arms, paper.outcomes[0].effect
    assert len(paper.study) == 24
    assert paper.study.endswith("…")
    assert len(sabr.name) == evidence_record.MAX_WORDS
    assert control.name == "\u0627\u0644\u0639\u0644\u0627\u062c 42"
    assert effect is not None
    assert (effect.arm, effect.reference) == (sabr.name, control.name)


def test_that_more_papers_than_can_be_shown_are_one_sentence(with_outcomes: Path):
    (with_outcomes / manifest.FILE).unlink()
    rows = ((f"papers/{number}", "{}") for number in range(evidence_record.MAX_PAPERS + 1))
    with closing(sqlite3.connect(with_outcomes / schema.FILE)) as connection:
        connection.executemany("INSERT INTO papers VALUES (?, ?)", rows)
        connection.commit()
    with (
        closing(Library.open(with_outcomes)) as library,
        pytest.raises(LibraryError, match="more papers than"),
    ):
        library.papers()
