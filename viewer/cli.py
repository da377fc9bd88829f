"""The command line: open (default) | search | show | list | build | check | new | self-test."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import viewer
from viewer import cli_look, cli_make, cli_text, paths
from viewer.cli_look import Desk
from viewer.errors import UsageError, ViewerError
from viewer.library.model import FOLDERS, KINDS

USAGE_FAULT = 2
INTERRUPTED = 130
_KINDS = {**{kind: kind for kind in KINDS}, **FOLDERS, "references": "reference"}
"""Kinds as they may be typed: `faq` and `faqs`."""
_EPILOG = """\
examples:
  wardshelf                          open the window
  wardshelf sbrt liver               open it with a search
  wardshelf search sbrt -lung        print hits; -word leaves a word out
  wardshelf show papers/sabr-comet   print a page
  wardshelf list faq                 print what there is
  wardshelf check content            name every fault of a content folder
  wardshelf build content -o OUT     build a library

exit codes: 0 found or done, 1 nothing found or invalid content, 2 wrong usage or a file that cannot be read
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")


Handler = Callable[[argparse.Namespace, Desk], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; never raises for what a reader can do wrong."""
    out, err = cli_text.standard()
    try:
        code = _run(sys.argv[1:] if arguments is None else list(arguments), out, err)
        out.flush()
    except ViewerError as error:
        err.line(cli_text.clean(str(error)))
        return USAGE_FAULT
    except BrokenPipeError:
        # Whoever read us has gone, as `head` does. Nothing may be flushed at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        err.line("Stopped; nothing was changed.")
        return INTERRUPTED
    return code


def _run(arguments: list[str], out: cli_text.Output, err: cli_text.Output) -> int:
    places, rest = _take_places(arguments)
    command = rest.pop(0) if rest and rest[0] in _COMMANDS else "open"
    parser, handler = _COMMANDS[command]
    if command in ("open", "search"):
        options, words = _part_words(rest)
        rest = [*options, "--", *words]
    try:
        namespace = parser().parse_args(rest)
    except SystemExit as end:  # --help and --version have printed what was asked for
        return int(end.code or 0)
    library_dir = Path(places["--library"]) if "--library" in places else paths.bundled_library()
    data_dir = Path(places["--data-dir"]) if "--data-dir" in places else None
    return handler(namespace, Desk(library_dir, data_dir, out, err))


def _take_places(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
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


def _part_words(arguments: list[str]) -> tuple[list[str], list[str]]:
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
    about = "An offline reference for clinicians: metastatic rectal cancer."
    parser = _parser("", about)
    parser.usage = "wardshelf [--library DIR] [--data-dir DIR] [COMMAND] …"
    parser.epilog = _EPILOG
    parser.add_argument("text", nargs="*", metavar="TEXT", help="open the window, with a search for TEXT")
    parser.add_argument("--version", action="version", version=f"wardshelf {viewer.__version__}")
    commands = "search, show, list, build, check, new, self-test; `wardshelf COMMAND --help` tells more"
    parser.add_argument_group("commands", commands)
    return parser


def _search_parser() -> _Parser:
    parser = _parser("search", "Print the passages that answer WORDS; no quotes are needed.")
    parser.add_argument(
        "words",
        nargs="+",
        metavar="WORDS",
        help='words, "a phrase", -word, kind:faq, author:palma, year:2019',
    )
    parser.add_argument(
        "--kind", action="append", choices=sorted(_KINDS), default=[], metavar="K", help="only this kind"
    )
    parser.add_argument("--limit", type=_limit, default=20, metavar="N", help="at most so many hits (20)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--explain", action="store_true", help="say for each hit which words, fields and scores made it"
    )
    return parser


def _show_parser() -> _Parser:
    parser = _parser(
        "show", "Print a document, such as modalities/sbrt, or one section: modalities/sbrt#results."
    )
    parser.add_argument("doc", metavar="DOC")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument(
        "--text", dest="form", action="store_const", const="text", help="plain text with labels (default)"
    )
    forms.add_argument("--html", dest="form", action="store_const", const="html", help="HTML")
    forms.add_argument("--json", dest="form", action="store_const", const="json", help="JSON")
    parser.set_defaults(form="text")
    return parser


def _list_parser() -> _Parser:
    parser = _parser("list", "Print the documents of the library.")
    parser.add_argument("kind", nargs="?", choices=sorted(_KINDS), metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--json", action="store_true", help="print JSON")
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
    return parser


def _new_parser() -> _Parser:
    parser = _parser("new", "Write the template of a new page.")
    parser.add_argument("what", choices=["paper"], metavar="paper", help="the kind of page")
    parser.add_argument("key", metavar="KEY", help="the key of its reference, as palma2019")
    parser.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="the content folder (./content)"
    )
    return parser


def _self_test_parser() -> _Parser:
    return _parser("self-test", "Test this installation: library, search, window. One line a check.")


def _index_parser() -> _Parser:
    return _parser("_index", "Build the search index of a library into the reader's cache.")


def _open(namespace: argparse.Namespace, desk: Desk) -> int:
    query = " ".join(namespace.text)
    code = _window(desk, query)
    if code is not None:
        return code
    if query:
        cli_look.search(desk, query, (), 20, as_json=False, explain=False)
        return 0
    return cli_look.contents(desk)


def _window(desk: Desk, query: str) -> int | None:
    """Open the window; None where there is no display, which is said."""
    try:
        from viewer.desktop.app import run  # late: Qt is for the window alone
    except ImportError as error:
        if (error.name or "").startswith("viewer"):
            raise  # our own fault, not that of a system without the libraries that Qt needs
        desk.err.line(f"The window cannot be opened ({error}); here is the text instead.")
        return None
    code = run(desk.library_dir, desk.data_dir, query)
    if code is None:
        desk.err.line("There is no display to open a window on; here is the text instead.")
    return code


def _search(namespace: argparse.Namespace, desk: Desk) -> int:
    kinds = [_KINDS[kind] for kind in namespace.kind]
    query = " ".join(namespace.words)
    return cli_look.search(
        desk, query, kinds, namespace.limit, as_json=namespace.json, explain=namespace.explain
    )


def _list(namespace: argparse.Namespace, desk: Desk) -> int:
    return cli_look.list_documents(desk, _KINDS.get(namespace.kind), as_json=namespace.json)


def _self_test(_namespace: argparse.Namespace, desk: Desk) -> int:
    from viewer.selftest import run  # late: it brings the window

    return run(desk.library_dir, desk.data_dir)


_COMMANDS: dict[str, tuple[Callable[[], _Parser], Handler]] = {
    "open": (_open_parser, _open),
    "search": (_search_parser, _search),
    "show": (_show_parser, lambda space, desk: cli_look.show(desk, space.doc, space.form)),
    "list": (_list_parser, _list),
    "build": (_build_parser, lambda space, desk: cli_make.build(desk, space.source, space.out)),
    "check": (_check_parser, lambda space, desk: cli_make.check(desk, space.source)),
    "new": (_new_parser, lambda space, desk: cli_make.new_paper(desk, space.key, space.content)),
    "self-test": (_self_test_parser, _self_test),
    "_index": (_index_parser, lambda _space, desk: cli_make.index(desk)),
}
