"""What may be typed after `wardshelf`: words, options, and what they mean."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import viewer
from viewer.errors import UsageError
from viewer.library.model import FOLDERS, KINDS, OWN

KIND_WORDS = {**{kind: kind for kind in KINDS}, **FOLDERS, "references": "reference", "mine": OWN, "own": OWN}
"""Kinds as they may be typed: `faq` and `faqs`."""
PAPER_OPTIONS = {
    "population": "in whom, as the labels say it",
    "biomarker": "as the labels say it; `none stated`",
    "line": "first, later, around surgery, any, not stated",
    "treatment": "group of treatments: Radiation, Systemic …",
    "type": "randomised, single arm, observational, guideline or review, not stated",
    "met": "primary endpoint: met, not met, met in part, not stated",
    "read": "how far it was read: A, A/B, B, P",
    "outcome": "name of an outcome that was read",
}
"""Options of `papers` that narrow by what stands on a card."""
_EPILOG = """\
examples:
  wardshelf                          open the window
  wardshelf WORDS                    open it with a search
  wardshelf search fever -child      print hits; -word leaves a word out
  wardshelf show pages/help          print a page
  wardshelf list faq                 print what there is
  wardshelf check content            name every fault of a content folder
  wardshelf new library DIR          begin a library of your own
  wardshelf edit DIR                 show it while it is written
  wardshelf build content -o OUT     build a library
  wardshelf add FILE… --check        show what files of other programs hold; without --check, keep it
  wardshelf changes OLD NEW          print what changed between two editions
  wardshelf papers --line first      print papers as rows; --csv and --json too
  wardshelf compare DOC DOC          print papers side by side
  wardshelf export-evidence -o FILE  write all papers as FHIR R5

exit codes: 0 found or done, 1 nothing found or invalid content, 2 wrong usage or a file that cannot be read
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")


def take_places(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take `--library DIR` and `--data-dir DIR` out, wherever they stand before a `--`."""
    places: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, has_value, value = argument.partition("=")
        if argument == "--":
            return places, [*rest, argument, *waiting]
        if name not in ("--library", "--data-dir"):
            rest.append(argument)
            continue
        found = value if has_value else next(waiting, "")
        if not found:
            raise UsageError(f"{name} needs a folder after it.")
        places[name] = found
    return places, rest


def part_words(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Part options from words, for a word may begin with a hyphen: `-lung` leaves it out."""
    options: list[str] = []
    words: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            words += waiting
        elif argument.startswith("--") or argument == "-h":
            options.append(argument)
            if argument in ("--kind", "--limit"):
                options += [value for value in [next(waiting, None)] if value is not None]
        else:
            words.append(argument)
    return options, words


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:9]) <= 10_000:
        raise argparse.ArgumentTypeError(f"must be a number from 1 to 10000, not {text!r}")
    return int(text)


def _parser(command: str, about: str) -> _Parser:
    name, raw = f"wardshelf {command}".strip(), argparse.RawDescriptionHelpFormatter
    parser = _Parser(prog=name, description=about, formatter_class=raw, allow_abbrev=False)
    group = parser.add_argument_group("places")
    group.add_argument(
        "--library", metavar="DIR", help="a compiled library (default: the one that came with the program)"
    )
    group.add_argument(
        "--data-dir", metavar="DIR", help="the reader's own folder (default: the platform's place)"
    )
    return parser


def _open_parser() -> _Parser:
    about = "An offline reference: a library that is searched and read without a network."
    parser = _parser("", about)
    parser.usage = "wardshelf [--library DIR] [--data-dir DIR] [COMMAND] …"
    parser.epilog = _EPILOG
    parser.add_argument("text", nargs="*", metavar="TEXT", help="open the window, with a search for TEXT")
    parser.add_argument("--version", action="version", version=f"wardshelf {viewer.__version__}")
    commands = (
        "search, show, list, add, papers, compare, export-evidence, build, check, edit, changes, new, "
        "self-test; "
        "`wardshelf COMMAND --help` tells more"
    )
    parser.add_argument_group("commands", commands)
    return parser


def _search_parser() -> _Parser:
    parser = _parser("search", "Print the passages that answer WORDS; no quotes are needed.")
    parser.add_argument(
        "words",
        nargs="+",
        metavar="WORDS",
        help='words, "a phrase", -word, kind:faq, author:smith, year:2019',
    )
    parser.add_argument(
        "--kind",
        action="append",
        type=str.lower,
        choices=sorted(KIND_WORDS),
        default=[],
        metavar="K",
        help="only this kind",
    )
    parser.add_argument("--limit", type=_limit, default=20, metavar="N", help="at most so many hits (20)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--explain", action="store_true", help="say for each hit which words, fields and scores made it"
    )
    return parser


def _show_parser() -> _Parser:
    parser = _parser("show", "Print a document, such as pages/help, or one section: pages/help#keys.")
    parser.add_argument("doc", metavar="DOC")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument(
        "--text", dest="form", action="store_const", const="text", help="plain text with labels (default)"
    )
    forms.add_argument("--html", dest="form", action="store_const", const="html", help="HTML")
    forms.add_argument("--json", dest="form", action="store_const", const="json", help="JSON")
    forms.add_argument(
        "--svg", dest="form", action="store_const", const="svg", help="the drawings of a paper card, as SVG"
    )
    parser.set_defaults(form="text")
    return parser


