"""The command line: open (default) | search | show | list | add | papers | compare | build | check | …

Every import that the window does not need is late: it must be there in the blink of an eye.
"""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from viewer import paths
from viewer.cli import output
from viewer.cli.output import Streams
from viewer.errors import UsageError, ViewerError

Typed = dict[str, Any]
"""Names of arguments → what was typed for them."""
Handler = Callable[[Typed, Streams], int]
USAGE_FAULT = 2
INTERRUPTED = 130
_NEEDED = 32
"""Files that a window needs to have open at once, with room to spare."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; never raises for what a reader can do wrong."""
    out, err = output.standard()
    if not _has_room():
        err.line("Too few files may be open at once. Raise the limit (ulimit -n 256) and start again.")
        return USAGE_FAULT
    try:
        typed = sys.argv[1:] if arguments is None else arguments
        # Bytes that are no text reach us as lone surrogates, which no file and no database takes.
        code = _run([text.encode("utf-8", "replace").decode("utf-8") for text in typed], out, err)
        out.flush()
    except ViewerError as error:
        err.line(output.clean(str(error)))
        return USAGE_FAULT
    except BrokenPipeError:
        # Whoever read us has gone, as `head` does. Nothing may be flushed at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if os.name == "nt" and error.errno == errno.EINVAL:  # how Windows says that nobody reads any more
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        if error.errno != errno.ENOSPC:
            raise
        err.line("The disk is full: the output could not be written.")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more can be flushed
        return USAGE_FAULT
    except KeyboardInterrupt:
        err.line("Stopped; nothing was changed.")
        return INTERRUPTED
    return code


def _has_room() -> bool:
    """Whether enough files can be opened: with fewer, libraries fail in ways that nobody can name."""
    held: list[int] = []
    try:
        while len(held) < _NEEDED:
            held.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return False
    finally:
        for descriptor in held:
            os.close(descriptor)
    return True


def _run(arguments: list[str], out: output.Output, err: output.Output) -> int:
    if not arguments:
        return _open("", Streams(paths.bundled_library(), None, out, err))
    from viewer.cli.arguments import part_words, take_places

    places, rest = take_places(arguments)
    command = rest.pop(0) if rest and rest[0] in _COMMANDS else "open"
    parser, handler = _COMMANDS[command]
    if command in ("open", "search"):
        options, words = part_words(rest)
        rest = [*options, "--", *words]
    try:
        typed = vars(parser().parse_args(rest))
    except SystemExit as end:  # --help and --version have printed what was asked for
        return int(end.code or 0)
    library_dir = Path(places["--library"]) if "--library" in places else paths.bundled_library()
    data_dir = Path(places["--data-dir"]) if "--data-dir" in places else None
    return handler(typed, Streams(library_dir, data_dir, out, err))


def _open(query: str, streams: Streams) -> int:
    code = _window(streams, query)
    if code is not None:
        return code
    from viewer.cli import look

    if query:
        look.search(streams, query, (), 20, as_json=False, explain=False)
        return 0
    return look.contents(streams)


def _question(words: list[str]) -> str:
    """The words to search for; a file that is there is never one."""
    if words and _is_file(words[0]):
        raise UsageError(f"{words[0]} is a file. To add the papers in it: wardshelf add {' '.join(words)}")
    return " ".join(words)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def _window(streams: Streams, query: str) -> int | None:
    """Open the window; None where there is no display, which is said."""
    try:
        from viewer.desktop.start import run
    except ImportError as error:
        if (error.name or "").startswith("viewer"):
            raise  # our own fault, not that of a system without the libraries that Qt needs
        streams.err.line(f"The window cannot be opened ({error}); here is the text instead.")
        return None
    code = run(streams.library_dir, streams.data_dir, query)
    if code is None:
        streams.err.line("There is no display to open a window on; here is the text instead.")
    return code


def _search(typed: Typed, streams: Streams) -> int:
    from viewer.cli import look
    from viewer.cli.arguments import KIND_WORDS

    query, kinds = " ".join(typed["words"]), [KIND_WORDS[kind] for kind in typed["kind"]]
    return look.search(streams, query, kinds, typed["limit"], as_json=typed["json"], explain=typed["explain"])


