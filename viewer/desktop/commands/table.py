"""The table of commands: menus, shortcuts, the shortcut sheet, the help page and tests read it."""

from dataclasses import dataclass

from viewer.library.model import BROWSED, KIND_NAMES


@dataclass(frozen=True, slots=True)
class Action:
    """One command; `bound` is false where a panel handles the keys itself and the row only documents them."""

    id: str
    text: str
    menu: str = ""
    """`Tab`, `Go`, `Page`, `Keep`, `View`, `Help`, or empty where it stands in no menu."""
    keys: tuple[str, ...] = ()
    """Portable key names; a name such as `@Copy` is a QKeySequence.StandardKey."""
    checkable: bool = False
    help: str = ""
    group: str = "Search"
    bound: bool = True
    mac_keys: tuple[str, ...] | None = None
    """Where the platform's own keys stand in the way on macOS."""


def _nth_tabs() -> tuple[Action, ...]:
    return tuple(
        Action(f"tab-{n}", "Last tab" if n == 9 else f"Tab {n}", keys=(f"Ctrl+{n}",), group="Tabs")
        for n in range(1, 10)
    )


def _browse_tabs() -> tuple[Action, ...]:
    return tuple(
        Action(f"browse-{n}", name, "Go", (f"Alt+{n}",), group="Panes", mac_keys=(f"Meta+{n}",))
        for n, name in enumerate((KIND_NAMES[kind][1] for kind in BROWSED), 1)
    )


