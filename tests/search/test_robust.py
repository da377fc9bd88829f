"""Nothing that can be typed is an error, and nothing takes a second."""

import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.building import VOCABULARY, passage
from viewer.search import build_index, open_index

SECOND = 1.0


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("robust")
    texts = [f"Liver cancer treatment {n} with survival of {n}.{n} months and no harm" for n in range(300)]
    build_index(
        [passage(f"d{n}", text, title=f"Page {n}") for n, text in enumerate(texts)], folder, VOCABULARY
    )
    opened = open_index(folder, VOCABULARY)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 10_000,
        "liver " * 2_000,
        "a b c d e f g " * 700,
        "-" * 10_000,
        '"' * 9_999,
        "kind:" * 2_000,
        "year:2019 " * 1_000,
        "10.1016/" + "x" * 9_000,
        "()" * 5_000,
        "l" + "-i" * 4_000,
        "1,000," * 1_500,
        "\x00\x01\x02\x1b[31m liver \x7f",
        "\ud800 liver",
        "*",
        "***",
        "?",
        ". , ; :",
        '"liver',
        'liver"',
        '"" ""',
        '-"liver',
        "- liver",
        "--liver",
        "שלום עולם",
        "سرطان المستقيم",
        "直肠癌",
        "\u202eliver\u202c",
        "🙂 liver",
        "AND OR NOT",
        "NOT",
        "liver AND (cancer OR lung)",
        "liver~2 ^5 [a TO b]",
        "'; DROP TABLE f; --",
        "<b>liver</b>",
        "kind:faq kind:paper -kind:faq",
        "author:",
        'author:"',
        "year:99999999999999999999",
        "year:2020-2010",
        "%s %d {0}",
        "\n\n\tliver\r\n",
        "ﬁbrosis ① ½ ²",
    ],
    ids=lambda typed: ascii(typed[:20]),
)
def test_that_strange_queries_get_a_sensible_answer_at_once(engine, typed):
    start = time.perf_counter()
    answer = engine.search(typed)
    names = engine.names(typed)
    assert time.perf_counter() - start < SECOND
    assert answer.query == typed
    assert names.query == typed
    assert len(answer.notice) < 300


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_that_any_text_may_be_typed(engine, text):
    for answer in (engine.search(text), engine.search(text + " "), engine.names(text)):
        assert answer.total >= len(answer.hits) or answer.total == 0
        for hit in answer.hits:
            for start, end in (*hit.snippet.spans, *hit.title_spans):
                assert start < end


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(
        st.sampled_from(['"', "-", "kind:", "year:", "liver", "canc", " ", "2019", "*", "non", "TNT"])
    )
)
def test_that_any_mixture_of_syntax_may_be_typed(engine, parts):
    engine.search("".join(parts))


def test_that_a_passage_of_megabytes_takes_no_second_to_show(tmp_path):
    text = "The liver was treated in this way, and then again. " * 40_000
    build_index([passage("long", text), passage("word", "y" * 2_000_000 + " liver")], tmp_path)
    engine = open_index(tmp_path)
    start = time.perf_counter()
    hits = engine.search("liver treated again ").hits
    assert time.perf_counter() - start < SECOND
    assert len(hits[0].snippet.text) < 400
    assert all(len(hit.snippet.text) < 1_000 for hit in engine.search("liver").hits)
    engine.close()


def test_that_names_may_be_asked_from_another_thread_meanwhile(engine):
    errors: list[Exception] = []
    stop = threading.Event()

    def ask_names() -> None:
        try:
            while not stop.is_set():
                assert engine.names("page 1").hits
        except Exception as error:
            errors.append(error)

    window = threading.Thread(target=ask_names)
    window.start()
    for n in range(150):
        assert engine.search(f"liver {n} ").hits
    stop.set()
    window.join()
    assert errors == []


def test_that_a_closed_engine_can_be_closed_while_nobody_asks(tmp_path):
    build_index([passage("a", "liver")], tmp_path)
    engine = open_index(tmp_path)
    engine.search("liver")
    engine.close()
