"""Rules that no linter knows: `make check` runs them and prints every breach with its file."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import topic  # noqa: E402

FOLDERS = ("viewer", "tests", "benchmarks", "tools", "packaging")
LONGEST = 400
FORBIDDEN = {
    "sys._MEI" + "PASS": "viewer/paths.py knows where things are",
    "TYPE_CHECK" + "ING": "it hides a ring of imports: a third, smaller module is missing",
    "except Exception: " + "pass": "an error is shown, logged or not caught",
}
HOST = re.compile(r"https?://|file:|--index-url|--extra-index|--find-links")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def python_files() -> Iterator[Path]:
    """Yield every Python file that people write."""
    yield from sorted(ROOT.glob("*.py"))
    yield from (
        file
        for folder in FOLDERS
        for file in sorted((ROOT / folder).rglob("*.py"))
        if "_bundled" not in file.parts
    )


def in_code() -> Iterator[str]:
    """Yield breaches in the Python files."""
    for file in python_files():
        text = file.read_text("utf-8")
        name = file.relative_to(ROOT)
        if (lines := text.count("\n")) > LONGEST:
            yield f"{name}: {lines} lines; a file has at most {LONGEST}"
        yield from (f"{name}: has `{words}`: {why}" for words, why in FORBIDDEN.items() if words in text)


def normalised(name: str) -> str:
    """Write the name of a distribution as locks do."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", name, maxsplit=1)[0]).lower()


def in_locks() -> Iterator[str]:
    """Yield breaches in the locks: a registry's address, no hash, a dependency that is not locked."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        runtime = {normalised(line) for line in tomllib.load(stream)["project"]["dependencies"]}
    extra = {
        normalised(line)
        for line in (ROOT / "requirements-dev.in").read_text("utf-8").splitlines()
        if line[:1].isalpha()
    }
    for name, wanted in (("requirements.txt", runtime), ("requirements-dev.txt", runtime | extra)):
        text = (ROOT / name).read_text("utf-8")
        if HOST.search(text):
            yield f"{name}: names where packages come from; `make lock` leaves that out"
        if missing := wanted - {normalised(pin) for pin in PIN.findall(text)}:
            yield f"{name}: does not lock {', '.join(sorted(missing))}; run `make lock`"
        entries = re.split(r"\n(?=\S)", text)
        yield from (
            f"{name}: no hash for {entry.split()[0]}"
            for entry in entries
            if PIN.match(entry) and "--hash" not in entry
        )


def main() -> int:
    """Print every breach; 1 where there is any."""
    breaches = [*in_code(), *in_locks(), *topic.breaches()]
    for breach in breaches:
        print(breach, file=sys.stderr)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
