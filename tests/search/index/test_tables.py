"""Parts of one table count as long as all of it."""

from tests.search.building import ids, passage


def card(name: str, heading: str, text: str):
    anchor = heading.casefold().replace(" ", "-")
    return passage(f"{name}#{anchor}", text, heading=heading, doc=name, kind="paper", title=name)


LONG = "One arm had more events than the other arm in every group that was looked at over many years. " * 4


def test_that_a_part_of_a_table_gains_nothing_by_being_short(make):
    parts = [card("a", "Results and harms", LONG), card("a", "Who was studied", "Line: histotripsy.")]
    engine = make(
        *parts, passage("prose", "Histotripsy of the liver was looked at in few people over years.")
    )
    assert ids(engine.search("histotripsy ")) == ["prose", "a#who-was-studied"]


def test_that_sections_which_are_no_table_are_as_long_as_they_are(make):
    parts = [card("a", "Methods", LONG), card("a", "Who was studied", "Line: histotripsy.")]
    engine = make(
        *parts, passage("prose", "Histotripsy of the liver was looked at in few people over years.")
    )
    assert ids(engine.search("histotripsy ")) == ["a#who-was-studied", "prose"]
