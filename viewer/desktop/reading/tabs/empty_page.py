"""What stands where no tab is open, or where a page cannot be shown: what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.desktop.widgets.plain import PlainLabel
from viewer.errors import ViewerError
from viewer.library.model import Page, Section
from viewer.prose import escape


class EmptyPage(QWidget):
    """Says how to open something."""

    home_requested = Signal()
    reopen_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("EmptyPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        box.setContentsMargins(32, 32, 32, 32)
        box.setSpacing(10)
        box.addStretch(2)
        for role, text in (
            ("title", "No page is open"),
            ("notice", "Press Ctrl+K and type a few letters, or choose a page in the list on the left."),
        ):
            box.addWidget(_line(role, text))  # not aligned, or it would be as high as one line
        self._home = _button(box, "Open the home page", self.home_requested)
        self._last = _button(box, "Reopen the last closed tab", self.reopen_requested)
        box.addStretch(3)
        self.setFocusProxy(self._home)

    def offer_reopening(self, possible: bool) -> None:
        """Show the button for the last closed tab only where there is one."""
        self._last.setVisible(possible)


def _button(box: QVBoxLayout, text: str, signal: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(signal)
    box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    return button


def _line(role: str, text: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label


LoadPage = Callable[[str], Page]


def loaded(load_page: LoadPage, doc: str) -> Page:
    """The page, or one that says why it cannot be shown."""
    try:
        return load_page(doc)
    except (ViewerError, LookupError) as error:
        return missing_page(doc, str(error) if isinstance(error, ViewerError) else "")


def title_of_loaded(load_page: LoadPage, doc: str) -> str | None:
    """The title of a page, or nothing where there is none."""
    try:
        return load_page(doc).title
    except (ViewerError, LookupError):
        return None


def missing_page(doc: str, reason: str) -> Page:
    """Says that `doc` cannot be shown, why, and what to do."""
    told = f"“{doc}” cannot be shown. {reason}".strip()
    advice = "It may have been removed or renamed in this edition. Search for it with Ctrl+K."
    html = f"<p>{escape(told)}</p>\n<p>{advice}</p>\n"
    section = Section("", "", 0, html, f"{told}\n{advice}")
    return Page(doc, "page", "Page not found", told, (), (), (section,), (), ())
