"""Which dates content may write."""

import pytest

from viewer.library.content.dates import is_readable


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-05",
        "2020-03",
        "2009",
        "2020-03 to 2026-02-05",
        "2009 to 2012",
        "2020 to 2020",
        "read 2026-11-28",
    ],
)
def test_that_a_day_a_month_a_year_and_a_span_are_readable(text: str):
    assert is_readable(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "2026-2-5", "2026-02-30", "2026-13", "20260205", "5 February 2026", "2026-02-05 to",
        "to 2026", "2012 to 2009", "2009 to 2010 to 2011", "read 2026", "read", "1066", "2026-W05", "2026-",
    ],
)  # fmt: skip
def test_that_anything_else_is_not(text: str):
    assert not is_readable(text)
