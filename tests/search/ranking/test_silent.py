"""Passages that are silent on what a long question turns round, and never what says the opposite."""

from tests.search.building import ids, passage

ASKED = "calcium is unrelated to secondary hyperparathyroidism prevention among elderly women "
SAYS = "Calcium and hyperparathyroidism."
OPPOSITE = "Calcium is related to secondary hyperparathyroidism prevention among elderly women."
SILENT = "Calcium and secondary hyperparathyroidism prevention among elderly women."


def test_that_silent_passages_answer_a_long_question_where_no_passage_with_most_words_turns_it(make):
    turned = passage("turned", "Unrelated findings of something else.")
    engine = make(turned, passage("silent", SILENT), passage("opposite", OPPOSITE))
    assert ids(engine.search(ASKED)) == ["silent", "turned"]


def test_that_silent_passages_stay_out_where_one_with_most_of_the_words_turns_it(make):
    turned = passage("turned", SILENT.replace("and", "is unrelated to", 1))
    engine = make(turned, passage("silent", SILENT), passage("opposite", OPPOSITE))
    assert ids(engine.search(ASKED)) == ["turned"]


def test_that_silent_passages_answer_no_short_question(make):
    engine = make(passage("turned", "Unrelated findings."), passage("silent", SILENT), passage("o", OPPOSITE))
    assert ids(engine.search("calcium unrelated ")) == ["turned"]


def test_that_no_passage_is_silent_on_what_the_vocabulary_never_takes_for_its_opposite(make):
    turned = passage("turned", "Unresectable findings of something else.")
    resectable = passage("resectable", "Resectable disease.")
    engine = make(turned, resectable, passage("silent", SILENT))
    assert ids(engine.search(ASKED.replace("unrelated", "unresectable"))) == ["turned"]