ACTIONS: tuple[Action, ...] = (
    Action("search", "Search", "Go", ("Ctrl+K", "Ctrl+L"), help="From anywhere; selects what was typed"),
    Action("search-slash", "Search", keys=("/",), help="Outside a text field"),
    Action("palette", "All commands", "Go", ("Ctrl+Shift+K",), help="Or > in the search box; Enter runs one"),
    Action("type-to-search", "Type in a list", keys=("A–Z",), help="Starts a search", bound=False),
    Action("move-hits", "Move in the hits", keys=("Up", "Down", "PgUp", "PgDown"),
           help="Without leaving the search box", bound=False),
    Action("move-sections", "Move in the sections of a hit", keys=("Right", "Left"),
           help="At the end of what is typed", bound=False),
    Action("open-hit", "Open", keys=("Return",), bound=False),
    Action("open-background", "Open in a background tab", keys=("Ctrl+Return",), help="Also by middle click",
           bound=False),
    Action("open-new", "Open in a new tab", keys=("Ctrl+Shift+Return",), bound=False),
    Action("next-kind", "Hits of the next kind", keys=("Alt+K",), help="As the chips above them",
           mac_keys=("Ctrl+Alt+K",)),
    Action("previous-kind", "Hits of the previous kind", keys=("Alt+Shift+K",),
           mac_keys=("Ctrl+Alt+Shift+K",)),
    Action("search-selection", "Search the library for the selected text", "Page", ("Ctrl+Shift+F",)),
    Action("undo-correction", "Search instead for what was typed", keys=("Ctrl+Shift+Z",),
           help="After a correction was applied"),
    Action("escape", "One step back", keys=("Esc",), help="Preview, find bar, marks, search box, page"),
    Action("next-pane", "Next pane", "View", ("F6",), group="Panes"),
    Action("previous-pane", "Previous pane", "View", ("Shift+F6",), group="Panes"),
    *_browse_tabs(),
    Action("toggle-left", "Left panel", "View", ("Ctrl+B",), checkable=True, group="Panes"),
    Action("toggle-right", "Right panel", "View", ("Ctrl+Shift+O",), checkable=True, group="Panes"),
    Action("new-tab", "New tab", "Tab", ("Ctrl+T",), group="Tabs"),
    Action("close-tab", "Close tab", "Tab", ("Ctrl+W",), group="Tabs"),
    Action("reopen-tab", "Reopen closed tab", "Tab", ("Ctrl+Shift+T",), group="Tabs"),
    Action("duplicate-tab", "Duplicate tab", "Tab", ("Ctrl+Alt+T",), group="Tabs"),
    Action("close-others", "Close other tabs", "Tab", ("Ctrl+Alt+W",), group="Tabs"),
    Action("next-tab", "Next tab", "Tab", ("Ctrl+Tab", "Ctrl+PgDown"), group="Tabs",
           mac_keys=("Meta+Tab", "Ctrl+}")),
    Action("previous-tab", "Previous tab", "Tab", ("Ctrl+Shift+Tab", "Ctrl+PgUp"), group="Tabs",
           mac_keys=("Meta+Shift+Tab", "Ctrl+{")),
    Action("move-tab-left", "Move tab left", "Tab", ("Ctrl+Shift+PgUp",), group="Tabs"),
    Action("move-tab-right", "Move tab right", "Tab", ("Ctrl+Shift+PgDown",), group="Tabs"),
    *_nth_tabs(),
    Action("back", "Back", "Go", ("Alt+Left",), group="Page", mac_keys=("Ctrl+[",)),
    Action("forward", "Forward", "Go", ("Alt+Right",), group="Page", mac_keys=("Ctrl+]",)),
    Action("home", "Home", "Go", ("Alt+Home",), group="Page", mac_keys=("Ctrl+Shift+H",)),
    Action("papers", "Table of papers", "Go", ("Ctrl+E",), group="Evidence"),
    Action("side-by-side", "Papers side by side", "Go", ("Alt+C",),
           help="Those marked, and the paper that is read", group="Evidence", mac_keys=("Meta+C",)),
    Action("evidence-map", "Map of evidence", "Go", ("Alt+E",), group="Evidence", mac_keys=("Meta+E",)),
    Action("mark-in-list", "Mark a paper to compare", keys=("C",), help="In a list or in the hits",
           group="Evidence", bound=False),
    Action("mark-in-table", "Mark a paper to compare", keys=("Space",), help="In the table of papers",
           group="Evidence", bound=False),
    Action("compare-marked", "Compare those marked", keys=("C",), help="In the table of papers",
           group="Evidence", bound=False),
    Action("widen", "Take the last filter away", keys=("Del",), group="Evidence", bound=False,
           help="In the table; of a column, side by side"),
    Action("next-section", "Next section", "Page", ("Alt+PgDown",), group="Page"),
    Action("previous-section", "Previous section", "Page", ("Alt+PgUp",), group="Page"),
    Action("find", "Find in page", "Page", ("@Find",), group="Page"),
    Action("find-next", "Next match", "Page", ("F3",), help="Or Enter in the find bar", group="Page"),
    Action("find-previous", "Previous match", "Page", ("Shift+F3",), help="Or Shift+Enter in the find bar",
           group="Page"),
    Action("copy", "Copy", keys=("@Copy",), help="What is selected", group="Page", bound=False),
    Action("copy-citation", "Copy with citation", "Page", ("Ctrl+Shift+C",), group="Page"),
    Action("copy-section-link", "Copy link to this section", "Page", ("Ctrl+Alt+C",), group="Page"),
    Action("copy-link", "Copy link", "Page", ("Ctrl+Alt+L",), help="The link in focus", group="Page"),
    Action("copy-reference", "Copy reference", "Page", ("Ctrl+Alt+R",), help="The citation in focus",
           group="Page"),
    Action("figure", "Source of a figure", "Page", ("F2",),
           help="The next figure in sight; or click a figure", group="Page"),
    Action("previous-figure", "Source of the figure before", keys=("Shift+F2",), group="Page"),
    Action("copy-figure", "Copy figure with citation", "Page", ("Ctrl+Alt+F",), group="Page"),
    Action("copy-picture", "Copy drawing as picture", "Page", ("Ctrl+Alt+P",),
           help="The first drawing in sight", group="Page"),
    Action("export-references", "Export references…", "Page", ("Ctrl+Shift+E",), group="Page"),
    Action("print", "Print…", "Page", ("@Print",), group="Page"),
    Action("export-pdf", "Export PDF…", "Page", ("Ctrl+Shift+P",), group="Page"),
    Action("large-print", "Large print…", "Page", group="Page"),
    Action("leaflet", "Leaflet of this answer…", "Page", help="One sheet, of an FAQ", group="Page"),
    Action("report-error", "Report an error in this page…", "Page", group="Page"),
    Action("bookmark", "Bookmark this page", "Keep", ("Ctrl+D",), group="Keep"),
    Action("bookmarks", "Bookmarks", "Keep", ("Ctrl+Shift+B",), group="Keep"),
    Action("note", "Note on this section", "Keep", ("Ctrl+Shift+N",), group="Keep"),
    Action("gather", "Gather into the collection", "Keep", ("Ctrl+G",), help="The selection, or the section",
           group="Keep"),
    Action("gather-page", "Gather the whole page", "Keep", ("Ctrl+Alt+G",), group="Keep"),
    Action("collections", "Collections", "Keep", ("Ctrl+Shift+G",), group="Keep"),
    Action("history", "History", "Keep", ("Ctrl+H",), group="Keep", mac_keys=("Ctrl+Y",)),
    Action("add-papers", "Add papers…", "Keep", help="Or drop files onto the window", group="Keep"),
    Action("edit-paper", "Edit this paper of yours…", "Keep", group="Keep"),
    Action("export-papers", "Export your papers…", "Keep", group="Keep"),
    Action("export-reader", "Export bookmarks and notes…", "Keep", group="Keep"),
    Action("import-reader", "Import bookmarks and notes…", "Keep", group="Keep"),
    Action("zoom-in", "Larger", "View", ("Ctrl++", "Ctrl+="), help="Or Ctrl and the wheel", group="View"),
    Action("zoom-out", "Smaller", "View", ("Ctrl+-",), group="View"),
    Action("zoom-reset", "Usual size", "View", ("Ctrl+0",), group="View"),
    Action("full-screen", "Full screen", "View", ("F11",), checkable=True, group="View",
           mac_keys=("Ctrl+Meta+F",)),
    Action("toggle-theme", "Light or dark", "View", ("Ctrl+Shift+D",), group="View"),
    Action("settings", "Settings", "Help", ("Ctrl+,",), group="Program"),
    Action("help", "Help", "Help", ("F1",), group="Program"),
    Action("shortcuts", "All shortcuts", "Help", ("?",), help="Outside a text field", group="Program"),
    Action("changes", "What changed in this edition", "Help", group="Program"),
    Action("about", "About Wardshelf", "Help", group="Program"),
    Action("quit", "Quit", "Help", ("Ctrl+Q",), group="Program"),
)  # fmt: skip

GROUPS = ("Search", "Panes", "Tabs", "Page", "Evidence", "Keep", "View", "Program")
MENUS = ("Tab", "Go", "Page", "Keep", "View", "Help")


def action_of(identity: str) -> Action:
    """The row of a command."""
    return next(action for action in ACTIONS if action.id == identity)
