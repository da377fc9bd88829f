"""Excerpts: whole sentences, the words marked, no caveat lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.building import marked, passage
from viewer.prose import sentence_starts
from viewer.search.analysis.analyser import Analyser
from viewer.search.results.highlights import Register, Spotter
from viewer.search.results.snippets import LIST, snippet


def excerpt(text, *words, summary=""):
    spotter = Spotter(Register(Analyser()), frozenset(words), ())
    return snippet(text, summary, sentence_starts(text), spotter, lambda _: 1.0)


def test_that_sentences_are_whole():
    text = "First one here. " * 30 + "The liver was treated. It helped. " + "Last one here. " * 30
    shown = str(excerpt(text, "liver"))
    assert shown.startswith("The liver was treated.")
    assert shown.endswith(".")
    assert len(shown) <= LIST.length


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
    assert sentence_starts(text) == [0, text.index("Next."), len(text)]


def test_that_lines_are_sentences():
    assert sentence_starts("One\nTwo\n\nThree") == [0, 4, 9, 14]


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


def outside(text, shown):
    """What stands before an excerpt, and its own last words."""
    inside = shown.removeprefix("… ").removesuffix(" …")
    return text[: text.index(inside)].split()[-3:], inside.split()[-3:]


def is_negated(words):
    return any(word in ("not", "no", "without", "never") or word.endswith("n't") for word in words)


@pytest.mark.parametrize("negation", ["did not", "with no", "was without", "had never", "didn't really"])
def test_that_a_cut_is_never_just_after_a_negation(negation):
    for gap in range(30, 90):  # wherever the cut falls
        text = (
            f"{'w ' * 200}it {negation} improve {'g ' * (gap // 2)}{'gg ' * (gap % 2)}liver {'more ' * 120}."
        )
        shown = str(excerpt(text, "liver"))
        assert not is_negated(outside(text, shown)[0]), gap
        assert "liver" in shown


@pytest.mark.parametrize("negation", ["did not", "with no", "was without", "had never"])
def test_that_an_end_is_never_just_after_a_negation(negation):
    for gap in range(150, 260, 2):
        text = f"The liver {'x ' * (gap // 2)}{negation} improve survival {'y ' * 300}."
        shown = str(excerpt(text, "liver"))
        assert not is_negated(outside(text, shown)[1]), gap


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
    engine = make(*["Something else first. Then the liver. " * 40] * 30)
    hits = engine.search("liver", limit=30).hits
    assert sum(bool(hit.snippet.spans) for hit in hits) == 20
    assert all(0 < len(str(hit.snippet)) <= LIST.length for hit in hits)


FILLED = "The guide has more to say on this and on other things, at some length and in detail. "


@pytest.mark.parametrize(
    "caveat",
    [
        "But one in three died of it, as the report says in its table of serious adverse events.",
        "This does not hold for metastatic disease, which was excluded from the trial at entry.",
        "No result of a comparison with surgery or with anything else was found by the compilers.",
    ],
)
def test_that_what_takes_a_statement_back_is_shown_with_it(caveat):
    statement = (
        "Ablation was followed by long survival in most people, " + "and by good health " * 9 + "after it. "
    )
    shown = str(excerpt(FILLED * 3 + statement + caveat + " " + FILLED * 3, "ablation"))
    assert shown.startswith("Ablation was")
    assert caveat in shown


def test_that_a_short_denial_before_a_statement_is_shown_with_it():
    text = FILLED + "Source not checked. Ablation was followed by long survival. " + FILLED * 3
    assert str(excerpt(text, "ablation")).startswith("Source not checked. Ablation")


def test_that_an_excerpt_does_not_end_with_the_label_of_what_follows():
    text = (
        "Ablation was followed by long survival in most people, " + "and by good health " * 7 + "after it. "
    )
    assert str(excerpt(text + "Read with care. " + FILLED * 3, "ablation")).endswith("after it.")


def test_that_the_guide_is_never_quoted_without_its_caveat(bundled):
    answer = bundled.search("implanted pump chemotherapy artery of the liver higher concentrations", limit=20)
    shown = {hit.id: str(hit.snippet) for hit in answer.hits}
    assert shown["guide/liver-directed-delivery"].startswith("As stated by the guide; source not checked.")
