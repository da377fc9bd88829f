"""CSL-JSON, as Zotero, Mendeley, Crossref and citeproc write it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from viewer.imports import plain
from viewer.imports.record import MOST, Filled, Found, PaperPart, Reading, Refusal

_TEXTS = (
    "type",
    "container-title",
    "container-title-short",
    "volume",
    "issue",
    "page",
    "publisher",
    "publisher-place",
    "language",
    "edition",
    "title-short",
    "genre",
    "event",
    "collection-title",
    "number",
    "source",
    "archive",
    "keyword",
)
_SPACE = re.compile(r"[\s,]*")
_DEEPEST = 50


def read(text: str) -> Reading:
    """Every item of a list, of `{"items": [...]}`, or the one there is; each with its line."""
    count = 0
    try:
        for line, item in _items(text):
            count += 1
            if count > MOST:
                yield Refusal(line, f"more than {MOST:,} records in one file; divide it")
                return
            yield _paper(item, line)
    except json.JSONDecodeError as error:
        yield Refusal(error.lineno, f"broken JSON ({error.msg}); nothing after this line was read")
    except (RecursionError, ValueError):
        yield Refusal(1, "broken JSON: nested too deeply, or a number that is too long")


def _items(text: str) -> Iterator[tuple[int, Any]]:
    start = re.match(r'\s*(?:\{\s*"(?:items|references)"\s*:\s*)?\[', text)
    place = _SPACE.match(text, start.end() if start else 0).end()  # type: ignore[union-attr]
    decoder, line, counted = json.JSONDecoder(), 1, 0
    while place < len(text) and not (start and text[place] == "]"):
        line += text.count("\n", counted, place)
        counted = place
        item, place = decoder.raw_decode(text, place)
        yield line, item
        place = _SPACE.match(text, place).end()  # type: ignore[union-attr]
        if not start and place < len(text):
            raise json.JSONDecodeError("something stands after the item", text, place)
    if start and place >= len(text):
        raise json.JSONDecodeError("the list has no end", text, max(0, len(text) - 1))


def _paper(item: Any, line: int) -> Found:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(item, dict):
        return Refusal(line, "this is no item: names and values are needed")
    draft = Filled()
    draft.put("title", plain.one_line(text_of(item.get("title"))))
    for name in _TEXTS:
        draft.put(name, plain.one_line(text_of(item.get(name))))
    for role in ("author", "editor"):
        if names := list(filter(None, map(_name, _listed(item.get(role))))):
            draft.item[role] = names
    if parts := _date(item.get("issued")) or _date(item.get("published")):
        draft.item["issued"] = {"date-parts": [parts]}
    if abstract := plain.paragraphs(text_of(item.get("abstract"))):
        draft.parts.append(PaperPart("Abstract", abstract))
    _identify(draft, item)
    _rest(draft, item)
    return draft.finish("CSL-JSON", line)


def _identify(draft: Filled, item: Mapping[str, Any]) -> None:
    note = text_of(item.get("note"))
    draft.put("DOI", plain.doi_of(text_of(item.get("DOI"))) or plain.doi_of(text_of(item.get("URL"))))
    draft.put("PMID", plain.pmid_of(text_of(item.get("PMID"))) if item.get("PMID") else "")
    draft.put("PMCID", plain.pmcid_of(text_of(item.get("PMCID"))))
    if found := re.search(r"\bPMID:\s*(\d{1,8})\b", note):
        draft.item.setdefault("PMID", found[1])
    draft.item.setdefault("PMCID", plain.pmcid_of(note)) if plain.pmcid_of(note) else None
    if re.match(r"https?://\S+$", address := text_of(item.get("URL")).strip()):
        draft.put("URL", address)
    draft.registry += plain.registered([note, text_of(item.get("title")), text_of(item.get("abstract"))])


def _rest(draft: Filled, item: Mapping[str, Any]) -> None:
    taken = {"title", "author", "editor", "issued", "abstract", "DOI", "PMID", "PMCID", "id", *_TEXTS}
    for name, value in item.items():
        if (
            name not in taken
            and not (name == "URL" and "URL" in draft.item)
            and value not in (None, "", [], {})
        ):
            words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            draft.more.append((str(name), words))


def text_of(value: object) -> str:
    """A value as text: Crossref writes lists of one."""
    if isinstance(value, list):
        return text_of(value[0]) if value else ""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _name(author: object) -> dict[str, str] | None:
    if not isinstance(author, dict):
        return None
    fields = ("family", "given", "suffix", "literal", "non-dropping-particle", "dropping-particle")
    found = {name: text for name in fields if (text := plain.one_line(text_of(author.get(name))))}
    if dropped := found.pop("dropping-particle", ""):
        found["given"] = " ".join(filter(None, (found.get("given", ""), dropped)))
    if not found.get("family") and not found.get("literal"):
        alone = found.get("given") or plain.one_line(text_of(author.get("name")))
        return {"literal": alone} if alone else None
    return found


def _date(value: object) -> list[int]:
    if isinstance(value, str | int):
        return plain.date_of(str(value))
    if not isinstance(value, dict):
        return []
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first:
        words = "-".join(f"{part}".strip()[:4] for part in first[:3] if part is not None)
        return plain.date_of(words)
    return plain.date_of(text_of(value.get("raw")) or text_of(value.get("literal")))
