"""A paper summary in Markdown: title, authors, identifiers, and a part for each heading."""

import re

from viewer.imports import names, plain
from viewer.imports.record import MOST, Filled, Found, PaperPart, Reading, Refusal

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_LABEL = re.compile(r"\*\*([^*\n]{1,40}?):?\*\*:?[ \t]*(.*)$")
_MACHINE = frozenset({"tl;dr", "contribution", "key findings", "linked entities", "full-text entities"})
_FETCH = re.compile(
    r"[_*]*\s*(?:full (?:body )?text (?:is )?(?:omitted|not included)|.{0,80}\bomitted from this\b"
    r"|fetch the (?:complete|full))",
    re.IGNORECASE,
)
_POINTER = re.compile(r"(?:Fetch [^:\n]{0,200}:\s{0,9})?https?://\S{1,500}/full\.md", re.IGNORECASE)
_SOURCE = re.compile(r"(?:\*\*)?Source(?:\*\*)?:(?:\*\*)?\s*<?(https?://[^\s>]+)>?\s*$", re.IGNORECASE)
_EMPHASIS = re.compile(
    r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1|(?<![\w*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?![\w*])"
)
_LONGEST = 50_000
"""Letters of a line in which marks of emphasis are looked for."""
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,500}\)")


def read(text: str) -> Reading:
    """The paper of a summary; several after one another begin each with a heading of the first level."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(r"#[ \t]+\S", line)]
    if not starts:
        yield Refusal(1, "no title: a summary begins with a line like `# Title`")
        return
    if len(starts) > MOST:
        yield Refusal(starts[MOST] + 1, f"more than {MOST:,} records in one file; divide it")
        return
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _paper(lines[start:end], start + 1)


def _paper(lines: list[str], line: int) -> Found:
    draft = Filled({"type": "article-journal"})
    title = _HEADING.match(lines[0])
    draft.put("title", bare(title[2]) if title else "")
    head, parts = _cut(lines[1:])
    _head(draft, head)
    for heading, level, body in parts:
        text = _body(draft, body)
        if text:
            draft.parts.append(PaperPart(bare(heading), text, min(max(level, 2), 4)))
    is_machine = bool({part.heading.lower() for part in draft.parts} & _MACHINE)
    draft.registry += plain.registered(lines)
    return draft.finish("Markdown summary", line, is_machine=is_machine)


def _cut(lines: list[str]) -> tuple[list[str], list[tuple[str, int, list[str]]]]:
    head: list[str] = []
    parts: list[tuple[str, int, list[str]]] = []
    for line in lines:
        if match := _HEADING.match(line):
            parts.append((match[2], len(match[1]), []))
        else:
            (parts[-1][2] if parts else head).append(line)
    return head, parts


def _head(draft: Filled, lines: list[str]) -> None:
    """Authors, and the line of identifiers: `PMC · DOI: … · Journal · date`, in any order."""
    left = []
    for line in (line.strip() for line in lines):
        label = _LABEL.match(line)
        if label and label[1].lower().rstrip(":") in ("authors", "author"):
            draft.item["author"] = [
                _author(name) for name in re.split(r",\s+|;\s*", bare(label[2])) if name.strip()
            ]
        elif label and _labelled(draft, label[1].lower().rstrip(":"), bare(label[2])):
            continue
        elif " · " in line or " | " in line:
            for piece in re.split(r"\s+[·|]\s+", bare(line)):
                _identify(draft, piece.strip())
        elif line and line != "---" and not _source(draft, line):
            left.append(line)
    if text := _body(draft, left):
        draft.parts.append(PaperPart("", text))


def _labelled(draft: Filled, label: str, value: str) -> bool:
    fields = {
        "journal": "container-title",
        "volume": "volume",
        "issue": "issue",
        "pages": "page",
        "publisher": "publisher",
    }
    if label in fields:
        draft.put(fields[label], value)
    elif label in ("doi", "pmid", "pmcid", "pmc"):
        _identify(draft, f"{label}: {value}")
    elif label in ("date", "published", "year") and plain.date_of(value):
        draft.item["issued"] = {"date-parts": [plain.date_of(value)]}
    else:
        return False
    return True


def _author(name: str) -> names.Name:
    """`Nina N. Sanford`: the last word, and small ones before it, are the family's name."""
    words = name.split()
    if len(words) < 2 or names.is_group(name):
        return names.group(name)
    small = next((place for place, word in enumerate(words[1:-1], 1) if word.islower()), len(words) - 1)
    return names.person(" ".join(words[small:]), " ".join(words[:small]))


def _identify(draft: Filled, piece: str) -> None:
    if doi := plain.doi_of(piece):
        draft.put("DOI", doi)
    elif match := re.fullmatch(r"PMID:?\s*(\d{1,8})", piece, re.IGNORECASE):
        draft.put("PMID", match[1])
    elif pmcid := plain.pmcid_of(piece):
        draft.put("PMCID", pmcid)
    elif re.fullmatch(r"\d{4}(?:-\d{1,2}){0,2}|(?:\d{1,2} )?[A-Z][a-z]+ \d{4}", piece) and plain.date_of(
        piece
    ):
        draft.item["issued"] = {"date-parts": [plain.date_of(piece)]}
    elif piece and piece.upper() not in ("PMC", "PUBMED", "DOI", "PREPRINT"):
        draft.put("container-title", piece)


def _source(draft: Filled, line: str) -> bool:
    """`Source: address`: kept as the address of the paper, and for its number."""
    match = _SOURCE.match(line)
    if match:
        draft.put("URL", match[1])
        if not draft.item.get("PMCID"):
            draft.put("PMCID", plain.pmcid_of(match[1]))
    return match is not None


def _body(draft: Filled, lines: list[str]) -> str:
    """Paragraphs and lists in plain text, without what says only that something was left out."""
    blocks: list[list[str]] = []
    was_list = False
    for line in lines:
        text = line.strip()
        if not text or text == "---":
            blocks.append([])
            continue
        if _source(draft, text) or _FETCH.match(text):
            continue
        text = bare(_POINTER.sub("", text).strip()).rstrip(" :") if _POINTER.search(text) else bare(text)
        is_list = re.match(r"(?:[-*+]|\d{1,3}[.)])\s", line.strip()) is not None
        item = re.sub(r"^[*+-]\s+", "- ", text) if is_list else text
        row = text.startswith("|")
        if blocks and blocks[-1] and ((is_list and was_list) or row):
            blocks[-1] += ("\n", item)
        elif blocks and blocks[-1] and not is_list:
            blocks[-1] += (" ", item)
        else:
            blocks.append([item])
        was_list = is_list or (was_list and bool(blocks[-1:]))
    return "\n\n".join("".join(block) for block in blocks if block)


def bare(text: str) -> str:
    """Without the marks of Markdown and the tags of HTML; a link is its words."""
    text = _LINK.sub(r"\1", text)
    if len(text) < _LONGEST:
        text = _EMPHASIS.sub(lambda match: match[2] or match[3], text)
    return plain.one_line(re.sub(r"\\([\\`*_{}\[\]()#+.!|~-])", r"\1", text))
