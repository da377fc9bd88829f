"""What this is, which edition, whose licences, and whether its files are as they were built."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.widgets.small import button, copy, label
from viewer.desktop.widgets.text import Prose
from viewer.library.model import Edition
from viewer.prose import long_date

Verdict = Callable[[bool, str], None]


@dataclass(frozen=True, slots=True)
class About:
    """What the sheet says; `versions` are pairs such as (`Qt`, `6.11.3`)."""

    edition: Edition
    versions: tuple[tuple[str, str], ...]
    licences: tuple[tuple[str, str], ...]
    """What, and under which licence."""


class AboutSheet(Sheet):
    """Edition, disclaimer, versions, licences, and a check of the library's files.

    `check_files(then)` begins the check and calls `then(whole, sentence)` when it is done, at once or later.
    """

    def __init__(
        self, theme: Theme, host: QWidget, about: About, check_files: Callable[[Verdict], None]
    ) -> None:
        super().__init__(theme, host, "About Wardshelf", width=620)
        self._about, self._check_files = about, check_files
        edition = about.edition
        self.body.addWidget(Prose(theme, edition.disclaimer))
        self.body.addWidget(label(edition.review_note, "warn", selectable=True))
        self._table("EDITION", _edition_rows(edition))
        self._table("VERSIONS", about.versions)
        self._table("LICENCES", about.licences)
        self.body.addStretch(1)
        self.check_button = button("Check the library's files", self._check)
        self.footer.insertWidget(0, self.check_button)
        self.footer.insertWidget(1, button("Copy all this", self._copy))
        self.close_button = button("Close", self.dismiss, "primary")
        self.footer.addWidget(self.close_button)

    def first_focus(self) -> QWidget:
        return self.close_button

    def text(self) -> str:
        """Everything the sheet says, to be pasted into a report."""
        pairs = (*_edition_rows(self._about.edition), *self._about.versions, *self._about.licences)
        return "Wardshelf\n" + "\n".join(f"{name}: {value}" for name, value in pairs)

    def _table(self, title: str, rows: Iterable[tuple[str, str]]) -> None:
        self.body.addWidget(label(title, "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for number, (name, value) in enumerate(rows):
            grid.addWidget(label(name, "muted"), number, 0)
            grid.addWidget(label(value, selectable=True), number, 1)
        grid.setColumnMinimumWidth(0, 150)
        self.body.addLayout(grid)

    def _check(self) -> None:
        self.check_button.setEnabled(False)
        self.say("Checking …")
        self._check_files(self._checked)

    def _checked(self, whole: bool, sentence: str) -> None:
        self.check_button.setEnabled(True)
        self.say(sentence, warning=not whole)

    def _copy(self) -> None:
        copy(self.text())
        self.say("Copied.")


def _edition_rows(edition: Edition) -> tuple[tuple[str, str], ...]:
    newest = ("Newest source", f"{edition.newest_source}; no systematic search")
    return (
        ("Library", edition.title),
        ("Edition", f"{edition.edition}, compiled {long_date(edition.compiled)}"),
        ("Clinical review", edition.clinical_review if edition.is_reviewed else "none"),
        *((newest,) if edition.newest_source else ()),
        ("Content licence", edition.licence),
    )
