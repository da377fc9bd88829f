"""Parsed Markdown as the HTML that the page view understands: classes, no styling, nothing from outside."""

import re
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from viewer.errors import Problem
from viewer.library.content import dates
from viewer.library.content.glossary import Terms
from viewer.library.content.guide import NONE as NO_GUIDE
from viewer.library.content.guide import Guide
from viewer.library.evidence import Paper
from viewer.library.grade import LETTERS, MEANINGS
from viewer.library.model import TERM
from viewer.library.pages import script
from viewer.library.pages import text as markup_text
from viewer.library.pages.markdown import Cite, Node, cites, refused
from viewer.library.pages.text import CALLOUTS, SAFETY, ShownCitation

# A number at the start of a line would belong to nothing.
_LOOSE_CITE = re.compile(r'(?<!</a>) <a class="cite"')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """A link to a place in the library, to be checked when all places are known."""

    doc: str
    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class Known:
    """What a page may refer to."""

    shown: Mapping[str, ShownCitation]
    terms: Terms
    images: Collection[str]
    works: Mapping[str, str] = field(default_factory=dict)
    """Vancouver text of each reference, by key."""
    refused: Container[str] = ()
    """Works whose reference is faulty, which is said elsewhere."""
    papers: Mapping[str, Paper] = field(default_factory=dict)
    """Cards as data, by document."""
    guide: Guide = NO_GUIDE
    """How callouts name the guide of the library."""


