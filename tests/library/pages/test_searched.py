"""What search reads of a page."""

import pytest

from viewer.library.pages.text import Block, searched


@pytest.mark.parametrize("value", ["not stated", "Not applicable.", "not seen"])
def test_that_a_row_that_says_nothing_is_not_searched(value):
    rows = [Block(f"Endpoint met: {value}", 1, row=True), Block("n: 48", 2, row=True)]
    assert searched(rows) == "n: 48"


def test_that_a_sentence_and_a_row_that_says_more_are_searched():
    blocks = [Block("Harms: not stated", 1), Block("Endpoint met: not stated; stopped early", 2, row=True)]
    assert searched(blocks) == "Harms: not stated\nEndpoint met: not stated; stopped early"
