"""The second half of the start: what is in no first picture is loaded and built once the window shows."""

from pathlib import Path

from viewer import paths
from viewer.desktop.actions import ACTIONS
from viewer.desktop.commands import Handler
from viewer.desktop.desk import Desk
from viewer.desktop.exporting import Exporting
from viewer.desktop.furnished import Furnished
from viewer.desktop.jobs import Worker
from viewer.desktop.reading.carry_away import CarryAway
from viewer.desktop.speaking import Speaking
from viewer.desktop.theme import Theme
from viewer.desktop.tokens import load_tokens
from viewer.desktop.window import MainWindow
from viewer.library.compiled import Library
from viewer.library.references import to_csl, to_ris
from viewer.userdata.store import Store
from viewer.userdata.window_state import WindowState


def furnish(
    store: Store,
    library: Library,
    library_dir: Path,
    theme: Theme,
    worker: Worker,
    places: WindowState,
    window: MainWindow,
) -> Furnished:
    """Build the desk over `window`; a command without a handler stops the program here."""
    desk = Desk(store, library, library_dir, theme, worker, places, window)
    carry = CarryAway(
        window.parts.tabs,
        library.edition,
        load_tokens(paths.resources() / "themes", "light"),
        library.source,
        library.references,
        to_ris,
        to_csl,
        library.image,
        reference_count=len(library.cards("reference")),
    )
    carry.message.connect(desk.say)
    _connect_exports(carry, Exporting(library_dir, window), desk, window)
    handlers = {**desk.handlers(), **_carry_handlers(carry)}
    missing = {action.id for action in ACTIONS if action.bound} - window.own_commands - handlers.keys()
    if missing:
        raise RuntimeError(f"Commands without a handler: {', '.join(sorted(missing))}")
    Speaking(window)
    return Furnished(desk, handlers)


def _connect_exports(carry: CarryAway, exporting: Exporting, desk: Desk, window: MainWindow) -> None:
    carry.long_pdf_requested.connect(exporting.pdf)
    carry.many_references_requested.connect(exporting.references)
    exporting.message.connect(desk.say)
    exporting.progressed.connect(window.status.work)
    window.status.stop.clicked.connect(exporting.stop)
    window.closing.connect(exporting.stop)


def _carry_handlers(carry: CarryAway) -> dict[str, Handler]:
    """Handlers of the commands that take something along."""
    return {
        "copy-citation": carry.copy_with_citation,
        "copy-link": carry.copy_link,
        "copy-reference": carry.copy_reference,
        "copy-section-link": carry.copy_section_link,
        "export-references": carry.export_references,
        "print": carry.print_page,
        "handout": carry.print_handout,
        "export-pdf": carry.export_pdf,
    }