class HtmlWriter:
    """Renders the parts of one page in reading order and keeps what they refer to."""

    def __init__(
        self, doc: str, file: str, known: Known, problems: list[Problem], *, link_terms: bool = True
    ) -> None:
        self.links: list[LinkTarget] = []
        self.cited: dict[str, int] = {}
        self._doc = doc
        self._file = file
        self._known = known
        self._problems = problems
        self._seen: set[str] = set()
        self._link_terms = link_terms
        self._quiet = 0
        self._before = 0
        self._line = 1
        self._source: Sequence[str] = ()

    def write(self, nodes: Iterable[Node], lines_before: int, source: Sequence[str] = ()) -> str:
        """Render nodes parsed from lines that stand after `lines_before` lines of the file."""
        self._before = lines_before
        self._line = lines_before + 1
        self._source = source
        html = "".join(self._node(node) for node in nodes)
        return _LOOSE_CITE.sub('\u00a0<a class="cite"', html)

    def write_plain(self, nodes: Iterable[Node], lines_before: int) -> str:
        """Render nodes in which terms are not linked."""
        self._quiet += 1
        html = self.write(nodes, lines_before)
        self._quiet -= 1
        return html

    def write_title(self, title: Node, lines_before: int) -> str:
        """Render what stands in a heading, where terms are not linked."""
        self._before = lines_before
        return self._without_terms(title)

    def fault(self, message: str, line: int | None = None) -> None:
        """Report a fault at the place that is being written."""
        self._problems.append(Problem(self._file, self._line if line is None else line, message))

    def cite(self, keys: Iterable[str], line: int | None = None) -> None:
        """Note works that are cited here; an unknown one is a fault."""
        for key in keys:
            if key not in self._known.shown and key not in self._known.refused:
                self.fault(f"unknown citation key `{key}`", line)
            else:
                self.cited.setdefault(key, self._line if line is None else line)

    def _node(self, node: Node) -> str:
        if node.map:
            self._line = self._before + node.map[0] + 1
        return _RULES.get(node.type, HtmlWriter._inside)(self, node)

    def _inside(self, node: Node) -> str:
        return "".join(self._node(child) for child in node.children)

    def _without_terms(self, node: Node) -> str:
        self._quiet += 1
        html = self._inside(node)
        self._quiet -= 1
        return html

    # inline

    def _text(self, node: Node) -> str:
        text = node.content
        if "[@" in text:
            self.fault("broken citation: write [@key] or [@one; @two, p. 3]")
        if self._quiet or not self._link_terms:
            return escape(text, quote=False)
        html, done = [], 0
        for start, end, slug in self._known.terms.find(text, self._seen):
            html.append(escape(text[done:start], quote=False))
            html.append(f'<a class="term" href="{TERM}{slug}">{escape(text[start:end], quote=False)}</a>')
            done = end
        return "".join(html) + escape(text[done:], quote=False)

    def _inline(self, node: Node) -> str:
        if why := refused(node):
            self.fault(why)
        return self._inside(node)

    def _break(self, node: Node) -> str:
        self._line += 1
        return "<br />" if node.type == "hardbreak" else "\n"

    def _script(self, node: Node) -> str:
        words = "".join(markup_text.flat(child) for child in node.children)
        if not script.is_readable(words):
            fault = f"`{words[:40]}` is no sub- or superscript; a sign that is meant itself is \\^ or \\~"
            self.fault(fault)
        return f"<{node.type}>{self._without_terms(node)}</{node.type}>"

    def _citation(self, node: Node) -> str:
        works = cites(node)
        self.cite(work.key for work in works)
        return " ".join(self._cited(work) for work in works)

    def _cited(self, work: Cite) -> str:
        if work.read and work.read not in LETTERS:
            self.fault(f"`read {work.read}` of `{work.key}`: the letter is {', '.join(LETTERS)}")
        meaning = MEANINGS.get(markup_text.letter_of(work, self._known.shown), "")
        title = f' title="{escape(meaning)}"' if meaning else ""
        label = markup_text.label(work, self._known.shown)
        return f'<a class="cite" href="references/{escape(work.key)}"{title}>{escape(label)}</a>'

    def _link(self, node: Node) -> str:
        href = str(node.attrs.get("href", ""))
        inside = self._without_terms(node)
        if not inside.strip():
            self.fault(f"the link to `{href}` has no text")
        if href.startswith(("https://", "http://")):
            return f'<a class="outside" href="{escape(href)}">{inside}</a>'
        if target := self._target(href):
            return f'<a href="{escape(target)}">{inside}</a>'
        return inside

    def _target(self, href: str) -> str:
        """Check the form of an internal link; whether its place exists is seen later."""
        doc, hash_mark, anchor = href.partition("#")
        if _SCHEME.match(href):
            self.fault(f"the link `{href}` is neither a document nor a web address")
        elif doc.endswith(".md"):
            self.fault(f"the link `{href}` names a file; write the id `{doc.removesuffix('.md')}`")
        elif doc.startswith((".", "/")) or "\\" in doc or (hash_mark and not anchor):
            self.fault(
                f"broken link `{href}`: ids count from the content folder, as pages/home#where-to-start"
            )
        else:
            self.links.append(LinkTarget(doc or self._doc, anchor, self._line))
            return href
        return ""

    def _image(self, node: Node) -> str:
        source = str(node.attrs.get("src", ""))
        if not source.startswith("images/") or ".." in source:
            self.fault(f"the image `{source}` lies outside the folder images/")
        elif source not in self._known.images:
            self.fault(f"the image `{source}` does not exist")
        if not node.content.strip():
            self.fault(f"say what the image `{source}` shows: ![what it shows]({source})")
        return f'<img src="{escape(source)}" alt="{escape(node.content)}" />'

    def _raw_html(self, node: Node) -> str:
        self.fault("raw HTML is refused: " + node.content.strip().split("\n")[0][:60])
        self._line += node.content.count("\n")
        return escape(node.content, quote=False)

    # blocks

    def _paragraph(self, node: Node) -> str:
        if "\n: " in f"\n{node.children[0].content}":
            self.fault("a row of a facts table is one line with the label, then one that begins with `: `")
        inside = self._inside(node)
        return inside if node.hidden else f"<p>{inside}</p>\n"

    def _plain(self, node: Node) -> str:
        tag = _TAGS[node.type]
        return f"<{tag}>{self._inside(node)}</{tag}>" + ("\n" if node.block else "")

    def _ordered(self, node: Node) -> str:
        start = int(node.attrs.get("start", 1))
        opening = f'<ol start="{start}">' if start != 1 else "<ol>"
        return f"{opening}{self._inside(node)}</ol>\n"

    def _code(self, node: Node) -> str:
        tag = "code" if node.type == "code_inline" else "pre"
        return f"<{tag}>{escape(node.content, quote=False)}</{tag}>"

    def _stray_heading(self, _node: Node) -> str:
        self.fault("a heading cannot stand inside a list, a quotation or a callout")
        return ""

    def _callout(self, node: Node) -> str:
        name, _ = markup_text.callout(node.info)
        if name not in CALLOUTS:
            self.fault(f"unknown callout `{name}`; one of {', '.join(CALLOUTS)}")
        elif node.map and not self._is_closed(node.map[1]):
            self.fault(f"the callout `{name}` is not closed with :::")
        inside = self._warning(node) if name == SAFETY else self._led_in(markup_text.led_in(node), node)
        table = f'<table class="callout {escape(name)}" width="100%" cellspacing="0">'
        return f"{table}<tr><td>{inside}</td></tr></table>\n"

    def _led_in(self, words: str, node: Node) -> str:
        inside, words = self._inside(node), escape(words, quote=False)
        if inside.startswith("<p>"):
            return inside.replace("<p>", f"<p><b>{words}</b> ", 1)
        return f"<p><b>{words}</b></p>{inside}"

    def _warning(self, node: Node) -> str:
        region, when = markup_text.region_and_date(node.info)
        if not any(map(str.isalpha, region)) or any(map(str.isdecimal, region)):
            self.fault("a safety callout needs its region: ::: safety United States | 2026-02-05")
        if not dates.is_readable(when):
            self.fault(f"the date of a safety callout is not readable: `{when}`; write {dates.FORMS}")
        if not node.children:
            self.fault("the safety callout is empty")
        first = escape(markup_text.safety_line(node.info), quote=False)
        return f"<p><b>{first}</b></p>\n{self._inside(node)}"

    def _is_closed(self, end: int) -> bool:
        return end < len(self._source) and self._source[end].lstrip(" >").startswith(":::")

    def _facts(self, node: Node) -> str:
        rows = []
        for labels, values in markup_text.facts(node):
            label = ", ".join(self._without_terms(name) for name in labels)
            rows.append(facts_row(label, "<br />".join(self._inside(value).strip() for value in values)))
        return facts_table(rows)

    def _table(self, node: Node) -> str:
        header, *rows = (row for part in node.children for row in part.children)
        for row in rows:
            self._check_cells(row, len(header.children))
        return f'<table class="data" cellspacing="0">{self._inside(node)}</table>\n'

    def _check_cells(self, row: Node, wanted: int) -> None:
        """Report cells that the parser would drop or fill up without a word."""
        place = row.map[0] if row.map else len(self._source)
        if place < len(self._source) and (found := markup_text.cell_count(self._source[place])) != wanted:
            fault = f"a row has {found} cells, its header {wanted}; a bar within a cell is written \\|"
            self.fault(fault, self._before + place + 1)

    def _header_cell(self, node: Node) -> str:
        return f"<th{_aligned(node)}>{self._without_terms(node)}</th>"

    def _cell(self, node: Node) -> str:
        return f"<td{_aligned(node)}>{self._inside(node)}</td>"


