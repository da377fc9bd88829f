"""The reader's notes: the one on the section at hand, and the list of all."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.desktop.drawer.note_editor import NoteEditor, Saving
from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.fields import FilterField, IconButton
from viewer.desktop.widgets.row_list import RowList, Where
from viewer.desktop.widgets.rows import Row
from viewer.desktop.widgets.small import UndoBar, label, row
from viewer.prose import short_date
from viewer.userdata.notes import Notes
from viewer.userdata.records import Note
from viewer.userdata.relocate import Resolved, remembered

_EXCERPT = 300


class _NoteList(RowList):
    delete_requested = Signal()
    undo_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        else:
            super().keyPressEvent(event)


class NotesPanel(QWidget):
    """The editor above, every note below; a click opens the section of a note and the note itself."""

    document_requested = Signal(str, str, str)  # doc, anchor, where
    notes_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        notes: Notes,
        resolve: Callable[[Note], Resolved],
        saving: Saving,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._notes, self._resolve = notes, remembered(resolve)
        self.setAccessibleName("Notes")
        self.editor = NoteEditor(notes.save, saving)
        self.filter = FilterField(theme, "Filter notes")
        self.list = _NoteList(theme, "All notes")
        self.undo_bar = UndoBar()
        self.empty = label("", "muted")
        self._shown: list[Note] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.editor, 2)
        column.addWidget(label("ALL NOTES", "heading"))
        delete = IconButton(theme, "trash", "Delete (Del)", self.delete_current)
        column.addLayout(row(self.filter, delete, gap=4))
        column.addWidget(self.empty)
        column.addWidget(self.list, 3)
        column.addWidget(self.undo_bar)
        self._connect()

    def _connect(self) -> None:
        self.editor.saved.connect(self._changed)
        self.filter.textChanged.connect(lambda _: self.reload())
        self.filter.left_down.connect(self.list.setFocus)
        self.list.opened.connect(self._open)
        self.list.typed.connect(self.filter.append)
        self.list.delete_requested.connect(self.delete_current)
        self.list.undo_requested.connect(self.undo_bar.undo)

    def show_section(self, doc: str, anchor: str, heading: str, title: str) -> None:
        """Turn the editor to a section without taking the focus."""
        if self.editor.place != (doc, anchor):
            note = self._notes.get(doc, anchor)
            self.editor.edit(doc, anchor, heading, title, note.text if note else "")

    def flush(self) -> None:
        """Keep what is being written, now."""
        self.editor.flush()

    def reload(self) -> None:
        """Show what the store holds now; while hidden, when it is shown."""
        if not self.isVisible():
            return
        current = self.list.current()
        self._shown = list(self._notes.search(self.filter.text()))
        self.list.show_rows(
            tuple(self._row(note) for note in self._shown), (current.doc, current.anchor) if current else None
        )
        self.empty.setText("No note holds these words." if self.filter.text() else "No notes yet.")
        self.empty.setVisible(not self._shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def delete_current(self) -> None:
        """Delete the note that is chosen; the bar below takes it back."""
        place = self.list.currentIndex().row()
        if not 0 <= place < len(self._shown):
            return
        note = self._shown[place]
        if self.editor.place == (note.doc, note.anchor):
            self.editor.flush()
        removed = self._notes.remove(note.doc, note.anchor)
        self._show_again(note)
        self._changed()
        if removed is not None:
            self.undo_bar.offer(f"Deleted the note on “{note.title}”.", lambda: self._restore(removed))

    def _restore(self, note: Note) -> None:
        self.editor.flush()
        self._notes.restore(note)
        self._show_again(note)
        self._changed()

    def _show_again(self, note: Note) -> None:
        if self.editor.place == (note.doc, note.anchor):
            kept = self._notes.get(note.doc, note.anchor)
            place = (note.doc, note.anchor, note.heading, note.title)
            self.editor.show_place(place, kept.text if kept else "")

    def _open(self, doc: str, anchor: str, where: str) -> None:
        note = self._notes.get(doc, anchor)
        if note is None:
            return
        if where == Where.HERE:
            self.show_section(note.doc, note.anchor, note.heading, note.title)
        place = self._resolve(note)
        if place.doc:
            self.document_requested.emit(place.doc, place.anchor, where)

    def _changed(self) -> None:
        self.reload()
        self.notes_changed.emit()

    def _row(self, note: Note) -> Row:
        became = self._resolve(note).words
        subtitle = " · ".join(part for part in (note.heading, became) if part)
        body = " ".join(note.text[:_EXCERPT].split())
        return Row(note.doc, note.title, note.anchor, aside=_day(note.changed), subtitle=subtitle, body=body)


def _day(time: str) -> str:
    try:
        when = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    return short_date(when)
