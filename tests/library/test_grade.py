"""What the letters at the numbers of citations are said to mean."""

from viewer.library.grade import legend, meaning


def test_that_a_legend_names_the_letters_that_stand_in_a_text_and_no_others():
    assert legend("Longer [27 B], not [28\u00a0P, p. 3].") == (
        "Letters at the numbers: B, read in a secondary report; P, read in a published evidence summary."
    )


def test_that_a_legend_says_what_a_number_without_a_letter_is():
    assert legend("As the guide says [3]; its source [11 –].") == (
        "Letters at the numbers: –, source not checked. "
        "No letter: the page or register entry itself was read."
    )


def test_that_a_text_without_letters_has_no_legend():
    assert legend("As the guide says [3]; a gene [BRAF A] and [2 C].") == ""


def test_that_one_citation_says_how_far_its_figure_was_read():
    assert meaning("[28\u00a0B, p. 3]") == "read in a secondary report"
    assert meaning("[28]") == meaning("[28 –]") == meaning("the abstract") == ""
