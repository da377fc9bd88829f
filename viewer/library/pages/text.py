"""Parsed Markdown as plain text in blocks: for search, for copying, and for the checks on numbers.

Citations stay in the text as marks of private characters until it is known what the text is for.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from viewer.library.content.changed import FORMER
from viewer.library.pages import script
from viewer.library.pages.markdown import Cite, Node, cites

OPEN, BETWEEN, LOCATOR, CLOSE = "\ue000", "\ue001", "\ue002", "\ue003"
_HARD_SPACE = "\u00a0"
MARK = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_BAR = re.compile(r"(?<!\\)\|")
_SPACES = re.compile(r"[ \t]{2,}")
_SPACED_MARK = re.compile(rf"(?<![ \u00a0])[ \u00a0]*{MARK.pattern}")
_NOTHING = frozenset(("not stated", "not applicable", "not seen"))
"""Values of a row that say that there is none."""
CELL_END = " ; "
"""Stands between the cells of a row that is taken as one statement."""
SAFETY, UNCHECKED = "safety", "unchecked"
CALLOUTS = {
    "care": "Read with care.",
    "key": "Key point.",
    "commentary": "Commentary: what no source states.",
    UNCHECKED: "Source not checked.",
    SAFETY: "Safety",
}
"""Callouts by name, with the words that they begin with; those of a warning go on with region and date."""


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """What a citation shows of a work: its number, and the letter for how far it was read."""

    number: int
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or table row, with citation marks; `line` counts from 0 in what was parsed."""

    text: str
    line: int
    lead: str = ""
    """A bullet or number, for copies only."""
    row: bool = False
    """Whether it is one statement whatever full stops it holds, as a table row is."""
    own: str | None = None
    """The text without the headers that were put in for reading, where there are any."""


def copied(blocks: Iterable[Block], works: Mapping[str, ShownCitation]) -> str:
    """The text as a reader copies it, citations as `[27 A]`."""
    return "\n".join(block.lead + cited(block.text, works) for block in blocks)


def cited(text: str, works: Mapping[str, ShownCitation]) -> str:
    """Turn citation marks into `[27 A] [28 B, p. 3]`."""
    return MARK.sub(lambda mark: " ".join(label(cite, works) for cite in marked(mark[1])), text)


def label(cite: Cite, works: Mapping[str, ShownCitation]) -> str:
    """What stands on the page for one work."""
    work = works.get(cite.key)
    letter = letter_of(cite, works)
    number = f"{work.number if work else '?'}{_HARD_SPACE if letter else ''}{letter}"
    return f"[{number}, {cite.locator}]" if cite.locator else f"[{number}]"


def letter_of(cite: Cite, works: Mapping[str, ShownCitation]) -> str:
    """How far the figure was read: as the citation says, else as the reference does."""
    work = works.get(cite.key)
    return cite.read or (work.letter if work else "")


def searched(blocks: Iterable[Block]) -> str:
    """The text as it is searched and excerpted, without citations and without rows that say nothing.

    `Endpoint met: not applicable` has a `not` that no one asks for.
    """
    texts = ((block, uncited(block.text)) for block in blocks)
    return "\n".join(text for block, text in texts if text and not (block.row and _says_nothing(text)))


def _says_nothing(text: str) -> bool:
    """Whether a row is a label and `not stated`."""
    return text.rpartition(": ")[2].rstrip(".").casefold() in _NOTHING


def uncited(text: str) -> str:
    """Take citation marks out."""
    return _SPACED_MARK.sub("", text).strip()


def mark(works: Iterable[Cite]) -> str:
    """Encode a citation."""
    return (
        OPEN
        + BETWEEN.join(f"{work.key}{LOCATOR}{work.locator}{LOCATOR}{work.read}" for work in works)
        + CLOSE
    )


def marked(inside: str) -> Iterator[Cite]:
    """Decode what stands between the marks."""
    for part in inside.split(BETWEEN):
        key, locator, read = part.split(LOCATOR)
        yield Cite(key, locator, read)


def keys(text: str) -> list[str]:
    """Keys of the works cited in a text, in order."""
    return [cite.key for found in MARK.finditer(text) for cite in marked(found[1])]


def blocks(nodes: Iterable[Node]) -> Iterator[Block]:
    """Yield the blocks of parsed nodes in reading order."""
    for node in nodes:
        yield from _WALKERS.get(node.type, _children)(node)


def flat(node: Node) -> str:
    """The inline text below a node, with citation marks."""
    if node.type in ("text", "code_inline", "html_inline"):
        return _SPACES.sub(" ", node.content)
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type == "citation":
        return mark(cites(node))
    if node.type == "image":
        return f"[{node.content}]"
    if node.type in script.TAGS:
        return script.plain(node.type, "".join(flat(child) for child in node.children))
    return "".join(flat(child) for child in node.children)


def _line(node: Node) -> int:
    return node.map[0] if node.map else 0


