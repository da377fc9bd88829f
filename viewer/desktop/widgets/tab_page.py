"""A page of a tab that is no document: a table, columns, a map. Reading knows it by this alone."""

from abc import abstractmethod

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from viewer.library.model import Page


class TabPage(QWidget):
    """Stands in for every tab that shows its kind: what tells the tabs apart is their state."""

    title_changed = Signal()
    state_changed = Signal()
    document_requested = Signal(str, str, str)  # doc, anchor, where
    page_requested = Signal(str, object, str)  # doc of another such page, its state, where
    typed = Signal(str)  # letters that start a search
    message = Signal(str)

    @abstractmethod
    def title(self) -> str:
        """What the tab is called."""

    @abstractmethod
    def state(self) -> dict[str, object]:
        """What is chosen in it, in values that JSON knows."""

    @abstractmethod
    def take_state(self, state: object) -> None:
        """Show what `state` gave; whatever is odd in it, or nothing, is passed over."""

    @abstractmethod
    def open_find(self) -> None:
        """What `Find in page` means here."""

    @abstractmethod
    def escape(self) -> bool:
        """One step back; False where there is none."""

    @abstractmethod
    def paper(self) -> Page | None:
        """The page to print, to write as PDF and to copy with its citation; nothing where there is none."""
