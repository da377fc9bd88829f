"""Writes the keys into resources/pages/help.md from the table of commands, or checks that they are current.

help_keys.py [--check]
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from viewer.desktop.commands.table import ACTIONS, GROUPS, Action  # noqa: E402

PAGE = ROOT / "resources" / "pages" / "help.md"
_START, _END = "## Keys\n", "## Reading a page\n"
_INTRO = """## Keys

On a Mac some keys differ: see the list of all shortcuts. `/` and `?` can be switched off in the settings.
"""
_NAMES = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "PgUp": "Page Up",
          "PgDown": "Page Down", "@Copy": "Ctrl+C", "@Find": "Ctrl+F", "@Print": "Ctrl+P"}  # fmt: skip


def keys_section() -> str:
    """The section as it should stand: a table for each group of commands."""
    parts = [_INTRO]
    for group in GROUPS:
        shown = (action for action in ACTIONS if action.group == group and action.keys)
        rows = [_row(action) for action in shown if not _numbered(action)]
        if group == "Tabs":
            rows.append("| A tab by its place; the last tab | `Ctrl+1` to `Ctrl+8`; `Ctrl+9` |")
        parts.append(f"### {group}\n\n| To do | Keys |\n|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts) + "\n"


def _numbered(action: Action) -> bool:
    return action.id.startswith("tab-")


def _row(action: Action) -> str:
    keys = " or ".join(f"`{_key(name)}`" for name in action.keys)
    text = action.text.rstrip("…")
    detail = f" ({action.help[0].lower()}{action.help[1:]})" if action.help else ""
    return f"| {text}{detail} | {keys} |"


def _key(name: str) -> str:
    if len(name) == 1 and not name.isalnum():
        return name
    if name in _NAMES:
        return _NAMES[name]
    *modifiers, key = name.split("+") if not name.endswith("++") else [*name[:-2].split("+"), "+"]
    return "+".join((*modifiers, _NAMES.get(key, key)))


def main(arguments: list[str]) -> int:
    """Write the section, or with `--check` say whether it is current."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(_START)
    _, _, after = rest.partition(_END)
    wanted = before + keys_section() + _END + after
    if "--check" not in arguments:
        PAGE.write_text(wanted, encoding="utf-8")
    elif wanted != page:
        print(f"{PAGE.relative_to(ROOT)}: the keys are not those of the program; run tools/help_keys.py.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
