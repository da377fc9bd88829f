"""What an import of papers would bring, before anything is written; a paper of one's own, to edit."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.widgets.small import NO_PATIENTS, button, label
from viewer.imports.record import OwnPaper, PaperPart
from viewer.prose import counted

_SHOWN = 500
_SUMMARIES = ("TL;DR", "Summary")
_HIGH = 96


class PreviewSheet(Sheet):
    """Lists every record: new, the same as one that is there, or not understood with its line."""

    accepted = Signal()

    def __init__(
        self, theme: Theme, host: QWidget, counts: str, lines: Sequence[str], new: int, labelled: str
    ) -> None:
        super().__init__(theme, host, "Add papers of your own", width=760)
        self.body.addWidget(label(counts))
        self.body.addWidget(
            label(f"They stand beside the library, labelled “{labelled}”. {NO_PATIENTS}", "notice")
        )
        more = [f"… and {counted(len(lines) - _SHOWN, 'more line')}"] if len(lines) > _SHOWN else []
        self.list = QPlainTextEdit("\n".join([*lines[:_SHOWN], *more]))
        self.list.setReadOnly(True)
        self.list.setAccessibleName("What was read, one line a record")
        self.list.setMinimumHeight(260)
        self.body.addWidget(self.list, 1)
        self.add_button = button(f"Add {counted(new, 'paper')}", self._accept, "primary")
        self.add_button.setVisible(new > 0)
        self.footer.addWidget(button("Cancel" if new else "Close", self.dismiss))
        self.footer.addWidget(self.add_button)

    def first_focus(self) -> QWidget:
        return self.list if self.add_button.isHidden() else self.add_button

    def _accept(self) -> None:
        self.dismiss()
        self.accepted.emit()


class PaperSheet(Sheet):
    """Title, year, labels, summary and note of a paper of the reader's own."""

    saved = Signal(object)  # OwnPaper
    delete_requested = Signal(str)  # key

    def __init__(self, theme: Theme, host: QWidget, paper: OwnPaper) -> None:
        super().__init__(theme, host, "Edit this paper of yours", width=680)
        self._paper = paper
        self.title_field = self._line("Title", paper.title)
        self.year_field = self._line("Year", str(paper.year or ""))
        self.labels_field = self._line("Labels, parted by commas", ", ".join(paper.labels))
        self.summary_field = self._text("Summary", summary_of(paper))
        self.note_field = self._text(f"Your note. {NO_PATIENTS}", paper.note)
        self.footer.addWidget(button("Delete this paper", self._delete))
        self.footer.addStretch(1)
        self.footer.addWidget(button("Cancel", self.dismiss))
        self.save_button = button("Save", self._save, "primary")
        self.footer.addWidget(self.save_button)

    def first_focus(self) -> QWidget:
        return self.title_field

    def _line(self, name: str, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setAccessibleName(name)
        self.body.addWidget(label(name))
        self.body.addWidget(field)
        return field

    def _text(self, name: str, text: str) -> QPlainTextEdit:
        field = QPlainTextEdit(text)
        field.setAccessibleName(name)
        field.setTabChangesFocus(True)
        field.setMinimumHeight(_HIGH)
        self.body.addWidget(label(name))
        self.body.addWidget(field)
        return field

    def _save(self) -> None:
        title, year = " ".join(self.title_field.text().split()), self.year_field.text().strip()
        if not title:
            self.say("A paper needs a title.", warning=True)
            return
        if year and not (year.isdecimal() and len(year) == 4 and 1500 <= int(year) <= 2200):
            self.say("The year is four figures, as in 2019, or nothing.", warning=True)
            return
        labels = tuple(filter(None, (" ".join(one.split()) for one in self.labels_field.text().split(","))))
        paper = replace(
            with_year(with_summary(self._paper, self.summary_field.toPlainText().strip()), year),
            labels=tuple(dict.fromkeys(labels)),
            note=self.note_field.toPlainText().strip(),
        )
        self.dismiss()
        self.saved.emit(replace(paper, item={**paper.item, "title": title}))

    def _delete(self) -> None:
        self.dismiss()
        self.delete_requested.emit(self._paper.key)


def summary_of(paper: OwnPaper) -> str:
    """The text of the summary, where the paper has one."""
    return next((part.text for part in paper.parts if part.heading in _SUMMARIES), "")


def with_summary(paper: OwnPaper, text: str) -> OwnPaper:
    """The paper with another summary; an empty one takes its part away, a first one stands at the top."""
    if text == summary_of(paper):
        return paper
    place = next((place for place, part in enumerate(paper.parts) if part.heading in _SUMMARIES), None)
    parts = list(paper.parts)
    if place is None:
        parts.insert(0, PaperPart("Summary", text))
    elif text:
        parts[place] = parts[place]._replace(text=text)
    else:
        del parts[place]
    return replace(paper, parts=tuple(parts))


def with_year(paper: OwnPaper, year: str) -> OwnPaper:
    """The paper with another year; month and day stay where the year does."""
    if year == str(paper.year or ""):
        return paper
    item = {name: value for name, value in paper.item.items() if name != "issued"}
    return replace(paper, item={**item, "issued": {"date-parts": [[int(year)]]}} if year else item)
