"""What a clinician types into the bundled library: the table in tests/cases/search.tsv."""

import pytest

from tests.search import cases
from tests.search.cases import Case
from viewer.search import Engine

CASES = cases.read()


def test_that_the_table_is_long_enough_and_says_nothing_twice():
    assert len(CASES) >= 350
    rows = [(case.typed, case.expected) for case in CASES]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.typed} → {case.expected}")
def test_that_what_is_typed_finds_what_is_meant(case: Case, bundled: Engine):
    assert cases.fault(case, bundled) == ""
