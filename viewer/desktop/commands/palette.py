"""Commands found by name: what stands in the table, filtered by the words that are typed."""

from viewer.desktop.commands.table import ACTIONS, Action


def matching(text: str) -> tuple[Action, ...]:
    """The commands that hold every word of `text`, those whose name begins with a word of it first.

    Rows of the table that only document the keys of a panel are no commands; of two with the same name
    the first stands for both.
    """
    words = text.casefold().split()
    named: dict[str, Action] = {}
    for action in ACTIONS:
        if action.bound and all(word in _printed(action) for word in words):
            named.setdefault(action.text, action)
    return tuple(sorted(named.values(), key=lambda action: _rank(action, words)))


def _printed(action: Action) -> str:
    return f"{action.text} {action.menu} {action.group} {action.help}".casefold()


def _rank(action: Action, words: list[str]) -> int:
    """0 where the name begins so, 1 where all words begin words of the name, 2 elsewhere."""
    name = action.text.casefold()
    if name.startswith(" ".join(words)):
        return 0
    starts = name.split()
    return 1 if all(any(start.startswith(word) for start in starts) for word in words) else 2
