"""Text into HTML."""

import html

from hypothesis import given
from hypothesis import strategies as st

from viewer.prose import escape


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("&<>\"'"))))
def test_that_text_is_escaped_as_the_standard_library_does(text):
    assert escape(text) == html.escape(text)
