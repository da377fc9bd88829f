"""The first-start text, once for each edition."""

from functools import partial

from viewer.desktop.look.theme import Theme
from viewer.desktop.window.window import MainWindow
from viewer.library.model import Edition
from viewer.userdata.store import Store


def show_first_start(store: Store, edition: Edition, theme: Theme, window: MainWindow) -> None:
    """Show the text where it was not accepted yet."""
    if not edition.first_start or store.first_start_accepted(edition.issue):
        return
    from viewer.desktop.sheets.first_start import FirstStartSheet  # late: no start after the first needs it

    sheet = FirstStartSheet(theme, window, edition.first_start, edition.edition)
    sheet.accepted.connect(partial(store.accept_first_start, edition.issue))
    sheet.closed.connect(window.parts.box.activate)
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()
