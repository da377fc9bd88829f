"""Commands that take something along: loaded when the first of them is used."""

from collections.abc import Callable
from pathlib import Path

from viewer import paths
from viewer.desktop.commands.bind import Handler
from viewer.desktop.features.export import Exporting
from viewer.desktop.look.tokens import load_tokens
from viewer.desktop.reading.export.commands import CarryAway
from viewer.desktop.window.window import MainWindow
from viewer.library.compiled import Library
from viewer.library.content.references import to_csl, to_ris


def carry_handlers(
    library: Library, library_dir: Path, window: MainWindow, say: Callable[[str], None]
) -> dict[str, Handler]:
    """Handlers of the commands that take something along."""
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
    carry.message.connect(say)
    _connect_exports(carry, Exporting(library_dir, window), say, window)
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


def _connect_exports(
    carry: CarryAway, exporting: Exporting, say: Callable[[str], None], window: MainWindow
) -> None:
    carry.long_pdf_requested.connect(exporting.pdf)
    carry.many_references_requested.connect(exporting.references)
    exporting.message.connect(say)
    exporting.progressed.connect(window.status.work)
    window.status.stop.clicked.connect(exporting.stop)
    window.closing.connect(exporting.stop)
