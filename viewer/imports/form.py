"""Which form a text has: told by its content, never by the ending of its name."""

import re
from collections.abc import Callable

from viewer.imports import own_form
from viewer.imports.record import Reading, Refusal
from viewer.imports.tree import XmlError, parse

_SAMPLE = 100_000
FORMS = "a summary in Markdown, RIS, MEDLINE (.nbib), PubMed XML, BibTeX, CSL-JSON, JATS XML or EndNote XML"
_SIGNS = (
    ("RIS", re.compile(r"^[ \t]{0,3}TY[ \t]{1,4}-(?:[ \t]|$)", re.MULTILINE)),
    ("MEDLINE", re.compile(r"^PMID- ?\d", re.MULTILINE)),
    ("Refer", re.compile(r"^%0[ \t]+\S", re.MULTILINE)),
    ("Cochrane", re.compile(r"^ID: .*\n(?:[A-Z]{2,3}: .*\n){0,40}?(?:TI|AU): ", re.MULTILINE)),
    ("BibTeX", re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t\n]*[{(]", re.MULTILINE)),
    ("MEDLINE", re.compile(r"^(?:TI  - .*\n(?:.*\n){0,60}?(?:FAU|AB  |JT  |DP  )- |FAU - )", re.MULTILINE)),
    ("RIS", re.compile(r"^(?:TI|T1|AU|A1)  - ", re.MULTILINE)),
    ("Refer", re.compile(r"^%[AT] \S", re.MULTILINE)),
    ("Markdown", re.compile(r"^#[ \t]+\S", re.MULTILINE)),
)


def papers(text: str) -> Reading:
    """Read a text in whichever form it has."""
    bare = text.lstrip()
    if not bare:
        return iter((Refusal(1, "the file is empty"),))
    if own_form.is_own(text):
        return own_form.read(text)
    if bare.startswith("<"):
        return _xml(text)
    if (bare[0] == "[" and re.match(r"\[\s*[{\]]", bare)) or re.match(r"\{\s*\"", bare):
        return _reader("CSL-JSON")(text)
    sample = text[:_SAMPLE]
    name = next((name for name, sign in _SIGNS if sign.search(sample)), "")
    if not name:
        return iter((Refusal(1, f"its form is not known; {FORMS} can be read"),))
    return _reader(name)(text)


def _reader(name: str) -> Callable[[str], Reading]:
    """The reader of a form, loaded when it is needed."""
    from viewer.imports import bibtex, csl, medline, refer, ris, summary

    return {
        "RIS": ris.read,
        "MEDLINE": medline.read,
        "Cochrane": medline.read_cochrane,
        "Refer": refer.read,
        "BibTeX": bibtex.read,
        "CSL-JSON": csl.read,
        "Markdown": summary.read,
    }[name]


def _xml(text: str) -> Reading:
    from viewer.imports import endnote, jats, pubmed

    try:
        root = parse(text)
    except XmlError as fault:
        yield Refusal(fault.line, str(fault))
        return
    except RecursionError:
        yield Refusal(1, "elements are nested too deeply")
        return
    names = {root.name, *(child.name for child in root.elements())}
    if names & {"PubmedArticle", "PubmedBookArticle", "MedlineCitation"}:
        yield from pubmed.read(root)
    elif root.name == "xml" or names & {"records", "record"}:
        yield from endnote.read(root)
    elif root.name == "article" or next(root.below("article-meta"), None) is not None:
        yield from jats.read(root)
    else:
        yield Refusal(root.line, f"XML of a form that is not known (<{root.name[:40]}>); {FORMS} can be read")