def _list_parser() -> _Parser:
    parser = _parser("list", "Print the documents of the library.")
    parser.add_argument(
        "kind",
        nargs="?",
        type=str.lower,
        choices=sorted(KIND_WORDS),
        metavar="KIND",
        help=", ".join(KINDS),
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _add_parser() -> _Parser:
    parser = _parser(
        "add",
        "Add papers of your own: summaries in Markdown, RIS, MEDLINE (.nbib), PubMed XML, BibTeX, CSL-JSON, "
        "JATS XML, EndNote XML. They stand beside the library, labelled “Yours, not checked”.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="what another program exported")
    parser.add_argument(
        "--check", action="store_true", help="say what each record is and which are there; write nothing"
    )
    return parser


def _build_parser() -> _Parser:
    parser = _parser(
        "build", "Build a library from a content folder; an older build stays until the new one is whole."
    )
    parser.add_argument("source", type=Path, metavar="SOURCE", help="a content folder")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help="where the library goes")
    return parser


def _check_parser() -> _Parser:
    parser = _parser("check", "Name every fault of a content folder, by file and line.")
    parser.add_argument("source", type=Path, metavar="SOURCE", help="a content folder")
    parser.add_argument(
        "--release", action="store_true", help="be strict: what is left to do is a fault, too"
    )
    parser.add_argument(
        "--readability", action="store_true", help="print how much of each page speaks of provenance"
    )
    return parser


def _papers_parser() -> _Parser:
    parser = _parser("papers", "Print the papers of the library; an option that is given twice widens.")
    for name, about in PAPER_OPTIONS.items():
        parser.add_argument(f"--{name}", action="append", default=[], metavar="VALUE", help=about)
    parser.add_argument("--year", default="", metavar="A-B", help="2019, 2019-2021, 2019- or -2021")
    parser.add_argument(
        "--words", default="", metavar="WORDS", help="beginnings of words that stand in the row of a paper"
    )
    parser.add_argument(
        "--sort",
        choices=["year", "n", "name", "treatment"],
        default="year",
        help="year (default), n, name, treatment",
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", dest="form", action="store_const", const="json", help="print JSON")
    forms.add_argument("--csv", dest="form", action="store_const", const="csv", help="print CSV")
    parser.set_defaults(form="text")
    return parser


def _compare_parser() -> _Parser:
    parser = _parser("compare", "Print two to four papers side by side, as their authors printed them.")
    parser.add_argument("docs", nargs="+", metavar="DOC", help="papers/NAME, or NAME")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--text", dest="json", action="store_false", help="plain text (default)")
    forms.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(json=False)
    return parser


def _export_evidence_parser() -> _Parser:
    parser = _parser("export-evidence", "Write papers, or all of them, as FHIR R5 (JSON).")
    parser.add_argument("docs", nargs="*", metavar="DOC", help="papers/NAME, or NAME; without one, all")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="FILE", help="where it goes")
    return parser


def _edit_parser() -> _Parser:
    parser = _parser(
        "edit", "Show a content folder as a library while it is written; what is saved shows at once."
    )
    parser.add_argument("source", type=Path, metavar="SOURCE", help="a content folder")
    return parser


def _changes_parser() -> _Parser:
    parser = _parser("changes", "Compare two editions, statement by statement: compiled or content folders.")
    parser.add_argument("old", type=Path, metavar="OLD", help="the former edition")
    parser.add_argument("new", type=Path, metavar="NEW", help="this edition")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="PAGE",
        help="write a page, or where the name ends in .tsv the table that labels the pages that changed",
    )
    return parser


def _new_parser() -> _Parser:
    parser = _parser("new", "Begin a library, a page or a reference.")
    kinds = tuple(dict.fromkeys(FOLDERS.values()))
    parser.add_argument(
        "what",
        choices=["library", "reference", *kinds],
        metavar="WHAT",
        help=f"library, reference, or a kind of page: {', '.join(kinds)}",
    )
    parser.add_argument(
        "key", metavar="NAME", help="the folder of a library, the id of a page, or a key as smith2019"
    )
    parser.add_argument("--title", default="", help="of a new library")
    parser.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="the content folder (./content)"
    )
    return parser


def _self_test_parser() -> _Parser:
    return _parser("self-test", "Test this installation: library, search, window. One line a check.")


def _index_parser() -> _Parser:
    return _parser("_index", "Build the search index of a library into the reader's cache.")


def _own_index_parser() -> _Parser:
    return _parser("_own_index", "Build the search index of the reader's own papers into the cache.")


def _pdf_parser() -> _Parser:
    parser = _parser("_pdf", "Write a page as a PDF file.")
    parser.add_argument("doc", metavar="DOC")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--font", default="Inter", metavar="FAMILY", help="the font of the window")
    parser.add_argument("--large-print", action="store_true", help="in larger type")
    return parser


def _collection_parser() -> _Parser:
    parser = _parser("_collection", "Write the collection of an exported reader's file as a PDF file.")
    parser.add_argument("export", type=Path, metavar="EXPORT")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--font", default="Inter", metavar="FAMILY", help="the font of the window")
    return parser


def _references_parser() -> _Parser:
    parser = _parser("_references", "Write all references as RIS, or as CSL-JSON where FILE ends in .json.")
    parser.add_argument("file", type=Path, metavar="FILE")
    return parser


PARSERS: dict[str, Callable[[], argparse.ArgumentParser]] = {
    "open": _open_parser,
    "search": _search_parser,
    "show": _show_parser,
    "list": _list_parser,
    "add": _add_parser,
    "build": _build_parser,
    "check": _check_parser,
    "edit": _edit_parser,
    "changes": _changes_parser,
    "papers": _papers_parser,
    "compare": _compare_parser,
    "export-evidence": _export_evidence_parser,
    "new": _new_parser,
    "self-test": _self_test_parser,
    "_index": _index_parser,
    "_own_index": _own_index_parser,
    "_pdf": _pdf_parser,
    "_collection": _collection_parser,
    "_references": _references_parser,
}
"""Each command and what makes its parser."""