def _show(typed: Typed, streams: Streams) -> int:
    from viewer.cli import look

    if typed["form"] == "svg":
        from viewer.cli import evidence

        return evidence.picture(streams, typed["doc"])
    return look.show(streams, typed["doc"], typed["form"])


def _list(typed: Typed, streams: Streams) -> int:
    from viewer.cli import look
    from viewer.cli.arguments import KIND_WORDS

    return look.list_documents(streams, KIND_WORDS.get(typed["kind"]), as_json=typed["json"])


def _add(typed: Typed, streams: Streams) -> int:
    from viewer.cli.add import add

    return add(streams, typed["files"], only_check=typed["check"])


def _build(typed: Typed, streams: Streams) -> int:
    from viewer.cli import make

    return make.build(streams, typed["source"], typed["out"])


def _check(typed: Typed, streams: Streams) -> int:
    from viewer.cli import make

    if typed["readability"]:
        return make.readability(streams, typed["source"])
    return make.check(streams, typed["source"], release=typed["release"])


def _edit(typed: Typed, streams: Streams) -> int:
    from viewer.cli import edit

    return edit.edit(streams, typed["source"])


def _changes(typed: Typed, streams: Streams) -> int:
    from viewer.cli.changes import changes

    return changes(streams, typed["old"], typed["new"], typed["out"], as_json=typed["json"])


def _papers(typed: Typed, streams: Streams) -> int:
    from viewer.cli import evidence
    from viewer.cli.arguments import PAPER_OPTIONS

    chosen = {("design" if name == "type" else name): typed[name] for name in PAPER_OPTIONS}
    return evidence.papers(streams, chosen, typed["year"], typed["words"], typed["sort"], typed["form"])


def _compare(typed: Typed, streams: Streams) -> int:
    from viewer.cli import evidence

    return evidence.side_by_side(streams, typed["docs"], as_json=typed["json"])


def _export_evidence(typed: Typed, streams: Streams) -> int:
    from viewer.cli import evidence

    return evidence.export(streams, typed["docs"], typed["out"])


def _new(typed: Typed, streams: Streams) -> int:
    from viewer.cli import make

    return make.new(streams, typed["what"], typed["key"], typed["content"], typed["title"])


def _index(_typed: Typed, streams: Streams) -> int:
    from viewer.cli import make

    return make.index(streams)


def _own_index(_typed: Typed, streams: Streams) -> int:
    from viewer.cli import add

    return add.own_index(streams)


def _pdf(typed: Typed, streams: Streams) -> int:
    from viewer.cli import make

    return make.pdf(streams, typed["doc"], typed["file"], typed["font"], large=typed["large_print"])


def _collection(typed: Typed, streams: Streams) -> int:
    from viewer.cli import make

    return make.collection(streams, typed["export"], typed["file"], typed["font"])


def _references(typed: Typed, streams: Streams) -> int:
    from viewer.cli import make

    return make.references(streams, typed["file"])


def _self_test(_typed: Typed, streams: Streams) -> int:
    from viewer.cli.self_test import run

    return run(streams.library_dir, streams.data_dir)


def _parser(command: str) -> Any:  # noqa: ANN401  (an ArgumentParser: its module comes late)
    from viewer.cli.arguments import PARSERS

    return PARSERS[command]()


def _command(name: str, handler: Handler) -> tuple[Callable[[], Any], Handler]:
    return partial(_parser, name), handler


_COMMANDS = {
    "open": _command("open", lambda typed, streams: _open(_question(typed["text"]), streams)),
    "search": _command("search", _search),
    "show": _command("show", _show),
    "list": _command("list", _list),
    "add": _command("add", _add),
    "build": _command("build", _build),
    "check": _command("check", _check),
    "edit": _command("edit", _edit),
    "changes": _command("changes", _changes),
    "papers": _command("papers", _papers),
    "compare": _command("compare", _compare),
    "export-evidence": _command("export-evidence", _export_evidence),
    "new": _command("new", _new),
    "self-test": _command("self-test", _self_test),
    "_index": _command("_index", _index),
    "_own_index": _command("_own_index", _own_index),
    "_pdf": _command("_pdf", _pdf),
    "_collection": _command("_collection", _collection),
    "_references": _command("_references", _references),
}
"""Each command with what makes its parser and what carries it out."""
