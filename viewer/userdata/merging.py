"""What an import adds: nothing that is kept is lost, and importing twice changes nothing the second time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from viewer.errors import UserDataError
from viewer.userdata import history
from viewer.userdata.bookmarks import Bookmarks, insert, insert_folder
from viewer.userdata.choices import Choices, set_choice
from viewer.userdata.database import Step
from viewer.userdata.exchange import Incoming
from viewer.userdata.notes import Notes, upsert
from viewer.userdata.records import Bookmark, Folder, Note
from viewer.userdata.texts import BLOCK, line, new_id


@dataclass(frozen=True, slots=True)
class Merge:
    """The steps of an import, and a sentence on it."""

    steps: tuple[Step, ...]
    words: str


def merge(incoming: Incoming, bookmarks: Bookmarks, notes: Notes, settings: Choices, day: str) -> Merge:
    """Plan an import; `day` is written over notes that are joined to one that is there."""
    folders, folder_steps = _folders(incoming, bookmarks.folders())
    marks = _bookmarks(incoming.bookmarks, bookmarks.list(), folders)
    noted = _notes(incoming.notes, notes.list(), day)
    own = settings.own()
    steps = (
        *folder_steps,
        *marks,
        *noted,
        *(history.upsert(visit) for visit in incoming.visits),
        *(history.upsert_search(text, at) for text, at in incoming.searches),
        *(set_choice(key, value) for key, value in incoming.settings.items() if key not in own),
    )
    words = f"Imported: {_count(len(marks), 'bookmark')} and {_count(len(noted), 'note')} added or changed."
    return Merge(steps, words)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _folders(incoming: Incoming, present: Sequence[Folder]) -> tuple[dict[str, str], list[Step]]:
    ids = {folder.name: folder.id for folder in present}
    steps: list[Step] = []
    for name in (*incoming.folders, *(mark.folder for mark in incoming.bookmarks)):
        if name and name not in ids:
            ids[name] = new_id()
            steps.append(insert_folder(Folder(ids[name], name), len(ids)))
    return ids, steps


def _bookmarks(
    incoming: Sequence[Bookmark], present: Sequence[Bookmark], folders: dict[str, str]
) -> list[Step]:
    known = {(mark.doc, mark.anchor): mark for mark in present}
    steps: list[Step] = []
    for mark in incoming:
        found = known.get((mark.doc, mark.anchor))
        if found is None:
            found = replace(mark, id=new_id(), folder=folders.get(mark.folder, ""))
            steps.append(insert(found, len(known)))
        elif mark.note not in found.note:
            joined = f"{found.note} · {mark.note}" if found.note else mark.note
            found = replace(found, note=line(joined))
            steps.append(("UPDATE bookmarks SET note = ? WHERE id = ?", (found.note, found.id)))
        known[mark.doc, mark.anchor] = found
    return steps


def _notes(incoming: Sequence[Note], present: Sequence[Note], day: str) -> list[Step]:
    known = {(note.doc, note.anchor): note for note in present}
    steps: list[Step] = []
    for note in incoming:
        found = known.get((note.doc, note.anchor))
        joined = replace(note, id=new_id()) if found is None else _joined(found, note, day)
        if note.text.strip() and joined != found:
            steps.append(upsert(joined))
            known[note.doc, note.anchor] = joined
    return steps


def _joined(found: Note, note: Note, day: str) -> Note:
    if note.text in found.text:
        return found
    text = note.text if found.text in note.text else f"{found.text}\n\n— Imported {day} —\n{note.text}"
    if len(text) > BLOCK:
        raise UserDataError(f"The notes on “{note.title}” are too long to join. Nothing was imported.")
    return replace(found, text=text, changed=max(found.changed, note.changed))