def _children(node: Node) -> Iterator[Block]:
    yield from blocks(node.children)


def _paragraph(node: Node) -> Iterator[Block]:
    if text := flat(node).strip():
        yield Block(text, _line(node))


def _code(node: Node) -> Iterator[Block]:
    yield Block(node.content.rstrip("\n"), _line(node))


def _heading(_node: Node) -> Iterator[Block]:
    yield from ()


def callout(info: str) -> tuple[str, str]:
    """The name of a callout and what stands after it."""
    name, _, rest = info.strip().partition(" ")
    return (name, rest.strip()) if name == SAFETY else (info.strip(), "")


def led_in(node: Node) -> str:
    """The words that a callout begins with: those that the parser was given for it, else the usual ones."""
    name, _ = callout(node.info)
    return str(node.meta.get("lead") or CALLOUTS.get(name, name))


def region_and_date(info: str) -> tuple[str, str]:
    """Where and when a warning was given."""
    region, _, when = callout(info)[1].partition("|")
    return region.strip(), when.strip()


def safety_line(info: str) -> str:
    """The first line of a warning: `Safety · United States · 2026-02-05`."""
    return " · ".join(part for part in (CALLOUTS[SAFETY], *region_and_date(info)) if part)


def _callout(node: Node) -> Iterator[Block]:
    name, _ = callout(node.info)
    if name == SAFETY:
        yield Block(safety_line(node.info), _line(node), row=True, own="")  # its date needs no source
        yield from blocks(node.children)
        return
    lead_in = led_in(node)
    for number, block in enumerate(blocks(node.children)):
        if number or not lead_in:
            yield block
        elif block.lead or block.row:
            yield from (Block(lead_in, block.line), block)
        else:
            yield replace(block, text=f"{lead_in} {block.text}")


def _bullets(node: Node) -> Iterator[Block]:
    for item in node.children:
        yield from _item(item, "• ")


def _numbered(node: Node) -> Iterator[Block]:
    first = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, first):
        yield from _item(item, f"{number}. ")


def _item(item: Node, lead: str) -> Iterator[Block]:
    for number, block in enumerate(blocks(item.children)):
        yield replace(block, lead=lead if not number else f"   {block.lead}")


def _facts(node: Node) -> Iterator[Block]:
    for labels, values in facts(node):
        own = "; ".join(block.text for value in values for block in blocks(value.children))
        title = ", ".join(flat(name) for name in labels)
        yield Block(f"{title}: {own}", _line(values[0]) if values else _line(node), row=True, own=own)


def facts(node: Node) -> Iterator[tuple[list[Node], list[Node]]]:
    """Yield labels and values of a definition list, row by row."""
    labels: list[Node] = []
    values: list[Node] = []
    for child in node.children:
        if child.type == "dt" and values:
            yield labels, values
            labels, values = [], []
        (labels if child.type == "dt" else values).append(child)
    if labels or values:
        yield labels, values


@dataclass(frozen=True, slots=True)
class TableText:
    """A table as text, cells with citation marks; `lines` counts from 0 in what was parsed, one a row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def tables(nodes: Iterable[Node]) -> Iterator[TableText]:
    """Yield the tables of parsed nodes, those in callouts and lists too."""
    for node in nodes:
        if node.type != "table":
            yield from tables(node.children)
            continue
        header, *rows = (row for part in node.children for row in part.children)
        titles = tuple(uncited(flat(cell)) for cell in header.children)
        cells = tuple(tuple(flat(cell).strip() for cell in row.children) for row in rows)
        yield TableText(titles, cells, tuple(map(_line, rows)))


def _table(node: Node) -> Iterator[Block]:
    header: list[str] = []
    for row in (row for part in node.children for row in part.children):
        cells = [flat(cell).strip() for cell in row.children]
        if row.children and row.children[0].type == "th":
            header = [uncited(cell) for cell in cells]
            continue
        unjudged = (FORMER, "Page") if FORMER in header else ()
        judged = [cell for title, cell in zip(header, cells, strict=False) if title not in unjudged]
        named = (
            f"{title}: {cell}" if title else cell
            for title, cell in zip(header[1:], cells[1:], strict=False)
            if cell
        )
        text = " — ".join(part for part in (cells[0] if cells else "", "; ".join(named)) if part)
        yield Block(text, _line(row), row=True, own=CELL_END.join(judged))


def cell_count(line: str) -> int:
    """How many cells a row of a table has as it is written."""
    cells = _BAR.split(line.strip(" >\t"))
    return len(cells) - (not cells[0].strip()) - (len(cells) > 1 and not cells[-1].strip())


_WALKERS: dict[str, Callable[[Node], Iterator[Block]]] = {
    "paragraph": _paragraph,
    "inline": _paragraph,
    "heading": _heading,
    "fence": _code,
    "code_block": _code,
    "html_block": _code,
    "container_callout": _callout,
    "bullet_list": _bullets,
    "ordered_list": _numbered,
    "dl": _facts,
    "table": _table,
}
