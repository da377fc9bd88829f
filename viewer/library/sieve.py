"""What of a page's HTML may reach a view: the tags that our own writer writes, balanced, in bounds.

A library may come from anywhere, and Qt opens files that a page names and takes exponential time over tables
in tables.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

DEEPEST = 64
"""Elements in elements; Markdown is parsed to half of that."""
TABLES = 4
"""Tables in tables: each further one doubles the time of a layout."""
LONGEST = 20_000
"""What a paragraph may weigh: Qt's time over one grows with its square."""
MOST_FOREIGN = 1_000_000
"""Characters of foreign HTML that are gone through tag by tag; of a longer one the words are left."""
NOTICE = (
    '<p class="part">This section is not shown as it was written: '
    "the library holds markup there that this program does not use.</p>\n"
)
_RUN = 20
"""What a change of script, direction or format weighs, in letters."""
_FOREIGN_LETTER = 3
"""What a letter that is not ASCII weighs more: each may be of another script."""
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_CHUNK = 1_000

_SHORT = re.compile(r"[^<>]{0,500}")
_SCHEME = r"[A-Za-z][\w+.-]*:"
_ATTRIBUTES = {
    "class": re.compile(r"[a-z][a-z0-9 -]{0,80}"),
    "href": re.compile(rf"https?://[^<>\s]{{1,2000}}|(?!{_SCHEME}|[/\\])[^<>\\]{{1,500}}"),
    "name": re.compile(rf"(?!{_SCHEME})[^<>]{{0,500}}"),
    "title": _SHORT,
    "alt": re.compile(r"[^<>]{0,5000}"),
    "src": re.compile(
        r"images/(?!.*\.\.)[^<>:\\%&?#]{1,200}|drawing:papers/[a-z0-9-]{1,100}/(?:\d{1,3}(?:/\d{1,4})?|icons|bars)"
    ),
    "align": re.compile("left|right|center"),
    "width": re.compile("100%"),
    "cellspacing": re.compile("0"),
    "start": re.compile(r"[0-9]{1,9}"),
}
_BARE = (
    "h1", "h2", "h3", "h4", "b", "i", "code", "pre", "sup", "sub", "blockquote", "ul", "li", "thead", "tbody",
    "tr", "br", "hr",
)  # fmt: skip
_TAGS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_BARE, frozenset()),
    "p": frozenset({"class"}),
    "a": frozenset({"class", "href", "name", "title"}),
    "img": frozenset({"src", "alt"}),
    "ol": frozenset({"start"}),
    "table": frozenset({"class", "width", "cellspacing"}),
    "th": frozenset({"align"}),
    "td": frozenset({"class", "align"}),
}
_ALONE = frozenset({"br", "hr", "img"})
_INLINE = frozenset({"a", "b", "i", "code", "sup", "sub"})
_PARAGRAPHS = frozenset({"p", "pre", "h1", "h2", "h3", "h4"})
_WITHIN = {
    "li": frozenset({"ul", "ol"}),
    **dict.fromkeys(("thead", "tbody"), frozenset({"table"})),
    **dict.fromkeys(("td", "th"), frozenset({"tr"})),
    "tr": frozenset({"table", "thead", "tbody"}),
}
"""Where alone a tag may stand, for those that mean nothing elsewhere."""

# Qt keeps these for its own: the ends of frames and blocks, and the place of an image.
_RESERVED = "\x00-\x08\x0b-\x1f\u2029\ufdd0-\ufdef\ufffc\ufffe\uffff"
_ENTITY = r"(?:[A-Za-z]{2,8}|#(?:3[2-9]|[4-9][0-9]|x[2-7][0-9A-Fa-f]));"
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
_PIECE = re.compile(rf"((?:[^<>&{_RESERVED}]|&{_ENTITY})*+)(<[!?/a-zA-Z][^<>]*>|&#\w*;|[<>&{_RESERVED}]|\Z)")
_ATTRIBUTE = re.compile(r'\s+([a-z]+)="([^"]*)"')
_WRONG = "\N{REPLACEMENT CHARACTER}"
_ANY_TAG = re.compile(rf"<[^<>]*>|[{_RESERVED}]+")
_SIGNS = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_LOOSE = re.compile(rf"[<>]|&(?!{_ENTITY})")


def sieved(html: str) -> str:
    """`html` with only what a view may be given, after NOTICE where anything was left out."""
    if _is_ours(html):
        return html
    if len(html) > MOST_FOREIGN:
        return f"{NOTICE}<p>{_LOOSE.sub(_written_out, _ANY_TAG.sub(' ', html))}</p>"
    sieve = _Sieve()
    for text, token in _PIECE.findall(html):
        sieve.text(text)
        sieve.token(token)
    sieve.close_to(0)
    return (NOTICE if sieve.has_left_out else "") + "".join(sieve.written)


def _written_out(sign: re.Match[str]) -> str:
    return _SIGNS[sign.group()]


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    is_end: bool
    weight: int
    """What it adds to a paragraph; 0 for a tag that begins or ends one."""


