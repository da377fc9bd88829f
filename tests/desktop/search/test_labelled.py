"""Everything with a label."""

import pytest

from viewer.desktop.search.labelled import Labels, asks_for_label, label_query
from viewer.library.model import Card, Label
from viewer.search.answer import Answer, Elsewhere, Hit, Snippet
from viewer.search.title_search import Titles


def _card(doc, kind, *labels):
    return Card(
        doc, kind, doc, f"On {doc}. More of it.", labels=tuple(Label(text, "qualifier") for text in labels)
    )


CARDS = (
    _card("m", "modality", "metastatic rectal", "HER2-positive, RAS wild-type"),
    _card("p", "paper", "non-metastatic rectal", "KRAS wild-type"),
    _card("q", "paper", "metastatic rectal", "MSI-H/dMMR"),
)


class Found(Titles):
    """Finds two documents, whatever is asked."""

    def documents(self, text, limit=100, kinds=None, is_stale=None, *, correct=True):
        hits = tuple(
            Hit(doc, doc, kind, doc, "", "", Snippet(doc), 1.0, elsewhere=(Elsewhere("a", "A"),))
            for doc, kind in (("q", "paper"), ("x", "faq"))
        )
        return Answer(text, hits, 4, kinds={"paper": 1, "faq": 1})


def _answer(query, kinds=None):
    return Labels(CARDS).answer(Found(()), query, 100, kinds, lambda: False, correct=True)


@pytest.mark.parametrize(
    ("wanted", "docs"),
    [
        ("metastatic rectal", ["m", "q"]),
        ("non-metastatic rectal", ["p"]),
        ("HER2", ["m"]),
        ("RAS wild-type", ["m"]),
        ("msi-h/dmmr", ["q"]),
        ("MSI", ["q"]),
        ("rectal metastatic", []),
        ("wild", ["m", "p"]),
        ("KRAS wild-typ", []),
        ("", []),
        ("(", []),
    ],
)
def test_that_a_label_is_found_by_its_whole_words_and_never_by_its_opposite(wanted, docs):
    assert [card.doc for card in Labels(CARDS).having(wanted)] == docs


def test_that_a_label_alone_lists_its_documents_with_counts_that_equal_them():
    answer = _answer(label_query("metastatic rectal"))
    assert [hit.doc for hit in answer.hits] == ["m", "q"]
    assert answer.kinds == {"modality": 1, "paper": 1}
    assert answer.query == 'label:"metastatic rectal" '
    assert [hit.doc for hit in _answer(label_query("metastatic rectal"), ("paper",)).hits] == ["q"]


def test_that_words_beside_a_label_are_searched_among_its_documents():
    answer = _answer('label:"metastatic rectal" survival')
    assert [hit.doc for hit in answer.hits] == ["q"]
    assert answer.total == 2
    assert answer.kinds == {"paper": 1}


def test_that_two_labels_are_both_required_and_an_unknown_one_is_named():
    assert [hit.doc for hit in _answer('label:"metastatic rectal" label:HER2').hits] == ["m"]
    answer = _answer('label:"zebra"')
    assert answer.hits == ()
    assert answer.notice == "No page has the label “zebra”."


def test_that_a_label_with_quotation_marks_makes_a_query_that_can_be_read():
    assert asks_for_label(label_query('the "80 percent"'))
    assert not asks_for_label("labels on drugs")
