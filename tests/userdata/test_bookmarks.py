from collections.abc import Callable

from viewer.userdata.store import Store

OpenStore = Callable[[], Store]


def test_that_a_bookmark_is_there_after_a_restart(open_store: OpenStore) -> None:
    store = open_store()
    made = store.bookmarks.add("SBRT", "modalities/sbrt", "results", "Results", note="for the tumour board")
    store.close()
    assert open_store().bookmarks.list() == (made,)


def test_that_a_place_is_bookmarked_once(store: Store) -> None:
    first = store.bookmarks.add("SBRT", "modalities/sbrt", "results")
    again = store.bookmarks.add("Another title", "modalities/sbrt", "results")
    assert again == first
    assert len(store.bookmarks.list()) == 1
    assert store.bookmarks.is_bookmarked("modalities/sbrt", "results")
    assert not store.bookmarks.is_bookmarked("modalities/sbrt")


def test_that_a_page_and_its_section_are_two_places(store: Store) -> None:
    store.bookmarks.add("SBRT", "modalities/sbrt")
    store.bookmarks.add("SBRT", "modalities/sbrt", "results")
    assert len(store.bookmarks.list()) == 2


def test_that_a_bookmark_moves_before_another(store: Store) -> None:
    a, b, c = (store.bookmarks.add(name, f"faqs/{name}") for name in "abc")
    store.bookmarks.move(c.id, "", 0)
    assert [mark.title for mark in store.bookmarks.list("")] == ["c", "a", "b"]
    store.bookmarks.move(c.id, "", 1)
    assert [mark.title for mark in store.bookmarks.list("")] == ["a", "c", "b"]
    store.bookmarks.move(a.id, "", 99)
    assert [mark.title for mark in store.bookmarks.list("")] == ["c", "b", "a"]
    assert b in store.bookmarks.list()


def test_that_a_bookmark_moves_into_a_folder_and_out_again(store: Store) -> None:
    ward = store.bookmarks.add_folder("Ward")
    mark = store.bookmarks.add("SBRT", "modalities/sbrt")
    store.bookmarks.move(mark.id, ward.id, 0)
    assert [found.id for found in store.bookmarks.list(ward.id)] == [mark.id]
    store.bookmarks.move(mark.id, "", 0)
    assert store.bookmarks.list(ward.id) == ()


def test_that_a_bookmark_in_an_unknown_folder_lies_in_none(store: Store) -> None:
    assert store.bookmarks.add("SBRT", "modalities/sbrt", folder="gone").folder == ""


def test_that_removing_a_bookmark_is_undone_at_its_place(store: Store) -> None:
    _, b, _ = (store.bookmarks.add(name, f"faqs/{name}") for name in "abc")
    before = store.bookmarks.list()
    removed = store.bookmarks.remove(b.id)
    assert removed is not None
    assert [mark.title for mark in store.bookmarks.list()] == ["a", "c"]
    store.bookmarks.restore(removed)
    assert store.bookmarks.list() == before


def test_that_removing_a_folder_is_undone_with_all_that_was_in_it(store: Store) -> None:
    store.bookmarks.add_folder("First")
    ward = store.bookmarks.add_folder("Ward")
    store.bookmarks.add_folder("Last")
    for name in "ab":
        store.bookmarks.add(name, f"faqs/{name}", folder=ward.id)
    marks, folders = store.bookmarks.list(ward.id), store.bookmarks.folders()
    removed = store.bookmarks.remove_folder(ward.id)
    assert removed is not None
    assert store.bookmarks.list() == ()
    store.bookmarks.restore(removed)
    assert store.bookmarks.folders() == folders
    assert store.bookmarks.list(ward.id) == marks


def test_that_undoing_keeps_a_bookmark_made_since(store: Store) -> None:
    removed = store.bookmarks.remove(store.bookmarks.add("old", "faqs/a").id)
    new = store.bookmarks.add("new", "faqs/a")
    assert removed is not None
    store.bookmarks.restore(removed)
    assert store.bookmarks.list() == (new,)


def test_that_folders_are_renamed_and_ordered(store: Store) -> None:
    first, second = store.bookmarks.add_folder("First"), store.bookmarks.add_folder("Second")
    store.bookmarks.rename_folder(first.id, "Clinic\n  on Monday")
    store.bookmarks.move_folder(second.id, 0)
    assert [folder.name for folder in store.bookmarks.folders()] == ["Second", "Clinic on Monday"]


def test_that_an_empty_title_is_not_taken(store: Store) -> None:
    mark = store.bookmarks.add("SBRT", "modalities/sbrt")
    store.bookmarks.rename(mark.id, "  ")
    assert store.bookmarks.get(mark.id) == mark
    store.bookmarks.rename(mark.id, "Liver SBRT")
    store.bookmarks.set_note(mark.id, "n = 99")
    changed = store.bookmarks.get(mark.id)
    assert changed is not None
    assert (changed.title, changed.note) == ("Liver SBRT", "n = 99")


def test_that_what_is_unknown_changes_nothing(store: Store) -> None:
    mark = store.bookmarks.add("SBRT", "modalities/sbrt")
    assert store.bookmarks.remove("no id") is None
    assert store.bookmarks.remove_folder("no id") is None
    store.bookmarks.move("no id", "", 0)
    store.bookmarks.move_folder("no id", 0)
    assert store.bookmarks.list() == (mark,)


def test_that_control_characters_and_lone_surrogates_are_no_harm(open_store: OpenStore) -> None:
    store = open_store()
    store.bookmarks.add("a\x00b\ud800c", "faqs/a")
    store.close()
    assert open_store().bookmarks.list()[0].title == "a b c"
