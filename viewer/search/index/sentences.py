"""Where sentences begin: found once, when the index is built."""

import re

# One set of letters to begin with: for an alternative of two beginnings, every place would be tried.
_END = re.compile(r"[.!?\n](?:(?<=\n)\n*|(?<!\n)[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9À-Þ]))")
_NO_END = re.compile(
    r"(?:\b(?:[A-Za-z]|al|vs?|cf|ca|approx|no|nos|fig|figs|dr|prof|mr|mrs|ms|st|eq|ref|refs|resp|eds?|vol|pp?)"
    r"|\b[a-z]\.[a-z])\.$",
    re.IGNORECASE,
)


def starts(text: str) -> list[int]:
    """Where each sentence of `text` begins, and last where the text ends."""
    found = [0]
    found += (match.end() for match in _END.finditer(text) if _ends(text, match))
    return [*found, len(text)] if found[-1] < len(text) else found


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: that of `et al.`, `vs.` or an initial does not."""
    return match.group()[0] != "." or not _NO_END.search(text[max(0, match.start() - 8) : match.start() + 1])
