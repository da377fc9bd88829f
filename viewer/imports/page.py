"""A paper of the reader's own → the page, the row of a list and the passages that search finds."""

import re
from collections.abc import Iterator

from viewer.imports.own_form import MACHINE
from viewer.imports.record import OwnPaper, PaperPart
from viewer.library.model import OWN, OWN_LABEL, OWN_PREFIX, OWN_SAID, Card, Label, Page, Passage, Section
from viewer.prose import cut, escape, long_date

_SUMMARY = 300
_HEAD = "your-paper"
_ROW = re.compile(r"\|(.*)\|\s*")
_CELL = re.compile(r"(?<!\\)\|")
_ORDER = ("container-title", "volume", "issue", "page", "publisher", "publisher-place", "language", "edition")
_NAMES = {
    "container-title": "Journal or book",
    "volume": "Volume",
    "issue": "Issue",
    "page": "Pages",
    "publisher": "Publisher",
    "publisher-place": "Place",
    "language": "Language",
    "edition": "Edition",
}


def doc_of(paper: OwnPaper) -> str:
    """`own/example2019`."""
    return f"{OWN_PREFIX}{paper.key}"


def labels_of(paper: OwnPaper) -> tuple[Label, ...]:
    """That nobody checked it comes first, wherever it is shown."""
    own = Label(OWN_LABEL, "warn", OWN_SAID)
    machine = (
        (Label(MACHINE.capitalize(), "warn", "A program wrote this summary."),) if paper.is_machine else ()
    )
    year = (Label(str(paper.year), "plain"),) if paper.year else ()
    return (own, *machine, *year, *(Label(text, "plain") for text in paper.labels))


def card_of(paper: OwnPaper) -> Card:
    """The row of a list."""
    who = paper.authors[0] if paper.authors else ""
    told = " · ".join(
        filter(None, (who, str(paper.item.get("container-title", "")), MACHINE if paper.is_machine else ""))
    )
    return Card(
        doc_of(paper),
        OWN,
        cut(paper.title, 900),
        cut(summary_of(paper), _SUMMARY),
        "",
        labels_of(paper),
        paper.year,
        cut(told, 200),
    )


def summary_of(paper: OwnPaper) -> str:
    """The first text that says what the paper is about."""
    wanted = ("TL;DR", "Abstract")
    parts = sorted((part for part in paper.parts if part.text), key=lambda part: part.heading not in wanted)
    return parts[0].text if parts else ""


def page_of(paper: OwnPaper, card: str = "") -> Page:
    """The whole page; `card` is the library's document on the same paper."""
    return Page(
        doc_of(paper),
        OWN,
        cut(paper.title, 900),
        cut(summary_of(paper), _SUMMARY),
        ("Mine", OWN_LABEL),
        labels_of(paper),
        tuple(_sections(paper, card)),
        (),
        (),
        paper.year,
    )


def _sections(paper: OwnPaper, card: str) -> Iterator[Section]:
    said = f"{OWN_SAID}{' A program wrote this summary.' if paper.is_machine else ''}"
    known = f' <a href="{escape(card)}">The library has a card on this paper.</a>' if card else ""
    words = f"<p><b>{OWN_LABEL}.</b> {escape(said)}{known}</p>"
    top = f'<table class="callout unchecked" width="100%" cellspacing="0"><tr><td>{words}</td></tr></table>'
    where = where_of(paper)
    html = top + _paragraphs(where)
    yield Section("", "", 0, html, "\n".join((f"{OWN_LABEL}. {said}", where)))
    if paper.note:
        yield Section("your-note", "Your note", 2, _paragraphs(paper.note), paper.note)
    for number, part in enumerate(paper.parts, 1):
        heading = cut(part.heading, 300)
        yield Section(
            f"part-{number}",
            heading,
            max(2, min(part.level, 4)) if heading else 0,
            _html(heading, part),
            part.text,
        )
    if rest := rest_of(paper):
        yield Section("record", "As recorded", 2, f"<h2>As recorded</h2>{_list(rest)}", "\n".join(rest))


