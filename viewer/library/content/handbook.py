"""Pages of the program, compiled into every library: its help, and a home page where there is none."""

import re
from collections.abc import Iterable, Iterator, Sequence

from viewer import paths
from viewer.library.content import frontmatter
from viewer.library.content.document import Document, Field
from viewer.library.model import BROWSED, HELP, HOME, KIND_NAMES, Edition

ORIGIN = "program"
SHOWN = 12
"""Pages of a kind that the home page names; the rest is in its list."""
_NO_TEXT = re.compile(r"([\\`*_\[\]<>&!~^|])")


def pages(edition: Edition | None, documents: Sequence[Document]) -> Iterator[Document]:
    """Yield the help, and a home page for a library that has written none."""
    yield help_page()
    if edition is not None and HOME not in {document.id for document in documents}:
        yield home_page(edition, documents)


def help_page() -> Document:
    """The help, from resources/pages/help.md; its file says that it stands in no content folder."""
    text = (paths.resources() / f"{HELP}.md").read_text(encoding="utf-8")
    header, body, before = frontmatter.split(text)
    file = f"({ORIGIN}) {HELP}.md"
    return Document(HELP, "page", file, frontmatter.parse(header or "", file, []), body, before, ORIGIN)


def home_page(edition: Edition, documents: Iterable[Document]) -> Document:
    """A page that names what is there, kind by kind, and says how to search it."""
    listed = sorted(documents, key=lambda one: (one.order, one.text("title").casefold(), one.id))
    parts = [
        part for kind in (*(k for k in BROWSED if k != "reference"), "page") if (part := _part(kind, listed))
    ]
    search = f"## How to search\n\nPress Ctrl+K, type a few letters, press Enter. More: [help]({HELP})"
    texts = {"title": edition.title, "summary": "What is here, and how to search it.", "order": "1"}
    fields = {name: Field((value,), 1) for name, value in texts.items()}
    body = "\n\n".join([*parts, search])
    return Document(HOME, "page", f"({ORIGIN}) {HOME}.md", fields, body, 0, ORIGIN)


def _part(kind: str, documents: Iterable[Document]) -> str:
    of_kind = [one for one in documents if one.kind == kind and one.text("title")]
    if not of_kind:
        return ""
    lines = [f"- [{_escaped(one.text('title'))}]({one.id})" for one in of_kind[:SHOWN]]
    more = ["- …"] if len(of_kind) > SHOWN else []
    return "\n".join([f"## {KIND_NAMES[kind][1]}", "", *lines, *more])


def _escaped(title: str) -> str:
    return _NO_TEXT.sub(r"\\\1", title)
