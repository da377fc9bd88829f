"""The file of one paper as it is kept: Markdown with a head of names and JSON values, CSL-JSON among them.

    ---
    wardshelf: 1
    status: "Yours, not checked"
    csl: {"title": …}
    ---

    # Title

    ## Abstract

    …

Every value is JSON on one line, so that the head is YAML as well. The text below is for people and for other
programs; what is read again is `parts` in the head only where the text cannot say it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from viewer.imports.record import Found, OwnPaper, PaperPart, Reading, Refusal
from viewer.library.model import OWN_LABEL

VERSION = 1
STATUS = OWN_LABEL
MACHINE = "machine summary, not checked"
_HEAD = re.compile(r"---\n(wardshelf: .*?\n)---\n", re.DOTALL)
_LINE = re.compile(r"([a-z_]+): (.*)")
_HEADING = re.compile(r"(#{2,4}) (.*)")
_MARKED = re.compile(r"^(?=[#\\]|---$)", re.MULTILINE)
_TEXTS = ("key", "form", "origin", "added", "note")


def is_own(text: str) -> bool:
    """Whether a text begins as such a file does."""
    return text.startswith("---\nwardshelf: ")


def status(paper: OwnPaper) -> str:
    """The words that stand wherever the paper is shown."""
    return f"{STATUS}; {MACHINE}" if paper.is_machine else STATUS


def written(paper: OwnPaper) -> str:
    """The whole file of a paper."""
    head: dict[str, Any] = {
        "wardshelf": VERSION,
        "status": status(paper),
        **{name: getattr(paper, name) for name in _TEXTS},
        "labels": list(paper.labels),
        "registry": list(paper.registry),
        "machine": paper.is_machine,
        "more": [list(one) for one in paper.more],
        "csl": dict(paper.item),
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items()]
    body = [f"# {_one_line(paper.title)}", f"*{status(paper)}*", *_bodies(paper.parts)]
    return "\n".join(("---", *lines, "---", "")) + "\n" + "\n\n".join(body) + "\n"


def _bodies(parts: tuple[PaperPart, ...]) -> Iterator[str]:
    for part in parts:
        yield f"{'#' * min(max(part.level, 2), 4)} {_one_line(part.heading)}".rstrip() + (
            " " if not part.heading else ""
        )
        if part.text.strip():
            yield _MARKED.sub(r"\\", part.text.strip("\n"))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def read(text: str) -> Reading:
    """The paper of such a file."""
    yield paper_of(text)


def paper_of(text: str) -> Found:
    """The paper, or why the file is not one; no value is trusted."""
    match = _HEAD.match(text)
    if not match:
        return Refusal(1, "its head has no end: a line of three hyphens is missing")
    head: dict[str, Any] = {}
    for number, line in enumerate(match[1].split("\n")[:-1], 2):
        named = _LINE.fullmatch(line)
        try:
            head[named[1] if named else ""] = json.loads(named[2]) if named else None
        except (ValueError, RecursionError):
            return Refusal(number, "the value is no JSON on one line")
    version = head.get("wardshelf")
    if type(version) is not int or version > VERSION:
        return Refusal(2, "it was made by a newer version of Wardshelf")
    item = head.get("csl")
    if not isinstance(item, dict) or not isinstance(item.get("title"), str) or not item["title"].strip():
        return Refusal(2, "its head has no `csl` with a title")
    return _paper(head, sound(item), _parts(text[match.end() :]))


def _paper(head: Mapping[str, Any], item: dict[str, Any], parts: tuple[PaperPart, ...]) -> OwnPaper:
    texts = {name: value for name in _TEXTS if isinstance(value := head.get(name), str)}
    more = head.get("more")
    pairs = [one for one in more if _is_texts(one) and len(one) == 2] if isinstance(more, list) else []
    return OwnPaper(
        item,
        parts,
        tuple(head["registry"]) if _is_texts(head.get("registry")) else (),
        head.get("machine") is True,
        tuple((name, value) for name, value in pairs),
        1,
        labels=tuple(head["labels"]) if _is_texts(head.get("labels")) else (),
        **{"form": "", **texts},
    )


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def sound(item: Mapping[str, Any]) -> dict[str, Any]:
    """CSL-JSON with nothing in it but what the program can show: texts, names, a date."""
    shaped = ("author", "editor", "issued")
    texts = {name: value for name, value in item.items() if isinstance(value, str) and name not in shaped}
    found: dict[str, Any] = {**texts}
    for role in ("author", "editor"):
        listed = item.get(role)
        people = [_person(one) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        if people := [one for one in people if one]:
            found[role] = people
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    if first and all(type(one) is int and 0 < one < 2_201 for one in first[:3]):
        found["issued"] = {"date-parts": [first[:3]]}
    return found


def _person(one: Mapping[str, Any]) -> dict[str, str]:
    texts = {name: value for name, value in one.items() if isinstance(value, str) and value}
    return texts if texts.get("family") or texts.get("literal") else {}


def _parts(text: str) -> tuple[PaperPart, ...]:
    """The parts below the title: a heading begins one, a backslash before `#` takes that from it."""
    found: list[tuple[str, int, list[str]]] = []
    for line in text.split("\n"):
        heading = _HEADING.fullmatch(line)
        if heading:
            found.append((_one_line(heading[2]), len(heading[1]), []))
        elif found:
            found[-1][2].append(line[1:] if re.match(r"\\(?:[#\\]|---$)", line) else line)
    return tuple(PaperPart(heading, "\n".join(lines).strip("\n"), level) for heading, level, lines in found)
