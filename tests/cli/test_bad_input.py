"""What bad input gets on the command line: one plain sentence or a sensible answer, never a traceback."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.capabilities import needs_limits, needs_signals
from viewer import paths
from viewer.cli.run import main

Captured = pytest.CaptureFixture[str]
QUERIES = {
    "10,000 characters": "liver " * 1_700,
    "10,000 letters in one word": "a" * 10_000,
    "control characters": "".join(map(chr, range(1, 32))),
    "only punctuation": "?!.,;:()[]{}/\\|@#$%^&",
    "a star": "*",
    "unbalanced quotes": '"liver "and (or',
    "right to left": "سرطان القولون \u202eliver",
    "nothing": " ",
    "operators alone": "AND OR NOT",
    "a minus alone": "-",
    "fields without values": "kind: author: year:",
    "lone surrogates": "\udcff\ud800",
    "many words": " ".join(f"word{number}" for number in range(2_000)),
}


@needs_limits
@pytest.mark.parametrize("files", [6, 10, 20, 34])
def test_that_too_few_files_are_one_sentence(sample_library_dir: Path, tmp_path: Path, files: int):
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

    command = [sys.executable, "-m", "viewer", "--data-dir", tmp_path, "--library", sample_library_dir]
    done = subprocess.run(  # noqa: S603 - our own program
        [*map(str, command), "search", "sabr"], preexec_fn=limit, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Too few files may be open at once")
    assert done.stderr.count("\n") == 1


@pytest.fixture(autouse=True)
def installed(sample_library_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "bundled_library", lambda: sample_library_dir)
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "user_cache", lambda: tmp_path / "cache")


@pytest.fixture
def plain_seconds(capsys: Captured) -> float:
    """Give the time that a query of one word takes on this computer, the opening of the library in it."""
    start = time.monotonic()
    assert main(["search", "--", "sabr"]) == 0
    capsys.readouterr()
    return time.monotonic() - start


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_that_any_query_is_answered_as_soon_as_a_plain_one(
    capsys: Captured, query: str, form: list[str], plain_seconds: float
):
    start = time.monotonic()
    code = main(["search", *form, "--", query])
    assert time.monotonic() - start < 1 + 2 * plain_seconds
    out, err = capsys.readouterr()
    assert code in (0, 1)
    assert err == ""
    assert "\x1b" not in out
    if form:
        json.loads(out)


WRONG_USAGE = {
    "no words": (["search"], "WORDS"),
    "an unknown option": (["search", "liver", "--limits", "3"], "--limits"),
    "an unknown kind": (["search", "liver", "--kind", "novel"], "novel"),
    "a limit that is no number": (["search", "liver", "--limit", "many"], "many"),
    "a limit of nothing": (["search", "liver", "--limit", "0"], "1 to 10000"),
    "a limit without a number": (["search", "liver", "--limit"], "--limit"),
    "no document": (["show"], "DOC"),
    "two forms at once": (["show", "pages/home", "--html", "--json"], "not allowed with"),
    "no target": (["build", "content"], "-o"),
    "a place without a folder": (["--library"], "--library needs a folder"),
    "an unknown kind to list": (["list", "novels"], "novels"),
    "an unknown template": (["new", "song", "key"], "song"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG_USAGE.values(), ids=WRONG_USAGE)
def test_that_wrong_usage_is_one_sentence_and_exit_code_2(capsys: Captured, arguments: list[str], said: str):
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", [["search", "liver"], ["show", "pages/home"], ["list"], ["_index"]])
def test_that_a_library_that_cannot_be_read_is_one_sentence(
    capsys: Captured, library_dir: Path, command: list[str]
):
    (library_dir / "library.sqlite").write_bytes(b"no library")
    for place in (library_dir, library_dir / "none"):
        assert main([*command, "--library", str(place)]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert str(place) in err
        assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "build"])
def test_that_a_source_that_is_no_folder_is_one_sentence(capsys: Captured, tmp_path: Path, command: str):
    out_options = ["-o", str(tmp_path / "out")] if command == "build" else []
    assert main([command, str(tmp_path / "none"), *out_options]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'none'} is not a folder that can be read.\n"


def test_that_an_empty_folder_is_one_sentence_about_what_to_do(capsys: Captured, tmp_path: Path):
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert f"there are no documents in {tmp_path}; put Markdown pages into guide/, modalities/" in out


@pytest.mark.parametrize("key", ["Palma", "../x", "a b", "", "-"])
def test_that_a_template_needs_a_key(capsys: Captured, content: Path, key: str):
    assert main(["new", "paper", "--content", str(content), "--", key]) == 2
    assert "is no name" in capsys.readouterr().err


def test_that_a_template_needs_a_content_folder(capsys: Captured, tmp_path: Path):
    assert main(["new", "paper", "palma2019", "--content", str(tmp_path)]) == 2
    assert "is no content folder" in capsys.readouterr().err


def test_that_what_a_library_says_cannot_move_the_cursor(capsys: Captured, library_dir: Path):
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(library_dir / "library.sqlite")) as connection:
        connection.execute("UPDATE documents SET title = char(27) || '[2J' || title || char(0x202e)")
        connection.execute("UPDATE sections SET text = char(27) || ']0;x' || char(7) || text")
        connection.commit()
    (library_dir / "manifest.json").unlink()  # a hostile library brings none that would tell it changed
    for command in (
        ["list"],
        ["show", "pages/home"],
        ["show", "--html", "pages/home"],
        ["search", "oligometastatic"],
    ):
        main([*command, "--library", str(library_dir)])
        out, err = capsys.readouterr()
        assert not set("\x1b\x07\u202e") & set(out + err)
    main(["show", "--json", "pages/home", "--library", str(library_dir)])
    out = capsys.readouterr().out
    assert not set("\x1b\x07\u202e") & set(out)
    assert json.loads(out)["title"] == "\x1b[2JHome\u202e"


def start(*arguments: str | Path, **more: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "viewer", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **more}
    return subprocess.Popen(  # noqa: S603  (our own program)
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "cp1252"])
def test_that_no_letter_fails_to_be_printed(sample_library_dir: Path, encoding: str):
    for command in (
        ["show", "papers/sabr-comet"],
        ["list", "--json"],
        ["show", "--json", "papers/sabr-comet"],
    ):
        process = start("--library", sample_library_dir, *command, PYTHONIOENCODING=encoding)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
        if "--json" in command:
            json.loads(out.decode("utf-8" if sys.platform == "win32" else encoding))


@pytest.mark.skipif(os.name == "nt", reason="pipes break differently there")
def test_that_a_reader_who_leaves_early_is_no_fault(sample_library_dir: Path):
    process = start("--library", sample_library_dir, "show", "papers/sabr-comet", PYTHONUNBUFFERED="1")
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(20) == 0


@needs_signals
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_that_a_stopped_build_says_so_and_leaves_nothing(
    content: Path, tmp_path: Path, number: signal.Signals
):
    page = (content / "pages/home.md").read_text(encoding="utf-8")
    for copy in range(400):
        (content / f"pages/home-{copy}.md").write_text(page, encoding="utf-8")
    folder = tmp_path / "builds"
    folder.mkdir()
    # A runner begun in the background ignores the interruption, and what it starts would inherit that.
    before = signal.signal(number, lambda *_: None)
    process = start("build", content, "-o", folder / "library", "--data-dir", tmp_path / "data")
    signal.signal(number, before)
    deadline = time.monotonic() + 30
    while not list(folder.iterdir()) and time.monotonic() < deadline and process.poll() is None:
        os.sched_yield()
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    # Python may say first that it passed over the interruption where nothing can be raised, in a destructor.
    assert (process.returncode, err.splitlines()[-1:]) == (130, [b"Stopped; nothing was changed."])
    assert list(folder.iterdir()) == []


def test_that_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch):
    import io

    from viewer.cli.output import Output

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert Output(Terminal()).bold("x") == "\x1b[1mx\x1b[0m"
    assert Output(io.StringIO()).bold("x") == "x"
    monkeypatch.setenv("NO_COLOR", "1")
    assert Output(Terminal()).bold("x") == "x"


def test_that_a_program_without_a_console_can_still_be_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["list"]) == 0
    assert main(["show", "none"]) == 1
    assert main(["--library"]) == 2
    assert isinstance(sys.stderr, io.StringIO)  # whoever writes there later must not fail either
