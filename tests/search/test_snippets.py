"""Excerpts: whole sentences, the words marked, no caveat lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.building import marked, passage
from viewer.search import sentences
from viewer.search.snippets import LENGTH, snippet
from viewer.search.spots import Register, Spotter
from viewer.search.text import Analyser


def excerpt(text, *words, summary=""):
    spotter = Spotter(Register(Analyser()), frozenset(words), ())
    return snippet(text, summary, sentences.starts(text), spotter, lambda _: 1.0)


def test_that_sentences_are_whole():
    text = "First one here. " * 30 + "The liver was treated. It helped. " + "Last one here. " * 30
    shown = str(excerpt(text, "liver"))
    assert shown.startswith("The liver was treated.")
    assert shown.endswith(".")
    assert len(shown) <= LENGTH


@pytest.mark.parametrize(
    "text",
    [
        "Palma et al. reported it. Next.",
        "It was 0.57 v 0.63. Next.",
        "As in Fig. 2, e.g. the liver. Next.",
        "SBRT vs. surgery. Next.",
        "J. Smith wrote it. Next.",
    ],
)
def test_that_a_dot_does_not_always_end_a_sentence(text):
    assert sentences.starts(text) == [0, text.index("Next."), len(text)]


def test_that_lines_are_sentences():
    assert sentences.starts("One\nTwo\n\nThree") == [0, 4, 9, 14]


def test_that_the_fixed_summary_is_shown_instead():
    shown = excerpt("The liver did well.", "liver", summary="n = 99; liver toxicity in 3.")
    assert str(shown) == "n = 99; liver toxicity in 3."
    assert marked(str(shown), shown.spans) == ["liver"]


def test_that_matched_words_are_marked_as_written():
    shown = excerpt("Tumours, 5-FU and short-course (non-metastatic).", "tumor", "5fu", "short", "metastatic")
    assert marked(str(shown), shown.spans) == ["Tumours", "5-FU", "short"]


def test_that_non_is_not_cut_off_a_marked_word():
    shown = excerpt("The non metastatic group and the metastatic group.", "metastatic")
    assert marked(str(shown), shown.spans) == ["metastatic"]
    assert shown.spans[0][0] > 20


@pytest.mark.parametrize("negation", ["did not", "with no", "was without", "had never", "didn't really"])
@pytest.mark.parametrize("filler", range(40, 90, 7))
def test_that_a_cut_is_never_just_after_a_negation(negation, filler):
    text = f"{'word ' * filler}it {negation} improve liver {'more ' * 120}."
    shown = str(excerpt(text, "liver"))
    place = text.index(shown.removeprefix("… ").removesuffix(" …"))
    before = text[:place].split()[-2:]
    assert not any(word in ("not", "no", "without", "never") or word.endswith("n't") for word in before)
    assert "liver" in shown


def test_that_an_end_is_never_just_after_a_negation():
    text = "The liver " + "x " * 100 + "did not improve survival " + "y " * 200 + "."
    shown = str(excerpt(text, "liver"))
    last = shown.removesuffix(" …").split()[-2:]
    assert "not" not in last


def test_that_cuts_are_shown():
    shown = str(excerpt("a " * 300 + "liver " + "b " * 300, "liver"))
    assert shown.startswith("… ")
    assert shown.endswith(" …")


@given(st.text(max_size=500))
def test_that_any_text_has_an_excerpt_with_spans_inside(text):
    words = {token.term for token in Analyser().tokens(text)}
    shown = excerpt(text, *list(words)[:3])
    for start, end in shown.spans:
        assert 0 <= start < end <= len(shown.text)


def test_that_content_is_never_taken_for_markup(make):
    engine = make(passage("a", "<b>liver</b> & <script>alert(1)</script>", title="<i>Liver</i>"))
    hit = engine.search("liver").hits[0]
    assert "<script>" in str(hit.snippet)
    assert marked(hit.title, hit.title_spans) == ["Liver"]


def test_that_at_most_twenty_excerpts_are_made(make):
    engine = make(*["Something else first. Then the liver."] * 30)
    hits = engine.search("liver", limit=30).hits
    assert sum(bool(hit.snippet.spans) for hit in hits) == 20
    assert all(str(hit.snippet) for hit in hits)