def where_of(paper: OwnPaper) -> str:
    """Authors, where it appeared, and its numbers, in plain text."""
    item = paper.item
    place = [f"{_NAMES[name]}: {item[name]}" for name in _ORDER if item.get(name)]
    issued = item.get("issued", {}).get("date-parts", [[]])[0]
    when = ["Date: " + "-".join(f"{part:02}" for part in issued)] if issued else []
    numbers = [f"{name}: {item[name]}" for name in ("DOI", "PMID", "PMCID") if item.get(name)]
    numbers += [f"Register: {', '.join(paper.registry)}"] if paper.registry else []
    lines = [", ".join(paper.authors), " · ".join((*place, *when)), " · ".join(numbers)]
    return "\n\n".join(filter(None, lines))


def rest_of(paper: OwnPaper) -> list[str]:
    """What the file said beside it, and where it came from."""
    lines = [f"Address: {paper.item['URL']}"] if paper.item.get("URL") else []
    lines += [f"Keywords: {paper.item['keyword']}"] if paper.item.get("keyword") else []
    lines += [f"{name}: {value}" for name, value in paper.more]
    source = ", ".join(filter(None, (paper.form, paper.origin)))
    return [*lines, f"From: {source}", f"Added: {long_date(paper.added)}"]


def _html(heading: str, part: PaperPart) -> str:
    level = max(2, min(part.level, 4))
    return (f"<h{level}>{escape(heading)}</h{level}>" if heading else "") + _paragraphs(part.text)


def _paragraphs(text: str) -> str:
    return "".join(map(_block, filter(None, text.split("\n\n"))))


def _block(block: str) -> str:
    """A paragraph, a list, or a table, told by how its lines begin."""
    lines = block.split("\n")
    if all(_ROW.fullmatch(line) for line in lines):
        return _table(lines)
    if all(line.lstrip().startswith("- ") for line in lines):
        return _list([line.lstrip()[2:] for line in lines])
    return f"<p>{'<br>'.join(map(escape, lines))}</p>"


def _list(lines: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _table(lines: list[str]) -> str:
    rows = [[cell.strip().replace("\\|", "|") for cell in _CELL.split(line.strip()[1:-1])] for line in lines]
    head, *body = rows
    first = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    rest = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in body)
    inner = f"<thead><tr>{first}</tr></thead><tbody>{rest}</tbody>"
    return f'<table class="data" width="100%" cellspacing="0">{inner}</table>'


def passages_of(paper: OwnPaper) -> Iterator[Passage]:
    """What search finds: the head with names and numbers, and each part."""
    numbers = [str(paper.item[name]) for name in ("DOI", "PMID", "PMCID") if paper.item.get(name)]
    words = tuple(dict.fromkeys((*numbers, *paper.registry, *paper.labels)))
    head = "\n".join((where_of(paper), str(paper.item.get("keyword", "")))).strip()
    yield _passage(paper, "", "", head, words)
    if paper.note:
        yield _passage(paper, "your-note", "Your note", paper.note)
    for number, part in enumerate(paper.parts, 1):
        if part.text:
            yield _passage(paper, f"part-{number}", cut(part.heading, 300), part.text)


def _passage(
    paper: OwnPaper, anchor: str, heading: str, text: str, keywords: tuple[str, ...] = ()
) -> Passage:
    doc, title = doc_of(paper), cut(paper.title, 900)
    name, families = f"{doc}#{anchor}", _families(paper)
    return Passage(name, doc, OWN, title, heading, text, keywords, anchor, "", families, paper.year)


def _families(paper: OwnPaper) -> tuple[str, ...]:
    people = paper.item.get("author", ())
    return tuple(name for one in people if (name := one.get("family") or one.get("literal")))
