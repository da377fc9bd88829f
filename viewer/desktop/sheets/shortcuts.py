"""Every shortcut on one sheet, made from the table of commands."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from viewer.desktop.commands.bind import keys_of
from viewer.desktop.commands.table import Action
from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.widgets.fields import FilterField
from viewer.desktop.widgets.small import label, row

_PLAIN = {"Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "PgDown": "PgDn"}


def key_names(action: Action) -> tuple[str, ...]:
    """The keys of a command as they are written on this platform's keyboards."""
    if not action.bound and not any("+" in key or key.startswith("@") for key in action.keys):
        names = list(action.keys)
    else:
        keys = keys_of(action)
        if any(key.startswith("@") for key in action.keys):
            keys = keys[:1]  # the others of a standard key are on few keyboards
        names = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys]
    return tuple(dict.fromkeys(_written(name) for name in names if name))


def _written(name: str) -> str:
    head, plus, last = name.rpartition("+")
    if plus and not last:  # Ctrl++ ends with the key itself
        head, last = name[:-2], "+"
    return f"{head}{'+' if head else ''}{_PLAIN.get(last, last)}"


class ShortcutSheet(Sheet):
    """Commands with their keys, by group; typing filters."""

    def __init__(self, theme: Theme, host: QWidget, actions: Sequence[Action], groups: Sequence[str]) -> None:
        super().__init__(theme, host, "All shortcuts", width=720)
        self.filter = FilterField(theme, "Filter the shortcuts", "Filter: a word or a key")
        self.filter.textChanged.connect(self._filter)
        self.body.addWidget(self.filter)
        self._none = label("No command or key like this.", "muted")
        self._none.hide()
        self.body.addWidget(self._none)
        self._groups: list[tuple[QWidget, list[tuple[QWidget, str]]]] = []
        for group in groups:
            rows = [action for action in actions if action.group == group and action.keys]
            if rows:
                self._add_group(group, _with_one_row_of_numbers(rows))
        self.body.addStretch(1)

    def _add_group(self, name: str, actions: Sequence[Action]) -> None:
        block = QFrame()
        grid = QGridLayout(block)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(name.upper(), "heading"), 0, 0)
        lines: list[tuple[QWidget, str]] = []
        for number, action in enumerate(actions, 1):
            line = _line(action)
            grid.addWidget(line, number, 0)
            lines.append((line, _searched(action)))
        self.body.addWidget(block)
        self._groups.append((block, lines))

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        shown = 0
        for block, lines in self._groups:
            matches = [all(word in searched for word in words) for _, searched in lines]
            for (line, _), match in zip(lines, matches, strict=True):
                line.setVisible(match)
            block.setVisible(any(matches))
            shown += sum(matches)
        self._none.setVisible(shown == 0)


def _line(action: Action) -> QWidget:
    line = QWidget()
    keys = key_names(action)
    line.setAccessibleName(f"{action.text}: {' or '.join(keys)}. {action.help}".strip(" ."))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(action.text))
    if action.help:
        words.addWidget(label(action.help, "hint"))
    layout = row(*(_cap(key) for key in keys), gap=6)
    layout.insertLayout(0, words, 1)
    layout.setContentsMargins(0, 3, 0, 3)
    line.setLayout(layout)
    return line


def _cap(key: str) -> QWidget:
    cap = label(key, "key")
    cap.setWordWrap(False)
    cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return cap


def _searched(action: Action) -> str:
    keys = " ".join(key_names(action))
    return f"{action.text} {action.help} {action.group} {keys} {keys.replace('+', ' ')}".casefold()


def _with_one_row_of_numbers(actions: Sequence[Action]) -> list[Action]:
    """Nine rows that differ by a number say less than one."""
    first = next((action for action in actions if action.id == "tab-1"), None)
    if first is None:
        return list(actions)
    numbered = {f"tab-{number}" for number in range(1, 10)}
    keys = ("Ctrl+1 … Ctrl+8", "Ctrl+9")
    one = Action("tab-n", "Tab by its place", keys=keys, help="The last with Ctrl+9", bound=False)
    kept = (action for action in actions if action is first or action.id not in numbered)
    return [one if action is first else action for action in kept]
