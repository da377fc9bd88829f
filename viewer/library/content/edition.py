"""library.toml: which library this is."""

import re
import tomllib
from datetime import date

from viewer.errors import Problem
from viewer.library.content import guide
from viewer.library.content.guide import Guide
from viewer.library.model import Edition

FILE = "library.toml"
MAX_CHARACTERS = 30_000
"""No edition needs more, and TOML takes its time over thousands of tables."""
_KEYS = (
    "id", "title", "edition", "compiled", "clinical_review", "licence",
    "disclaimer", "review_note", "first_start",
)  # fmt: skip
_MAY = ("caution",)
"""Texts that may be left out."""
_GUIDE = "guide"
_KNOWN = frozenset({*_KEYS, *_MAY, _GUIDE})


def parse(text: str, problems: list[Problem]) -> tuple[Edition | None, Guide]:
    """Read library.toml: the edition, None with any fault in it, and the guide that it declares."""
    if len(text) > MAX_CHARACTERS:
        problems.append(Problem(FILE, 0, f"is longer than {MAX_CHARACTERS:,} characters"))
        return None, guide.UNKNOWN
    try:
        values = tomllib.loads(text)
    except RecursionError:
        problems.append(Problem(FILE, 0, "broken TOML: nested too deeply"))
        return None, guide.UNKNOWN
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        problems.append(Problem(FILE, int(line[1]) if line else 0, f"broken TOML: {error}"))
        return None, guide.UNKNOWN
    faults = [*_unknown(values, text), *_missing(values, text)]
    declared, wrong = guide.from_toml(values[_GUIDE]) if _GUIDE in values else (guide.NONE, [])
    faults += (Problem(FILE, _line(f"[{_GUIDE}]", text), fault) for fault in wrong)
    problems.extend(faults)
    if faults:
        return None, declared
    texts = {key: " ".join(values[key].split()) for key in (*_KEYS, *_MAY) if key in values}
    return Edition(**texts, newest_source=None), declared


def _unknown(values: dict[str, object], text: str) -> list[Problem]:
    return [Problem(FILE, _line(key, text), f"unknown field `{key}`") for key in values if key not in _KNOWN]


def _missing(values: dict[str, object], text: str) -> list[Problem]:
    faults = []
    for key in _KEYS:
        value = values.get(key)
        if not isinstance(value, str) or not value.strip():
            faults.append(Problem(FILE, _line(key, text), f"`{key}` is missing or is no text"))
    faults += (
        Problem(FILE, _line(key, text), f"`{key}` must be a text")
        for key in _MAY
        if not isinstance(values.get(key, ""), str)
    )
    compiled = values.get("compiled")
    if isinstance(compiled, str) and not _is_date(compiled):
        faults.append(
            Problem(
                FILE, _line("compiled", text), f"`compiled` must be a date like 2026-11-20, not `{compiled}`"
            )
        )
    return faults


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _line(key: str, text: str) -> int:
    found = re.search(rf"(?m)^\s*{re.escape(key)}\s*(?:=|$)", text)
    return text.count("\n", 0, found.start()) + 1 + found[0].count("\n") if found else 0
