"""Own papers out again, each under the label that says that nobody checked it."""

from collections.abc import Callable, Sequence
from typing import Any

from viewer.imports.own_form import status, written
from viewer.imports.record import OwnPaper, full_name

_BIBTEX = {
    "container-title": "journal",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "address",
    "language": "language",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "URL": "url",
    "keyword": "keywords",
}
_KINDS = {
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
}
_SIGNS = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
_ABSTRACTS = ("abstract", "other abstract", "further abstract")


def item_of(paper: OwnPaper) -> dict[str, Any]:
    """The CSL-JSON item of a paper for other programs, with its abstract and its label."""
    abstract = abstract_of(paper)
    custom = {"status": status(paper), "registry": list(paper.registry)}
    more = {"abstract": abstract} if abstract else {}
    return {"type": "document", **paper.item, **more, "id": paper.key, "custom": custom}


def abstract_of(paper: OwnPaper) -> str:
    """All abstracts of a paper, whole."""
    return "\n\n".join(part.text for part in paper.parts if part.heading.lower().startswith(_ABSTRACTS))


def to_bibtex(papers: Sequence[OwnPaper]) -> str:
    """BibTeX in UTF-8."""
    return "\n".join(map(_entry, papers))


def _entry(paper: OwnPaper) -> str:
    item = paper.item
    fields = {"author": _people(item.get("author", ())), "editor": _people(item.get("editor", ()))}
    fields["title"] = f"{{{_escaped(paper.title)}}}"
    issued = item.get("issued", {}).get("date-parts", [[]])[0]
    fields["year"] = str(issued[0]) if issued else ""
    fields["month"] = str(issued[1]) if len(issued) > 1 else ""
    for name, field in _BIBTEX.items():
        raw = str(item.get(name, ""))
        fields[field] = raw if name in ("DOI", "URL") else _escaped(raw)
    fields["pages"] = fields["pages"].replace("-", "--")
    fields["abstract"] = _escaped(abstract_of(paper))
    fields["note"] = _escaped(status(paper))
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{_KINDS.get(str(item.get('type')), 'misc')}{{{paper.key},\n" + ",\n".join(lines) + "\n}\n"


def _people(people: Sequence[dict[str, str]]) -> str:
    return " and ".join(map(_person, people))


def _person(one: dict[str, str]) -> str:
    if "literal" in one:
        return f"{{{_escaped(one['literal'])}}}"
    family = " ".join(filter(None, (one.get("non-dropping-particle"), one.get("family"))))
    return _escaped(", ".join(filter(None, (family, one.get("suffix"), one.get("given")))) or full_name(one))


def _escaped(text: str) -> str:
    """Signs that LaTeX reads as its own, written so that it prints them."""
    return "".join(_SIGNS.get(sign, sign) for sign in text)


def to_ris(papers: Sequence[OwnPaper]) -> str:
    """RIS with abstracts and labels."""
    from viewer.library.content import references  # late: needed for an export only

    return references.to_ris(map(item_of, papers))


def to_csl(papers: Sequence[OwnPaper]) -> str:
    """CSL-JSON with abstracts and labels."""
    from viewer.library.content import references  # late: needed for an export only

    return references.to_csl(map(item_of, papers))


def to_markdown(papers: Sequence[OwnPaper]) -> str:
    """Every paper as it is kept, one after another."""
    return "\n".join(map(written, papers))


FORMS: dict[str, tuple[str, Callable[[Sequence[OwnPaper]], str]]] = {
    ".ris": ("RIS", to_ris),
    ".json": ("CSL-JSON", to_csl),
    ".bib": ("BibTeX", to_bibtex),
    ".md": ("Markdown", to_markdown),
}
"""Ending of a file → the name of its form, and what writes it."""
