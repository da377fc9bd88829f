"""Pages that nobody writes: one for each reference, and the glossary."""

from collections.abc import Iterable, Iterator
from html import escape

from viewer.library.content import glossary
from viewer.library.content.document import Document, Field
from viewer.library.content.references import Reference
from viewer.library.grade import MEANINGS
from viewer.library.pages.compose import Composed, Composer, Draft
from viewer.library.pages.html import facts_row, facts_table
from viewer.library.pages.text import Block
from viewer.prose import long_date


def reference_page(reference: Reference) -> Composed:
    """Make the page of a reference: its text, how far it was checked, its numbers."""
    source = reference.source()
    rows = list(_reference_rows(reference))
    html = [f'<p class="lead">{escape(source.full, quote=False)}</p>\n']
    blocks = [Block(source.full, 0)]
    if reference.listed_only:
        listed = f"{reference.guide.listed_only} in its text."
        html.append(f"<p>{escape(listed, quote=False)}</p>\n")
        blocks.append(Block(listed, 0))
    html.append(facts_table(facts_row(label, value) for label, value, _ in rows))
    blocks += [Block(f"{label}: {text}", 0, row=True) for label, _, text in rows]
    if text := str(reference.custom.get("note", "")):
        html.append(f"<p>{escape(text, quote=False)}</p>\n")
        blocks.append(Block(text, 0))
    draft = Draft("", "", 0, "".join(html), tuple(blocks), reference.line)
    return Composed(
        _document(f"references/{reference.key}", "reference", _titles(reference)), (draft,), (), {}
    )


def _titles(reference: Reference) -> dict[str, str]:
    source = reference.source()
    year = {"year": str(source.year)} if source.year else {}
    return {"title": str(reference.item["title"]), "summary": source.short, "group": group(reference), **year}


def group(reference: Reference) -> str:
    """Under which heading the list of references shows it."""
    if reference.listed_only:
        return reference.guide.listed_only
    if not reference.guide.name:
        return ""
    return reference.guide.cited if reference.guide_numbers else "Further sources"


def _reference_rows(reference: Reference) -> Iterator[tuple[str, str, str]]:
    """Yield label, HTML and text of what is known of a reference."""
    item, custom = reference.item, reference.custom
    checked = reference.source().checked
    if custom.get("checked_on"):
        checked += f", {long_date(str(custom['checked_on']))}"
    yield "Checked", escape(checked), checked
    if letter := reference.letter:
        text = f"{letter}, {MEANINGS[letter]}"
        yield "Letter at its number", escape(text, quote=False), text
    if doi := item.get("DOI"):
        yield "DOI", f'<a class="outside" href="https://doi.org/{escape(doi)}">{escape(doi)}</a>', str(doi)
    for name in ("PMID", "PMCID"):
        if number := item.get(name):
            yield name, escape(str(number)), str(number)
    if registry := ", ".join(custom.get("registry", ())):
        yield "Trial register", escape(registry), registry
    if places := reference.guide_numbers:
        numbers, label = ", ".join(map(str, places)), reference.guide.numbers(len(places))
        yield escape(label, quote=False), numbers, numbers
    if url := item.get("URL"):
        yield "Address", f'<a class="outside" href="{escape(url)}">{escape(url)}</a>', str(url)


def glossary_page(terms: Iterable[glossary.GlossaryTerm], composer: Composer) -> Composed:
    """Make the glossary, a section for each term."""
    fields = {
        "title": "Glossary",
        "summary": "Short definitions of terms; a term is linked where a page first uses it.",
        "keywords": "terms; definitions; abbreviations",
    }
    document = _document(glossary.PAGE, "page", fields)
    return composer.compose_terms(document, sorted(terms, key=lambda term: term.term.casefold()))


def _document(name: str, kind: str, texts: dict[str, str]) -> Document:
    fields = {field: Field((text,), 1) for field, text in texts.items()}
    return Document(name, kind, "glossary.tsv" if kind == "page" else "references.json", fields, "", 0)
