"""JATS, as PubMed Central and publishers give out whole articles: every section, list and table is kept."""

from collections.abc import Iterator

from viewer.imports import names, plain
from viewer.imports.inline import flat
from viewer.imports.record import Filled, Found, PaperPart, Reading, Refusal
from viewer.imports.table import table_text
from viewer.imports.tree import Element

_NOTES = frozenset({"xref-group", "ref-list"})
_DATES = ("epub-ppub", "ppub", "pub", "collection", "epub", "electronic", "print", "")


def read(root: Element) -> Reading:
    """Every article at the root or below it."""
    if root.name == "article":
        yield _paper(root)
        return
    found = False
    for article in root.below("article"):
        found = True
        yield _paper(article)
    if not found:
        yield Refusal(root.line, f"no article in <{root.name}>")


def _paper(article: Element) -> Found:
    meta = article.first("front", "article-meta") or article.first("front-stub")
    if meta is None:
        return Refusal(article.line, "an article without <article-meta>")
    draft = Filled({"type": "article-journal"})
    _title(draft, meta)
    _authors(draft, meta)
    _journal(draft, article, meta)
    for one in meta.every("article-id"):
        _identify(draft, one)
    draft.put("keyword", "; ".join(filter(None, (flat(word) for word in meta.below("kwd")))))
    for abstract in (*meta.every("abstract"), *meta.every("trans-abstract")):
        draft.parts.append(PaperPart(_heading(abstract, draft), "\n\n".join(_abstract(abstract))))
    for name in ("body", "floats-group", "back"):
        if part := article.first(name):
            draft.parts.extend(_sections(part, 2))
    _rest(draft, article, meta)
    return draft.finish("JATS XML", article.line)


def _title(draft: Filled, meta: Element) -> None:
    if group := meta.first("title-group"):
        title, subtitle = _in(group, "article-title"), _in(group, "subtitle")
        draft.put("title", f"{title}: {subtitle}" if title and subtitle else title or subtitle)
        for one in group.every("trans-title-group", "trans-title"):
            draft.parts.append(PaperPart("Title in another language", flat(one)))


def _in(element: Element, *path: str) -> str:
    found = element.first(*path)
    return flat(found, frozenset({"fn", "xref"})) if found else ""


def _authors(draft: Filled, meta: Element) -> None:
    for group in meta.every("contrib-group"):
        for one in group.every("contrib"):
            role = {"author": "author", "editor": "editor", "": "author"}.get(
                one.attributes.get("contrib-type", "")
            )
            if role and (name := _name(one)):
                draft.item.setdefault(role, []).append(name)


def _name(contributor: Element) -> names.Name | None:
    name = contributor.first("name") or contributor.first("name-alternatives", "name")
    if name:
        particle = name.text("prefix")
        given = " ".join(filter(None, (name.text("given-names"), particle if particle.islower() else "")))
        return names.person(name.text("surname"), given, name.text("suffix"))
    collab = contributor.first("collab")
    if collab:
        return names.group(flat(collab, frozenset({"contrib-group", "fn", "xref"})))
    text = _in(contributor, "string-name")
    return names.with_comma(text) if text else None


def _journal(draft: Filled, article: Element, meta: Element) -> None:
    for journal in article.every("front", "journal-meta"):
        draft.put(
            "container-title",
            _in(journal, "journal-title-group", "journal-title") or _in(journal, "journal-title"),
        )
        draft.put("publisher", _in(journal, "publisher", "publisher-name"))
    draft.put("volume", meta.text("volume"))
    draft.put("issue", meta.text("issue"))
    first, last = meta.text("fpage"), meta.text("lpage")
    draft.put("page", (f"{first}-{last}" if last and last != first else first) or meta.text("elocation-id"))
    dates = meta.every("pub-date")
    kinds = {
        one.attributes.get("pub-type", one.attributes.get("date-type", "")): one for one in reversed(dates)
    }
    chosen = next((kinds[kind] for kind in _DATES if kind in kinds), dates[0] if dates else None)
    if chosen and (
        parts := plain.date_of("-".join(filter(None, (chosen.text(n) for n in ("year", "month", "day")))))
    ):
        draft.item["issued"] = {"date-parts": [parts]}


def _identify(draft: Filled, one: Element) -> None:
    kind, text = one.attributes.get("pub-id-type", ""), one.text()
    if kind == "doi":
        draft.put("DOI", plain.doi_of(text))
    elif kind == "pmid":
        draft.put("PMID", plain.pmid_of(text))
    elif kind in ("pmc", "pmcid", "pmcaid") and not draft.item.get("PMCID"):
        draft.put("PMCID", plain.pmcid_of(text if text.upper().startswith("PMC") else f"PMC{text}"))


def _heading(abstract: Element, draft: Filled) -> str:
    """What an abstract is called; there may be several."""
    kind = abstract.attributes.get("abstract-type", "")
    if abstract.name == "trans-abstract":
        return "Abstract in another language"
    if kind:
        return f"Abstract ({kind})"
    return "Further abstract" if any(part.heading == "Abstract" for part in draft.parts) else "Abstract"


