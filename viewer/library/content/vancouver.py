"""Reference text in Vancouver style, from CSL-JSON items that were checked before."""

import re
from collections.abc import Mapping
from typing import Any

Item = Mapping[str, Any]
MAX_AUTHORS = 6
"""Vancouver style names six, then `et al.`"""
_JOURNALS = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_MEDIUM = {
    "webpage": " [web page]",
    "post-weblog": " [web page]",
    "post": " [web page]",
    "dataset": " [register entry]",
}


def full(item: Item) -> str:
    """The whole reference: authors, title, where it stood, DOI."""
    title = str(item["title"]).rstrip(".")
    parts = [
        _sentence(authors(item)),
        _sentence(title + _MEDIUM.get(str(item["type"]), "")),
        _sentence(_place(item)),
    ]
    if doi := item.get("DOI"):
        parts.append(f"doi:{doi}")
    return " ".join(part for part in parts if part)


def short(item: Item) -> str:
    """One line for lists: first author, journal, year, pages; for other works publisher and title."""
    who = _first_author(item)
    if item["type"] in _JOURNALS and item.get("container-title"):
        return " ".join(part for part in (_sentence(who), _sentence(_journal(item, issue=False))) if part)
    when = year(item)
    return " ".join(
        part for part in (_sentence(who), _sentence(str(item["title"])), f"{when}." if when else "") if part
    )


def year(item: Item) -> int | None:
    """The year of publication, None where it is not known."""
    parts = item.get("issued", {}).get("date-parts", [[]])
    return int(parts[0][0]) if parts and parts[0] else None


def families(item: Item) -> tuple[str, ...]:
    """Family names and names of groups, for search."""
    names = (_family(name) for name in item.get("author", ()))
    return tuple(name for name in names if name and name != "et al.")


def authors(item: Item) -> str:
    """The authors as in a reference list; the publisher where no author is known."""
    names = [_name(author) for author in item.get("author", ())]
    truncated = "et al." in names or len(names) > MAX_AUTHORS
    names = [name for name in names if name != "et al."][:MAX_AUTHORS]
    if not names:
        return str(item.get("publisher", ""))
    return ", ".join([*names, "et al."] if truncated else names)


def _first_author(item: Item) -> str:
    names = [_name(author) for author in item.get("author", ())]
    if not names:
        return str(item.get("publisher", ""))
    return f"{names[0]} et al." if len(names) > 1 else names[0]


def _name(author: Mapping[str, str]) -> str:
    if literal := author.get("literal"):
        return literal
    return f"{_family(author)} {initials(author.get('given', ''))}".strip()


def _family(author: Mapping[str, str]) -> str:
    if literal := author.get("literal"):
        return literal
    return f"{author.get('non-dropping-particle', '')} {author.get('family', '')}".strip()


def initials(given: str) -> str:
    """Initials without dots: `David A.` and `D. A.` and `DA` all give `DA`."""
    if re.fullmatch(r"[^\W\d_a-z]{1,4}", given) and given.isupper():
        return given
    return "".join(part[0].upper() for part in re.split(r"[\s.\-‐]+", given) if part)


def _place(item: Item) -> str:
    if item["type"] in _JOURNALS and item.get("container-title"):
        return _journal(item, issue=True)
    when = year(item)
    publisher = str(item.get("publisher", ""))
    named = publisher if item.get("author") else ""  # without an author the publisher stands first already
    place = [
        str(item.get("container-title", "")),
        f"{named}; {when}" if named and when else named or str(when or ""),
    ]
    return ". ".join(part for part in place if part)


def _journal(item: Item, *, issue: bool) -> str:
    """`Lancet 2019;393(10185):2051–8`."""
    name = str(item.get("container-title-short") or item["container-title"])
    when = year(item)
    volume = str(item.get("volume", ""))
    number = f"({item['issue']})" if issue and item.get("issue") else ""
    where = f"{volume}{number}"
    pages = pages_short(str(item.get("page", "")))
    tail = (f";{where}" if where else "") + (f":{pages}" if pages else "")
    return f"{name} {when or ''}{tail}".strip()


def pages_short(pages: str) -> str:
    """Page ranges without repeated digits: `2051-2058` gives `2051–8`."""
    found = re.fullmatch(r"([A-Za-z]*)(\d+)\s*[-–]\s*\1(\d+)", pages.strip())
    if not found:
        return pages.strip().replace("-", "–")
    prefix, first, last = found.groups()
    if len(last) == len(first):
        same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last) - 1)
        last = last[same:]
    return f"{prefix}{first}–{last}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."