def _is_ours(html: str) -> bool:
    """Whether `html` is such as our writer writes, which is soon seen."""
    tags: dict[str, _Tag | None] = {}
    names: list[str] = []
    weight = 0
    for text, token in _PIECE.findall(html):
        weight += len(text) if text.isascii() else _weight(text)
        if weight > LONGEST - _CHUNK:
            return False
        if not token:
            continue
        tag = tags[token] if token in tags else tags.setdefault(token, _tag_of(token))
        if tag is None or not _follows(tag, names):
            return False
        weight = weight + tag.weight if tag.weight else 0
    return not names


def _follows(tag: _Tag, names: list[str]) -> bool:
    """Whether `tag` may follow where `names` are open, which it opens or closes."""
    if tag.is_end:
        return bool(names) and names.pop() == tag.name
    if tag.name not in _ALONE:
        if not _may_stand(tag.name, names):
            return False
        names.append(tag.name)
    return True


def _may_stand(name: str, names: list[str]) -> bool:
    if name in _WITHIN and (not names or names[-1] not in _WITHIN[name]):
        return False
    return len(names) < DEEPEST and (name != "table" or names.count(name) < TABLES)


def _tag_of(token: str) -> _Tag | None:
    """A tag just as our writer writes it, nothing for any other."""
    match = _TAG.fullmatch(token)
    if match is None or match[2] not in _TAGS:
        return None
    slash, name, attributes = match.groups()
    kept, is_whole = _kept(name, attributes)
    if slash:
        is_ours = name not in _ALONE and token == f"</{name}>"
    else:
        is_ours = is_whole and token == _opening(name, kept) and (name != "img" or "src" in kept)
    if not is_ours:
        return None
    return _Tag(name, bool(slash), _RUN if name in _ALONE | _INLINE else 0)


def _kept(name: str, attributes: str) -> tuple[dict[str, str], bool]:
    """The attributes that may stay, and whether these are all."""
    found = dict(_ATTRIBUTE.findall(attributes))
    kept = {
        key: value for key, value in found.items() if key in _TAGS[name] and _ATTRIBUTES[key].fullmatch(value)
    }
    return kept, len(kept) == len(found) and not _ATTRIBUTE.sub("", attributes).strip(" /")


def _opening(name: str, attributes: Mapping[str, str]) -> str:
    inside = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{inside}{' />' if name in _ALONE else '>'}"


def _weight(text: str) -> int:
    runs = _FOREIGN.findall(text)
    return len(text) + _RUN * len(runs) + _FOREIGN_LETTER * sum(map(len, runs))


class _Sieve:
    """Writes what may pass, and closes what was left open."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.has_left_out = False
        self._names: list[str] = []
        self._openings: list[str] = []
        self._count: Counter[str] = Counter()
        self._weight = 0

    def text(self, text: str) -> None:
        """Write text, in paragraphs that are quick to lay out."""
        for start in range(0, len(text), _CHUNK):
            chunk = text[start : start + _CHUNK]
            self._weigh(_weight(chunk))
            self.written.append(chunk)

    def token(self, token: str) -> None:
        """Write a tag or sign as far as it may pass."""
        match = _TAG.fullmatch(token)
        if match is not None:
            slash, name, attributes = match.groups()
            self._end(name) if slash else self._begin(name, attributes)
        elif len(token) > 1:
            self.has_left_out = True
            self.text(_WRONG if token[0] == "&" else "")
        elif token:
            self.has_left_out = self.has_left_out or token not in _SIGNS
            self.text(_SIGNS.get(token, _WRONG))

    def close_to(self, depth: int) -> None:
        """Close elements until `depth` are open."""
        while len(self._names) > depth:
            name = self._names.pop()
            self._openings.pop()
            self._count[name] -= 1
            self.written.append(f"</{name}>")
            if name not in _INLINE:
                self._weight = 0

    def _end(self, name: str) -> None:
        if not self._count[name]:
            self.has_left_out = True
            return
        self.close_to(len(self._names) - 1 - self._names[::-1].index(name))

    def _begin(self, name: str, attributes: str) -> None:
        if name not in _TAGS or not _may_stand(name, self._names):
            self.has_left_out = True
            return
        kept, is_whole = _kept(name, attributes)
        self.has_left_out = self.has_left_out or not is_whole
        if name == "img" and "src" not in kept:
            self.has_left_out = True
            self.text(f"[{kept.get('alt', '')}]")
        elif name in _ALONE:
            self._weigh(_RUN)
            self.written.append(_opening(name, kept))
        else:
            self._open(name, _opening(name, kept))

    def _open(self, name: str, opening: str) -> None:
        if name in _INLINE:
            self._weigh(_RUN)
        else:
            self._weight = 0
        self.written.append(opening)
        self._names.append(name)
        self._openings.append(opening)
        self._count[name] += 1

    def _weigh(self, weight: int) -> None:
        """Begin another paragraph where this one would become too long."""
        if self._weight and self._weight + weight > LONGEST:
            self._break()
        self._weight += weight

    def _break(self) -> None:
        again = []
        while self._names and self._names[-1] in _INLINE:
            again.append((self._names[-1], self._openings[-1]))
            self.close_to(len(self._names) - 1)
        if self._names and self._names[-1] in _PARAGRAPHS:
            again.append((self._names[-1], self._openings[-1]))
            self.close_to(len(self._names) - 1)
        else:
            again.append(("p", "<p>"))
        for name, opening in reversed(again):
            self._open(name, opening)
