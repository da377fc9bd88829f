"""The library and the reader's own papers under one question."""

from dataclasses import replace

import pytest

from viewer.library.model import Passage
from viewer.search.answer import Answer, Hit, Snippet
from viewer.search.joined import JoinedEngine


def passage(doc: str, kind: str, title: str, text: str) -> Passage:
    return Passage(doc, doc, kind, title, "", text)


class Canned:
    """An engine with one answer, which keeps what it was asked."""

    def __init__(self, *hits: Hit, **more):
        self.answer = Answer("", hits, len(hits), kinds={hit.kind: 1 for hit in hits}, **more)
        self.asked: list[str] = []
        self.closed = False

    def search(self, text, limit=20, kinds=None, is_stale=None, *, correct=True, explain=False):
        self.asked.append(text)
        shown = tuple(hit for hit in self.answer.hits if not kinds or hit.kind in kinds)
        return replace(self.answer, query=text, hits=shown[:limit])

    def documents(self, text, limit=100, kinds=None, is_stale=None, *, correct=True):
        return self.search(text, limit, kinds, is_stale, correct=correct)

    def names(self, text, limit=8, kinds=None):
        return self.search(text, limit, kinds)

    def close(self):
        self.closed = True


def hit(doc: str, kind: str, title: str, score: float = 1.0) -> Hit:
    return Hit(doc, doc, kind, title, "", "", Snippet(""), score)


def joined(library: Canned, own: Canned | None) -> JoinedEngine:
    engine = JoinedEngine(library)
    engine.use_own(own)
    return engine


def docs(answer: Answer) -> list[str]:
    return [one.doc for one in answer.hits]


def test_that_the_library_comes_first_at_equal_fit_whatever_the_scores():
    library = Canned(hit("papers/a", "paper", "Liver trial", 1.0))
    own = Canned(hit("own/a", "own", "Liver trial", 99.0))
    assert docs(joined(library, own).search("liver")) == ["papers/a", "own/a"]


def test_that_a_paper_of_ones_own_that_shows_all_words_comes_before_what_shows_one():
    library = Canned(hit("papers/a", "paper", "Liver"))
    own = Canned(hit("own/a", "own", "Quokka liver trial"))
    assert docs(joined(library, own).search("quokka liver")) == ["own/a", "papers/a"]


def test_that_documents_of_both_are_listed_and_counted_with_none_cut_off():
    library = Canned(*(hit(f"papers/{n}", "paper", "liver") for n in range(5)))
    own = Canned(*(hit(f"own/{n}", "own", "liver") for n in range(3)))
    answer = joined(library, own).documents("liver", 5)
    assert sorted(docs(answer)) == sorted(
        [*(f"papers/{n}" for n in range(5)), *(f"own/{n}" for n in range(3))]
    )
    assert docs(answer)[0] == "papers/0"
    assert answer.kinds == {"paper": 1, "own": 1}
    assert docs(joined(library, own).documents("liver", 5, ["own"])) == [f"own/{n}" for n in range(3)]


def test_that_the_order_of_the_library_is_never_changed():
    titles = enumerate(("x", "liver", "y", "liver"))
    library = Canned(*(hit(f"papers/{n}", "paper", title) for n, title in titles))
    own = Canned(*(hit(f"own/{n}", "own", "liver") for n in range(3)))
    found = docs(joined(library, own).search("liver"))
    assert [doc for doc in found if doc.startswith("papers")] == [f"papers/{n}" for n in range(4)]


def test_that_one_paper_does_not_fill_the_list():
    own = Canned(*(replace(hit("own/a", "own", "liver"), id=str(n)) for n in range(9)))
    assert docs(joined(Canned(), own).search("liver")) == ["own/a", "own/a"]


def test_that_kind_mine_alone_asks_for_all_of_them():
    own = Canned(hit("own/a", "own", "liver"))
    assert docs(joined(Canned(), own).documents("kind:mine")) == ["own/a"]
    assert own.asked == ["kind:own"]


def test_that_what_is_missing_among_own_papers_is_not_said_of_the_library():
    own = Canned(hit("own/a", "own", "liver"), relaxed="“quokka” is not in this library.")
    engine = joined(Canned(), own)
    for answer in (engine.search("kind:mine quokka liver"), engine.documents("quokka liver", kinds=["own"])):
        assert answer.relaxed == "“quokka” is not in your papers."


@pytest.mark.parametrize("typed", ["kind:mine liver", "liver kind:own", 'kind:"mine" liver'])
def test_that_mine_alone_can_be_asked_for(typed: str):
    library, own = Canned(hit("papers/a", "paper", "Liver")), Canned(hit("own/a", "own", "Liver"))
    found = joined(library, own).search(typed)
    assert docs(found) == ["own/a"]
    assert found.typed_kinds == ("own",)
    assert library.asked == []


def test_that_the_chip_of_mine_and_those_of_the_library_are_counted_together():
    library, own = Canned(hit("papers/a", "paper", "Liver")), Canned(hit("own/a", "own", "Liver"))
    engine = joined(library, own)
    assert dict(engine.search("liver").kinds) == {"paper": 1, "own": 1}
    assert docs(engine.search("liver", kinds=("own",))) == ["own/a"]
    assert docs(engine.search("liver", kinds=("paper",))) == ["papers/a"]


def test_that_without_papers_of_ones_own_the_library_answers_as_ever():
    library = Canned(hit("papers/a", "paper", "Liver"), notice="x")
    assert replace(joined(library, None).search("liver"), elapsed_ms=0) == library.search("liver")


def test_that_papers_that_are_replaced_are_let_go_of():
    former = Canned()
    engine = joined(Canned(), former)
    engine.use_own(None)
    assert former.closed
