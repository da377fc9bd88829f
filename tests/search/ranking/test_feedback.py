"""What the best of untitled passages share moves those that share it, and nothing else."""

from tests.search.building import ids, passage

TEXTS = [
    "Hearing: cochlear implants restore hearing in deafness.",
    "Hearing loss and cochlear implants, with audiology for deafness.",
    "Deafness treated by cochlear implants after audiology.",
    "Deafness among sailors of the northern coast.",
    "Cochlear implants after audiology helped in deafness too.",
    "Deafness of the miller was a legend.",
]
OTHERS = ["Nothing of that kind is said in this text."] * 40


def test_that_passages_that_share_the_words_of_the_best_go_before_others(make):
    order = ids(make(*TEXTS, *OTHERS).search("deafness "))
    assert set(order) == {f"d{place}" for place in range(6)}
    assert order.index("d4") < order.index("d5")


def test_that_no_passage_without_a_word_of_the_question_is_added(make):
    engine = make(*TEXTS, "Cochlear implants and audiology of hearing.", *OTHERS)
    assert "d6" not in ids(engine.search("deafness "))


def test_that_titles_speak_for_themselves(make):
    rows = [passage(f"d{place}", text, title=f"Deafness {place}") for place, text in enumerate(TEXTS)]
    with_others = make(*rows, *OTHERS).search("deafness ")
    assert set(ids(with_others)) == {f"d{place}" for place in range(6)}


def test_that_names_are_never_learnt(make):
    engine = make(
        *["Response with cetuximab and fever."] * 6,
        "Response with encorafenib and rash.",
        "Response.",
        *OTHERS,
    )
    model = engine._feedback._model([(1.0, place) for place in range(7)], {})
    assert "cetuximab" not in {engine._lexicon.terms[word - 1] for word in model}
