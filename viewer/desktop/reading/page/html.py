"""A page as HTML: head with breadcrumb, title and labels, links between parts and to views of tables."""

import re

from viewer.desktop.reading.page.links import LABEL, PART, TABLE
from viewer.library.grade import legend
from viewer.library.model import Label, Page
from viewer.prose import escape

JOINER = "\N{WORD JOINER}"
BREAK = "\N{ZERO WIDTH SPACE}"
_GONE = str.maketrans("", "", JOINER + BREAK)


def visible(text: str) -> str:
    """`text` without the signs that only say where a line may break."""
    return text.translate(_GONE)


_TABLE = re.compile(r'<table[^>]*class="[^"]*\bdata\b[^"]*"[^>]*>.*?</table>', re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b")
_HEADING = re.compile(r"<h([1-4])>")
_HEADING_END = re.compile(r"</h[1-4]>")
_AFTER_TABLE = re.compile(r'(</table>\s*)<(table|p) class="(?!after)')
_LABEL_WIDTH = 22
_RESULTS_HEAD = re.compile(
    r'(?<=<th>Endpoint</th>)((?:<th>[^<>]{0,500}</th>){0,4})<th>Effect</th><th align="right">p</th>'
)
_ARMS, _EFFECT, _P = 33, 33, 9
"""Per cent of a table of results: what is left of it is for the names of its endpoints."""
_MUCH = 1_000
_WIDE = 4
_LONG = 15
_HARD_SPACE = "\N{NO-BREAK SPACE}"
_LONG_WORD = re.compile(r'(?<=[\s>])[^\s<>"=]{18,}(?=[\s<])')
_BEFORE_CITATION = re.compile(r'(?<!</a>) (?=<a class="cite")')
_TITLE = re.compile(r'(<a class="cite" href="[^"]*") title="[^"]*"')
_VALUE = re.compile(r" ([=≤≥≈]|&lt;|&gt;) (?=[\d−-])")
_BREAKS = re.compile(r"[-–/]")
_ENDLESS = re.compile(r"\w{24}(?=\w{8})")
_SIGN = re.compile(r"[;:/.,)(_](?=\w)")


def head_html(page: Page, room: int = _MUCH) -> str:
    """What stands above the text: where the page belongs, its title, its labels in `room` letters a line."""
    crumbs = escape(" › ".join(page.breadcrumb))
    place = f'<p class="crumbs">{crumbs}</p>' if crumbs else ""
    title = f'<p class="h1">{escape(page.title)}</p>'
    return place + title + chips_html(page.labels, room)


def chips_html(labels: tuple[Label, ...], room: int = _MUCH) -> str:
    """The labels as text, to be selected and read aloud; their ground is painted by the view."""
    linked = _bounding(labels)
    chips = (_chip(number, label, room, label in linked) for number, label in enumerate(labels))
    return f'<p class="chips">{" ".join(chips)}</p>' if labels else ""


def bounds(page: Page) -> tuple[Label, ...]:
    """The labels that say what the figures of a page hold for, and that other pages have too."""
    return _bounding(page.labels)


def _bounding(labels: tuple[Label, ...]) -> tuple[Label, ...]:
    """Populations, biomarkers and lines of treatment; and the design, the first of the plain ones."""
    plain = next((label for label in labels if label.role == "plain"), None)
    design = plain if plain is not None and plain.detail and not _NO_DESIGN.match(plain.text) else None
    return tuple(label for label in labels if label.role in ("population", "qualifier") or label is design)


_NO_DESIGN = re.compile(r"n = |\d{4}$|Year |Newest |New since |Changed since |Clinically ")


def _chip(number: int, label: Label, room: int, linked: bool) -> str:
    name = f"{LABEL}{number}"
    tells_more = label.detail.casefold() not in ("", label.text.casefold())
    link = f' href="{name}"' if tells_more or linked else ""
    text = escape(chip_text(label, room))
    return f'<a class="chip {escape(label.role)}" name="{name}"{link}>{text}</a>{_HARD_SPACE}'


def chip_text(label: Label, room: int = _MUCH) -> str:
    """A label as it stands in the text: hard spaces keep it in one line and give it room at its sides."""
    text = label.text
    if len(text) < room:
        text = _BREAKS.sub(f"\\g<0>{JOINER}", text.replace(" ", _HARD_SPACE))
    return f"{_HARD_SPACE * 2}{text}{_HARD_SPACE * 2}"


def for_view(html: str) -> str:
    """`html` of the library with what QTextDocument needs to show it well."""
    # WORKAROUND: Qt scales <h1> to <h6> by its own factors, whatever size the style sheet gives.
    html = _HEADING.sub(r'<p class="h\1">', html)
    html = _HEADING_END.sub("</p>", html)
    html = html.replace('<td class="label">', f'<td class="label" width="{_LABEL_WIDTH}%">')
    html = _RESULTS_HEAD.sub(_results_head, html)
    html = _LONG_WORD.sub(_breakable, html)
    html = _TITLE.sub(r"\1", html)  # our own preview says it, and Qt would show a tool tip over it
    html = _VALUE.sub(r"&nbsp;\1&nbsp;", html)  # so that no line ends with `p =`
    html = _BEFORE_CITATION.sub("&nbsp;", html)  # a number alone on a line says of nothing where it is from
    # Qt adds up the margins of a table and of what follows, so that the second one has to give way.
    return _AFTER_TABLE.sub(r'\1<\2 class="after-table ', html)


def _results_head(head: re.Match[str]) -> str:
    """Arms, effect and p with their widths: else Qt gives the name of an endpoint what is left."""
    arms = head[1].replace("<th>", f'<th width="{_ARMS // max(1, head[1].count("<th>"))}%">')
    return f'{arms}<th width="{_EFFECT}%">Effect</th><th width="{_P}%" align="right">p</th>'


def _breakable(word: re.Match[str]) -> str:
    """A volume, an address or a DOI that may be broken after its signs, so that it never widens the page."""
    return _ENDLESS.sub(f"\\g<0>{BREAK}", _SIGN.sub(f"\\g<0>{BREAK}", word.group()))


def with_table_links(html: str, first: int = 0) -> tuple[str, list[str]]:
    """`html` with a link above each table worth a view of its own, and those tables, from `first`."""
    tables: list[str] = []

    def add_link(match: re.Match[str]) -> str:
        table = match.group()
        if not _worth_opening(table):
            return table
        tables.append(table)
        number = first + len(tables) - 1
        return f'<p class="open-table"><a href="{TABLE}{number}">Open table</a></p>{table}'

    return _TABLE.sub(add_link, html), tables


def _worth_opening(table: str) -> bool:
    rows = _ROW.findall(table)
    return len(rows) > _LONG or any(len(_CELL.findall(row)) >= _WIDE for row in rows[:3])


def letters_html(html: str) -> str:
    """What the letters at the numbers of citations in `html` mean, for the end of a page."""
    told = legend(html)
    return f'<p class="letters">{escape(told)}</p>' if told else ""


def part_links(number: int, count: int) -> tuple[str, str]:
    """What stands before and after part `number` (from 0) of `count`: place, links to its neighbours."""
    if count < 2:
        return "", ""
    place = f"Part {number + 1} of {count} of this long page"
    earlier = f' · <a href="{PART}{number - 1}">Earlier part</a>' if number else ""
    later = f' · <a href="{PART}{number + 1}">Next part</a>' if number + 1 < count else ""
    return f'<p class="part">{place}{earlier}</p>', f'<p class="part">{place}{later}</p>'
