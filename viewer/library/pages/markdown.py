"""The one MarkdownIt, with our rules: `[@key]` citations, callouts, facts tables, `{#anchor}` of headings.

CommonMark with tables, definition lists and `:::` containers. Raw HTML is parsed only to be
reported: it never reaches a page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

_CITATION = re.compile(r"\[(@[^\[\]]*)\]")
_KEY = re.compile(r"@([^\s,;@\[\]]+)(?:\s*,\s*(\S.*))?")
_READ = re.compile(r"read(?: +(.*))?")
_ANCHOR = re.compile(r"(?<!\s)\s*\{#([^{}\s]+)\}\s*$")
Parser = MarkdownIt
Node = SyntaxTreeNode
"""A parsed piece of Markdown."""
MAX_TEXT = 20_000
"""Characters of a paragraph or cell; a longer one cannot be laid out at once."""
MAX_BRACKETS = 500
"""Opening brackets of a paragraph or cell: for each one the rest of it is searched for its end."""
MAX_NESTING = 30
"""Deeper lists in lists are nobody's writing, and renderers recurse."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One work of a citation, with the page or table where it was asked for."""

    key: str
    locator: str = ""
    read: str = ""
    """The letter for how far the figure was read, where it is not that of the reference."""


def parser(leads: Mapping[str, str] = MappingProxyType({})) -> Parser:
    """Make the parser, with the words that callouts of a name begin with; it keeps no state between texts."""
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    markdown.enable("table").use(deflist_plugin).use(sub_plugin).use(superscript_plugin)
    markdown.use(container_plugin, name="callout", validate=lambda _info, _markup: True)
    markdown.inline.ruler.before("link", "citation", _citation)
    markdown.core.ruler.before("inline", "endless", _refuse_endless)
    markdown.core.ruler.before("inline", "leads", partial(_lead_in, leads))
    markdown.core.ruler.before("inline", "heading_anchor", _heading_anchor)
    # Links are judged by our own rules; one that the parser drops would show as brackets, without a word.
    setattr(markdown, "validateLink", lambda _url: True)  # noqa: B010  (they are methods to the type checker)
    setattr(markdown, "normalizeLink", lambda url: url)  # noqa: B010
    return markdown


def tree(markdown: Parser, text: str) -> Node:
    """Parse a body."""
    return SyntaxTreeNode(markdown.parse(text))


def inline(markdown: Parser, text: str) -> Node:
    """Parse a field, which is one run of inline Markdown."""
    return SyntaxTreeNode(markdown.parseInline(text))


def cites(node: Node) -> tuple[Cite, ...]:
    """The works of a citation node."""
    meta: Mapping[str, Any] = node.meta
    return tuple(meta["cites"])


def _citation(state: StateInline, silent: bool) -> bool:
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    parts = [_KEY.fullmatch(part.strip()) for part in found[1].split(";")]
    if not all(parts):
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"cites": tuple(_cite(part) for part in parts if part)}
    state.pos = found.end()
    return True


def _cite(part: re.Match[str]) -> Cite:
    pieces = [piece.strip() for piece in (part[2] or "").split(",")]
    read = [found[1] or "?" for piece in pieces if (found := _READ.fullmatch(piece))]
    locator = ", ".join(piece for piece in pieces if not _READ.fullmatch(piece))
    # A locator stays on one line, and no sentence can end in it.
    return Cite(part[1], locator.replace(" ", "\u00a0"), " ".join(read))


def refused(node: Node) -> str:
    """Why the text of a node was not read, if it was not."""
    return str(node.meta.get("refused", ""))


def _refuse_endless(state: StateCore) -> None:
    """Leave out text that takes more than its share of time, to be reported."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if len(token.content) > MAX_TEXT:
            token.meta = {"refused": f"a paragraph has more than {MAX_TEXT:,} characters; divide it"}
        elif token.content.count("[") > MAX_BRACKETS:
            token.meta = {"refused": f"a paragraph has more than {MAX_BRACKETS} opening brackets"}
        else:
            continue
        token.content = ""


def _lead_in(leads: Mapping[str, str], state: StateCore) -> None:
    """Give callouts the words that this library begins them with."""
    for token in state.tokens:
        if token.type == "container_callout_open" and (words := leads.get(token.info.strip())):
            token.meta = {"lead": words}


def _heading_anchor(state: StateCore) -> None:
    """Take `{#anchor}` from the end of a heading into the heading itself."""
    for opening, content in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and (found := _ANCHOR.search(content.content)):
            opening.meta = {"anchor": found[1]}
            content.content = content.content[: found.start()]
