"""Text as people read it: dates and counts written out, whole sentences, titles in little room, HTML escaped.

All of it is English, whatever language the system speaks: `strftime` follows the locale that Qt sets.
"""

import re
from datetime import date

# One set of letters to begin with: for an alternative of two beginnings, every place would be tried.
_END = re.compile(r"[.!?\n](?:(?<=\n)\n*|(?<!\n)[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9À-Þ]))")
_NO_END = re.compile(
    r"(?:\b(?:[A-Za-z]|al|approx|ca|cf|drs?|eds?|eq|et|figs?|incl|max|min|mrs?|ms|nos?|pp?|prof|refs?|resp|st|vol|vs?)"
    r"|\b[a-z]\.[a-z])\.$",
    re.IGNORECASE,
)
_LONGEST = 8
"""Letters before the full stop in which an abbreviation has room."""
_ASIDE = re.compile(r"\s*\([^()]*\)$")
# Without the table of named entities that comes with `html` and costs half a megabyte.
_NAMED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_date(day: date | str) -> str:
    """`20 November 2026`; a text that is no ISO date stays as it is."""
    try:
        day = date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError:
        return str(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """`20 Nov 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def weekday(day: date) -> str:
    """`Friday`."""
    return _DAYS[day.weekday()]


def counted(number: int, name: str, many: str = "") -> str:
    """`1 passage`, `2,715 passages`."""
    return f"{number:,} {name if number == 1 else many or name + 's'}"


def sentence_starts(text: str) -> list[int]:
    """Where each sentence of `text` begins, and last where the text ends; where in doubt, two are one."""
    found = [0]
    found += (match.end() for match in _END.finditer(text) if ends_sentence(text, match.start()))
    return [*found, len(text)] if found[-1] < len(text) else found


def whole_sentences(text: str, start: int, end: int) -> str:
    """The sentences of `text` that the characters `start` to `end` touch: no `not` before them is lost."""
    starts = sentence_starts(text)
    first = max((place for place in starts[:-1] if place <= start), default=0)
    last = next((place for place in starts if place >= end), len(text))
    return text[first:last].strip()


def ends_sentence(text: str, place: int) -> bool:
    """Whether the full stop at `place` ends a sentence: that of `et al.`, `vs.` or an initial does not."""
    return text[place] != "." or not _NO_END.search(text[max(0, place - _LONGEST) : place + 1])


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


def escape(text: str) -> str:
    """`text` as it must stand in HTML, also inside quotation marks; the same as `html.escape`."""
    return text.translate(_NAMED)
