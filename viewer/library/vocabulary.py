"""Abbreviations, drugs, spellings and lay terms: the tables of content/vocabulary, hostile until checked."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from viewer.errors import LibraryError, Problem

MAX_BYTES = 1_000_000
MAX_ROWS = 5_000
MAX_CELL = 400

COLUMNS = {
    "abbreviations": ("short", "long", "also", "context"),
    "drugs": ("generic", "us", "eu", "other", "class"),
    "spellings": ("british", "american"),
    "lay": ("lay", "clinical"),
    "never": ("one", "other"),
    "other-drugs": ("name",),
    "sections": ("words", "headings"),
}
"""Table → its columns; later columns may be empty except where `_REQUIRED` counts them."""

_REQUIRED = {
    "abbreviations": 2,
    "drugs": 1,
    "spellings": 2,
    "lay": 2,
    "never": 2,
    "other-drugs": 1,
    "sections": 2,
}


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of an abbreviation, and the words that point to it where there are several."""

    forms: tuple[str, ...]
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form; `also` are other short forms of the same thing; an ambiguous one needs context."""

    short: str
    senses: tuple[Sense, ...]
    also: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Drug:
    """A generic name and the brands of exactly this drug."""

    generic: str
    brands: tuple[str, ...] = ()
    drug_class: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase; an ambiguous one needs context."""

    text: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Lay:
    """What people say, and what clinicians write."""

    lay: tuple[Term, ...]
    clinical: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One word or phrase as written in Britain and in America."""

    british: tuple[str, ...]
    american: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that is known of words; an empty one is valid."""

    abbreviations: tuple[Abbreviation, ...] = ()
    drugs: tuple[Drug, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    lay: tuple[Lay, ...] = ()
    never: tuple[tuple[str, str], ...] = ()
    other_drugs: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    """Words of a question, and the headings of this library under which it is answered."""

    def to_json(self) -> str:
        """As text for the compiled library."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Vocabulary":
        """Back from `to_json`; raises LibraryError for anything of another shape."""
        try:
            return _from_plain(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise LibraryError(
                "The vocabulary of this library is damaged. Build the library again."
            ) from error


def load(folder: Path) -> tuple[Vocabulary, list[Problem]]:
    """Read `vocabulary/*.tsv` of a content folder, and every fault in them; a missing table is empty."""
    problems: list[Problem] = []
    tables = {name: list(_rows(folder, name, problems)) for name in COLUMNS}
    vocabulary = Vocabulary(
        abbreviations=tuple(_abbreviation(cells) for _, cells in tables["abbreviations"]),
        drugs=tuple(_drug(cells) for _, cells in tables["drugs"]),
        spellings=tuple(Spelling(_items(c[0]), _items(c[1])) for _, c in tables["spellings"]),
        lay=tuple(Lay(_terms(c[0]), _terms(c[1])) for _, c in tables["lay"]),
        never=tuple((c[0], c[1]) for _, c in tables["never"]),
        other_drugs=tuple(c[0] for _, c in tables["other-drugs"]),
        sections=tuple((c[0], c[1]) for _, c in tables["sections"]),
    )
    problems += _contradictions(vocabulary, {cells: line for line, cells in tables["never"]})
    return vocabulary, problems


def _rows(folder: Path, name: str, problems: list[Problem]) -> Iterator[tuple[int, tuple[str, ...]]]:
    file = f"vocabulary/{name}.tsv"
    lines = _read(folder / file, file, problems)
    columns, seen, headed = COLUMNS[name], dict[str, int](), False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not headed:
            headed = True
            if cells != columns:
                problems.append(
                    Problem(file, number, f"the first line must be the header: {', '.join(columns)}")
                )
            continue
        fault = _fault(name, cells) or _duplicate(cells, seen, number)
        if fault:
            problems.append(Problem(file, number, fault))
        else:
            yield number, cells + ("",) * (len(columns) - len(cells))


def _read(path: Path, file: str, problems: list[Problem]) -> list[str]:
    try:
        fault, data = _bytes(path)
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        fault, lines = "is not UTF-8", data[: error.start].decode("utf-8", "replace").split("\n")
        problems.append(Problem(file, len(lines), fault))
        return []
    except OSError as error:
        fault, lines = f"cannot be read: {error.strerror}", []
    if len(lines) > MAX_ROWS:
        fault = f"has more than {MAX_ROWS:,} lines"
    if fault:
        problems.append(Problem(file, 0, fault))
        return []
    return lines


def _bytes(path: Path) -> tuple[str, bytes]:
    """The fault of a file, or its content; nothing of either where it does not exist."""
    if not path.exists() and not path.is_symlink():
        return "", b""
    if not path.is_file() or path.resolve().parent != path.parent.resolve():
        return "is not a plain file in its folder", b""
    if path.stat().st_size > MAX_BYTES:
        return f"is larger than {MAX_BYTES:,} bytes", b""
    return "", path.read_bytes()


def _fault(name: str, cells: tuple[str, ...]) -> str:
    columns = COLUMNS[name]
    if len(cells) > len(columns):
        return f"has {len(cells)} columns, at most {len(columns)} are known"
    for index, column in enumerate(columns[: _REQUIRED[name]]):
        if index >= len(cells) or not cells[index]:
            return f"`{column}` is missing"
    if any(len(cell) > MAX_CELL for cell in cells):
        return f"a cell is longer than {MAX_CELL} characters"
    if any(not char.isprintable() for cell in cells for char in cell):
        return "holds a control character"
    return ""


def _duplicate(cells: tuple[str, ...], seen: dict[str, int], number: int) -> str:
    key = "\t".join(cells).casefold()
    first = seen.setdefault(key, number)
    return "" if first == number else f"repeats line {first}"


def _items(cell: str, separator: str = ";") -> tuple[str, ...]:
    """Items of a cell; a remark in brackets of its own and a lone dash are no items."""
    items = (item.strip() for item in cell.split(separator))
    return tuple(item for item in items if item and item not in "-–—" and not _is_remark(item))


def _is_remark(item: str) -> bool:
    return item.startswith("(") and item.endswith(")")


def _brand(item: str) -> str:
    """`Elunate (China)` is sold as `Elunate`."""
    head, bracket, _ = item.partition(" (")
    return head if bracket else item


def _terms(cell: str) -> tuple[Term, ...]:
    return tuple(Term(item.rstrip("~(").rstrip(), True) if "~" in item else Term(item)
                 for item in (item.replace("(~)", "~") for item in _items(cell)))  # fmt: skip


def _abbreviation(cells: tuple[str, ...]) -> Abbreviation:
    short, long, also, context = cells
    contexts = [_items(part) for part in context.split(" | ")] if not _is_remark(context) else []
    senses = tuple(_items(sense) for sense in long.split(" | "))
    padded = contexts + [()] * (len(senses) - len(contexts))
    return Abbreviation(
        short.rstrip("~ "),
        tuple(Sense(forms, words) for forms, words in zip(senses, padded, strict=False) if forms),
        _items(also),
        short.endswith("~") or len(senses) > 1,
    )


def _drug(cells: tuple[str, ...]) -> Drug:
    generic, us, eu, other, drug_class = cells
    brands = (_brand(item) for cell in (us, eu, other) for item in _items(cell))
    return Drug(
        generic, tuple(dict.fromkeys(b for b in brands if b.casefold() != generic.casefold())), drug_class
    )


def groups(vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    """Every set of words that one row takes for each other."""
    for short in vocabulary.abbreviations:
        for sense in short.senses:
            yield (short.short, *sense.forms, *short.also)
    for drug in vocabulary.drugs:
        yield (drug.generic, *drug.brands)
    for spelling in vocabulary.spellings:
        yield (*spelling.british, *spelling.american)
    for lay in vocabulary.lay:
        yield tuple(term.text for term in (*lay.lay, *lay.clinical))


def _contradictions(vocabulary: Vocabulary, lines: dict[tuple[str, ...], int]) -> Iterator[Problem]:
    """A pair that must never be taken for each other, and that some row takes for each other."""
    sets = [{word.casefold() for word in group} for group in groups(vocabulary)]
    for pair in vocabulary.never:
        one, other = (word.casefold() for word in pair)
        if one != other and any(one in words and other in words for words in sets):
            message = f"`{pair[0]}` and `{pair[1]}` are synonyms in another table"
            yield Problem("vocabulary/never.tsv", lines.get(pair, 0), message)


def _from_plain(plain: dict[str, Any]) -> Vocabulary:
    return Vocabulary(
        abbreviations=tuple(
            Abbreviation(
                _text(item["short"]),
                tuple(Sense(_texts(sense["forms"]), _texts(sense["context"])) for sense in item["senses"]),
                _texts(item["also"]),
                bool(item["ambiguous"]),
            )
            for item in plain["abbreviations"]
        ),
        drugs=tuple(
            Drug(_text(item["generic"]), _texts(item["brands"]), _text(item["drug_class"]))
            for item in plain["drugs"]
        ),
        spellings=tuple(
            Spelling(_texts(item["british"]), _texts(item["american"])) for item in plain["spellings"]
        ),
        lay=tuple(Lay(_plain_terms(item["lay"]), _plain_terms(item["clinical"])) for item in plain["lay"]),
        never=tuple(_pair(item) for item in plain["never"]),
        other_drugs=_texts(plain["other_drugs"]),
        sections=tuple(_pair(item) for item in plain.get("sections", [])),
    )


def _plain_terms(items: list[dict[str, Any]]) -> tuple[Term, ...]:
    return tuple(Term(_text(item["text"]), bool(item["ambiguous"])) for item in items)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_CELL:
        raise TypeError(value)
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or len(values) > MAX_ROWS:
        raise TypeError(values)
    return tuple(_text(value) for value in values)


def _pair(values: object) -> tuple[str, str]:
    one, other = _texts(values)
    return one, other