def facts_row(label: str, value: str) -> str:
    """A row of a facts table, from HTML."""
    return f'<tr><td class="label">{label}</td><td class="value">{value}</td></tr>'


def facts_table(rows: Iterable[str]) -> str:
    """A facts table around its rows."""
    return f'<table class="facts" width="100%" cellspacing="0">{"".join(rows)}</table>\n'


def heading(level: int, anchor: str, inside: str) -> str:
    """A heading that can be jumped to."""
    return f'<h{level}><a name="{escape(anchor)}"></a>{inside}</h{level}>\n'


def _aligned(node: Node) -> str:
    style = str(node.attrs.get("style", ""))
    return f' align="{style.removeprefix("text-align:")}"' if style.startswith("text-align:") else ""


_TAGS = {
    "strong": "b", "em": "i", "bullet_list": "ul", "list_item": "li", "blockquote": "blockquote",
    "thead": "thead", "tbody": "tbody", "tr": "tr",
}  # fmt: skip
_RULES: dict[str, Callable[[HtmlWriter, Node], str]] = {
    **dict.fromkeys(_TAGS, HtmlWriter._plain),
    "text": HtmlWriter._text,
    "softbreak": HtmlWriter._break,
    "hardbreak": HtmlWriter._break,
    "citation": HtmlWriter._citation,
    **dict.fromkeys(script.TAGS, HtmlWriter._script),
    "link": HtmlWriter._link,
    "image": HtmlWriter._image,
    "html_inline": HtmlWriter._raw_html,
    "html_block": HtmlWriter._raw_html,
    "paragraph": HtmlWriter._paragraph,
    "inline": HtmlWriter._inline,
    "ordered_list": HtmlWriter._ordered,
    "code_inline": HtmlWriter._code,
    "fence": HtmlWriter._code,
    "code_block": HtmlWriter._code,
    "heading": HtmlWriter._stray_heading,
    "container_callout": HtmlWriter._callout,
    "dl": HtmlWriter._facts,
    "table": HtmlWriter._table,
    "th": HtmlWriter._header_cell,
    "td": HtmlWriter._cell,
    "hr": lambda _writer, _node: "<hr />\n",
}
