from collections.abc import Callable

from tests.userdata.conftest import Clock
from viewer.userdata.store import Store


def test_that_a_note_is_there_after_a_restart(open_store: Callable[[], Store]) -> None:
    store = open_store()
    saved = store.notes.save("modalities/sbrt", "results", "Results", "Ask about\nthe denominator.", "SBRT")
    store.close()
    again = open_store()
    assert again.notes.get("modalities/sbrt", "results") == saved
    assert again.notes.list("modalities/sbrt") == (saved,)


def test_that_a_section_has_one_note_which_keeps_its_first_date(store: Store, clock: Clock) -> None:
    first = store.notes.save("faqs/a", "", "", "one")
    clock.move(days=1)
    second = store.notes.save("faqs/a", "", "", "two")
    assert first is not None
    assert second is not None
    assert (second.id, second.made, second.text) == (first.id, first.made, "two")
    assert second.changed > first.changed
    assert store.notes.list() == (second,)


def test_that_saving_the_same_text_changes_nothing(store: Store, clock: Clock) -> None:
    first = store.notes.save("faqs/a", "", "", "one")
    clock.move(days=1)
    assert store.notes.save("faqs/a", "", "", "one") == first


def test_that_an_emptied_note_is_gone(store: Store) -> None:
    store.notes.save("faqs/a", "", "", "one")
    assert store.notes.save("faqs/a", "", "", " \n") is None
    assert store.notes.list() == ()


def test_that_the_note_changed_last_stands_first(store: Store) -> None:
    for name in "abc":
        store.notes.save(f"faqs/{name}", "", "", name)
    store.notes.save("faqs/a", "", "", "a again")
    assert [note.doc for note in store.notes.list()] == ["faqs/a", "faqs/c", "faqs/b"]


def test_that_notes_are_found_by_every_word_of_text_title_or_heading(store: Store) -> None:
    found = store.notes.save(
        "modalities/sbrt", "results", "Results", "Lung DOSE", "Stereotactic radiotherapy"
    )
    store.notes.save("faqs/a", "", "", "dose only")
    assert store.notes.search("dose STEREO resul") == (found,)
    assert len(store.notes.search("")) == 2


def test_that_removing_a_note_is_undone_but_never_over_a_new_one(store: Store) -> None:
    store.notes.save("faqs/a", "", "", "one")
    removed = store.notes.remove("faqs/a")
    assert removed is not None
    assert store.notes.get("faqs/a") is None
    store.notes.restore(removed)
    assert store.notes.get("faqs/a") == removed
    store.notes.remove("faqs/a")
    new = store.notes.save("faqs/a", "", "", "two")
    store.notes.restore(removed)
    assert store.notes.get("faqs/a") == new
