"""Builds every feature over the window, once its first picture is drawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import ModuleType

from viewer import paths
from viewer.desktop.background.worker import Worker
from viewer.desktop.commands.bind import Handler
from viewer.desktop.faults import catch
from viewer.desktop.features.bookmarks import Keeper
from viewer.desktop.features.collections import Collector
from viewer.desktop.features.evidence import EvidenceTabs
from viewer.desktop.features.exchange import Exchange
from viewer.desktop.features.figures import Figures
from viewer.desktop.features.home import EXAMPLES, items_of
from viewer.desktop.features.index import Index
from viewer.desktop.features.notices import Notices
from viewer.desktop.features.palette import Palette
from viewer.desktop.features.papers import Papers, Places
from viewer.desktop.features.screen_reader import ScreenReader
from viewer.desktop.features.settings import Settings
from viewer.desktop.features.soundness import Soundness
from viewer.desktop.look.theme import Theme
from viewer.desktop.window.window import MainWindow
from viewer.imports.own_shelf import OwnShelf
from viewer.library.compiled import Library
from viewer.library.model import HOME
from viewer.userdata.records import Notice
from viewer.userdata.store import Store
from viewer.userdata.window_state import WindowState

_SEARCHES = 6
"""Recent searches that the empty box offers."""


@dataclass(frozen=True, slots=True)
class Context:
    """What features stand on."""

    store: Store
    library: Library
    library_dir: Path
    theme: Theme
    worker: Worker
    places: WindowState
    own: OwnShelf
    editing: bool = False
    """Whether the library is a proof of a folder that is edited: it has no manifest to be held to."""


def build(window: MainWindow, index: Index, context: Context, told: Iterable[Notice]) -> Callable[[], None]:
    """Build every feature; gives back what keeps the note in hand, the session and the places at the end.

    `told` are notices from before there was a window. RuntimeError where a command is left without a handler.
    """
    store, theme = context.store, context.theme
    settings = Settings(store, theme, window)
    bookmarks = Keeper(store, context.library, theme, window, context.own)
    collector = Collector(store, context.library.edition.issue, window)
    collector.gathered.connect(bookmarks.gathered)
    bookmarks.collection_chosen.connect(collector.choose)
    exchange = Exchange(store, context.worker, theme, window)
    notices = Notices(store, theme, window)
    papers = _papers(window, context)
    papers.opened.connect(window.parts.searching.use)
    index.opened.connect(papers.use)
    papers.reported.connect(lambda text: notices.notice(Notice(text, "papers", warning=False)))
    papers.refused.connect(lambda text: notices.notice(Notice(text, "papers")))
    exchange.imported.connect(papers.refresh)
    notices.shown.connect(bookmarks.saving_changed)
    index.failed.connect(notices.sentence)
    if not context.editing:
        index.opened.connect(Soundness(context.library_dir, notices.sentence, window).check)
    exchange.reported.connect(lambda text: notices.notice(Notice(text, "exchange", warning=False)))
    exchange.refused.connect(lambda text: notices.notice(Notice(text, "exchange")))
    exchange.imported.connect(bookmarks.reload)
    exchange.imported.connect(settings.apply_all)
    exchange.imported.connect(window.parts.tabs.refresh_home)
    ScreenReader(window)
    evidence = EvidenceTabs(window)
    palette = Palette(
        theme, window, lambda: store.history.recent_searches(_SEARCHES), partial(_samples, context.library)
    )
    settings.apply_all()
    for notice in told:
        notices.notice(notice)
    own: dict[str, Handler] = {
        "palette": palette.show_commands,
        "bookmark": bookmarks.toggle_bookmark,
        "bookmarks": partial(bookmarks.show, "Bookmarks"),
        "note": bookmarks.write_note,
        "gather": collector.gather,
        "gather-page": collector.gather_page,
        "collections": partial(bookmarks.show, "Collections"),
        "history": partial(bookmarks.show, "History"),
        "papers": evidence.show_table,
        "side-by-side": evidence.show_comparison,
        "evidence-map": evidence.show_map,
        "add-papers": papers.add,
        "edit-paper": papers.edit,
        "export-papers": papers.export,
        "export-reader": exchange.export,
        "import-reader": exchange.take_in,
        "toggle-theme": settings.toggle_theme,
        "settings": settings.show,
    }
    figures = Figures(context.library, window)
    figures.message.connect(window.status.message)
    own |= {
        "figure": partial(figures.step, 1),
        "previous-figure": partial(figures.step, -1),
        "copy-figure": figures.copy,
    }
    for handlers in (
        own,
        _sheet_handlers(window, context, notices),
        _export_handlers(window, context, bookmarks),
    ):
        window.commands.add(handlers)

    def keep() -> None:
        bookmarks.flush_requested.emit()
        store.session.save(dict(window.state()))
        context.places.save({**window.places(), "theme": theme.choice})

    window.session_changed.connect(keep)
    return keep


def _papers(window: MainWindow, context: Context) -> Papers:
    places = Places(context.library_dir, context.store.folder, paths.user_cache())
    return Papers(context.own, context.library, places, context.worker, context.theme, window)


def _samples(library: Library) -> tuple[str, ...]:
    """The searches that the library's own home page gives as examples."""
    return items_of(library.page(HOME), EXAMPLES) if HOME in library.titles() else ()


def _sheet_handlers(window: MainWindow, context: Context, notices: Notices) -> dict[str, Handler]:
    theme, edition = context.theme, context.library.edition
    window.parts.tabs.outside_link_requested.connect(
        lambda address: _sheets().show_outside_link(theme, window, address, notices.sentence)
    )
    catch(lambda details: _sheets().show_fault(theme, window, details))
    return {
        "shortcuts": lambda: _sheets().show_shortcuts(theme, window),
        "report-error": lambda: _sheets().show_report(theme, window, edition),
        "about": lambda: _sheets().show_about(theme, window, edition, context.library_dir, context.worker),
    }


def _sheets() -> ModuleType:
    from viewer.desktop.features import sheets  # late: they cost start-up time

    return sheets


def _export_handlers(window: MainWindow, context: Context, bookmarks: Keeper) -> dict[str, Handler]:
    @cache
    def export():  # type: ignore[no-untyped-def]  # noqa: ANN202  (an Export, which is not loaded yet)
        from viewer.desktop.features.export import Export  # late: start-up time and memory

        return Export(context.library, context.library_dir, context.own, window, context.store.folder)

    window.parts.tabs.carry_requested.connect(lambda what, argument: export().carry(what, argument))
    bookmarks.collection_export_requested.connect(
        lambda collection, form: export().export_collection(context.store.collections, collection, form)
    )
    return {
        "copy-citation": lambda: export().copy_with_citation(),
        "copy-link": lambda: export().copy_link(),
        "copy-reference": lambda: export().copy_reference(),
        "copy-picture": lambda: export().copy_picture(),
        "copy-section-link": lambda: export().copy_section_link(),
        "export-references": lambda: export().export_references(),
        "print": lambda: export().print_page(),
        "large-print": lambda: export().print_large(),
        "leaflet": lambda: export().print_leaflet(),
        "export-pdf": lambda: export().export_pdf(),
    }