def _abstract(abstract: Element) -> Iterator[str]:
    """Paragraphs, those of a section after its title; an empty title is none."""
    for one in abstract.elements():
        if one.name == "title":
            if flat(one).lower() not in ("abstract", "summary", ""):
                yield flat(one)
        elif one.name == "sec":
            inner = [text for text in _abstract_section(one) if text]
            yield from inner
        else:
            yield from _block(one)


def _abstract_section(section: Element) -> Iterator[str]:
    title = _in(section, "title").rstrip(":")
    texts = [
        text
        for one in section.elements()
        if one.name != "title"
        for text in (_abstract_section(one) if one.name == "sec" else _block(one))
    ]
    if title and texts and not texts[0].startswith("- "):
        texts[0] = f"{title}: {texts[0]}"
    elif title:
        texts.insert(0, title)
    yield from texts


def _sections(part: Element, level: int) -> Iterator[PaperPart]:
    """A part's own paragraphs, then each of its sections."""
    own: list[str] = []
    heading = _in(part, "title")
    if part.name in ("body", "back", "floats-group"):
        heading = (
            heading or {"body": "Text", "back": "End matter", "floats-group": "Figures and tables"}[part.name]
        )
    label = part.text("label") if part.name == "sec" else ""
    below: list[PaperPart] = []
    within = min(level + (part.name == "sec"), 4)
    for one in part.elements():
        if one.name in ("title", "label", "sec-meta"):
            continue
        if (
            one.name in ("sec", "ack", "app", "app-group", "notes", "fn-group", "glossary", "bio")
            or one.name in _NOTES
        ):
            below.extend(_references(one) if one.name == "ref-list" else _sections(one, within))
        else:
            own.extend(_block(one))
    name = " ".join(filter(None, (label, heading or _NAMES.get(part.name, ""))))
    if own or (heading and part.name == "sec"):
        yield PaperPart(name or "Text", "\n\n".join(own), level)
    yield from below


_NAMES = {
    "ack": "Acknowledgements",
    "app": "Appendix",
    "app-group": "Appendix",
    "notes": "Notes",
    "fn-group": "Notes",
    "glossary": "Abbreviations",
    "bio": "Biography",
}


def _references(listed: Element) -> Iterator[PaperPart]:
    lines = [f"- {flat(one)}" for one in listed.below("ref")]
    if lines:
        yield PaperPart(_in(listed, "title") or "References", "\n".join(lines))


def _block(one: Element) -> list[str]:
    """The texts of a block: a paragraph, a list, a table, a figure's caption."""
    if one.name == "list":
        return ["\n".join(_items(one, 0))] if one.first("list-item") else []
    if one.name in (
        "table-wrap",
        "table-wrap-group",
        "fig",
        "fig-group",
        "boxed-text",
        "supplementary-material",
        "media",
    ):
        return _float(one)
    if one.name == "table":
        return [table_text(one)]
    if one.name == "def-list":
        return ["\n".join(f"- {_in(item, 'term')}: {_in(item, 'def')}" for item in one.every("def-item"))]
    if one.name in ("p", "disp-quote", "fn", "statement", "verse-group", "speech"):
        return _paragraph(one)
    if one.name in ("sec", "sec-group"):
        return [text for child in one.elements() for text in _block(child)]
    text = flat(one)
    return [text] if text else []


def _paragraph(one: Element) -> list[str]:
    """A paragraph may hold lists and tables: what stands before, within and behind them stays in order."""
    out, running = list[str](), Element("p", {}, one.line)

    def close() -> None:
        if text := flat(running):
            out.append(text)
        running.children = []

    for child in one.children:
        if isinstance(child, Element) and child.name in (
            "list",
            "table-wrap",
            "fig",
            "boxed-text",
            "def-list",
            "p",
            "fig-group",
        ):
            close()
            out.extend(_block(child))
        else:
            running.children.append(child)
    close()
    return out


def _items(listed: Element, depth: int) -> Iterator[str]:
    for item in listed.every("list-item"):
        yield f"{'  ' * min(depth, 5)}- {flat(item, frozenset({'list'}))}".rstrip()
        for nested in _outermost(item):
            yield from _items(nested, depth + 1)


def _outermost(item: Element) -> Iterator[Element]:
    """The lists of an item that lie in no other list."""
    for one in item.elements():
        if one.name == "list":
            yield one
        else:
            yield from _outermost(one)


def _float(one: Element) -> list[str]:
    """Label and caption, the table cell by cell, and what stands below it; pictures are left out."""
    label, caption = one.text("label"), _in(one, "caption")
    texts = [" ".join(filter(None, (label, caption)))]
    for child in one.elements():
        if child.name in ("table", "alternatives"):
            tables = [child] if child.name == "table" else list(child.below("table"))
            texts.extend(map(table_text, tables))
        elif child.name not in ("label", "caption", "graphic", "object-id"):
            texts.extend(_block(child))
    return [text for text in texts if text.strip()]


def _rest(draft: Filled, article: Element, meta: Element) -> None:
    draft.registry += plain.registered([*article.texts()])
    for name in ("permissions", "funding-group", "author-notes", "history"):
        draft.more += [(name, flat(one)) for one in meta.every(name) if flat(one)]
    draft.more += [("aff", flat(one)) for one in meta.below("aff") if flat(one)]
