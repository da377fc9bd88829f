"""What means the same."""

from viewer.library.vocabulary import Lay, Term, Vocabulary


def test_that_a_clinical_word_that_is_not_here_finds_what_people_say_for_it(make):
    lay = Lay((Term("hair loss"),), (Term("alopecia"),))
    one = make("Hair loss was common.", "Nothing else.", vocabulary=Vocabulary(lay=(lay,)))
    assert [hit.id for hit in one.search("alopecia ").hits] == ["d0"]
    both = make("Hair loss was common.", "Alopecia was common.", vocabulary=Vocabulary(lay=(lay,)))
    assert [hit.id for hit in both.search("alopecia ").hits] == ["d1"]
