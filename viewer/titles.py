"""Titles in little room."""

import re

_ASIDE = re.compile(r"\s*\([^()]*\)$")


def short_title(title: str, most: int = 34) -> str:
    """`title` without brackets around it or at its end, then without its subtitle, to fit `most`."""
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1]  # a title that is not the printed one, as references have it
    if len(title) > most:
        title = _ASIDE.sub("", title) or title
    if len(title) > most:
        title = title.partition(": ")[0]
    return title


def cut(text: str, most: int) -> str:
    """`text` in one line, with an ellipsis where it is longer than `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
