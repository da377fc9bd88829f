"""The commands about papers as data: papers, compare, export-evidence, and the drawings of a card."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path

from viewer.cli.output import Output, Streams, clean
from viewer.errors import LibraryError, UsageError
from viewer.evidence import fhir, fhir_reader
from viewer.evidence.comparison import FEWEST, MOST, compare
from viewer.evidence.paper_rows import CAUTION, PaperRow, as_csv, row_of
from viewer.evidence.papers import FACETS, Facet, Facets, filtered, ordered
from viewer.library.compiled import Library
from viewer.library.evidence import Paper
from viewer.prose import counted

FOUND, NOTHING = 0, 1
_YEARS = re.compile(r"(\d{4})?(-)?(\d{4})?")


def papers(
    streams: Streams, chosen: Mapping[str, Sequence[str]], years: str, words: str, order: str, form: str
) -> int:
    """Print the papers that facets leave, as lines, JSON or CSV."""
    with closing(Library.open(streams.library_dir)) as library:
        every: tuple[Paper, ...] = library.papers()
    wanted = {facet.id: _known(facet, chosen.get(facet.id, ()), every) for facet in FACETS}
    first, last = _years(years)
    facets = Facets({name: values for name, values in wanted.items() if values}, first, last, words)
    found = ordered(filtered(every, facets), order)
    if form == "json":
        streams.out.json([asdict(paper) for paper in found])
    elif form == "csv":
        streams.out.line(clean(as_csv(map(row_of, found)).replace("\r\n", "\n")).rstrip("\n"))
    else:
        _print(streams.out, [row_of(paper) for paper in found], len(every))
    return FOUND if found else NOTHING


def _known(facet: Facet, typed: Sequence[str], every: Sequence[Paper]) -> tuple[str, ...]:
    """Values as the library writes them; one that no paper has is named with those that some have."""
    there = sorted({value for paper in every for value in facet.values(paper)}, key=str.casefold)
    by_small = {value.casefold(): value for value in there}
    found = []
    for value in typed:
        if value.casefold() not in by_small:
            raise UsageError(
                f"No paper has the {facet.name.lower()} {value!r}. There are: {'; '.join(there)}."
            )
        found.append(by_small[value.casefold()])
    return tuple(dict.fromkeys(found))


def _years(typed: str) -> tuple[int | None, int | None]:
    """`2019-2021`, `2019-`, `-2021` or `2019`."""
    found = _YEARS.fullmatch(typed.replace("–", "-"))
    if found is None:
        raise UsageError(f"--year takes 2019, 2019-2021, 2019- or -2021, not {typed!r}.")
    first, last = (int(year) if year else None for year in (found[1], found[3]))
    if not found[2]:
        last = first
    if first is not None and last is not None and first > last:
        raise UsageError(f"--year {typed} runs backwards.")
    return first, last


def _print(out: Output, rows: Sequence[PaperRow], total: int) -> None:
    for row in rows:
        where = " · ".join((row.treatment, row.population, row.condition, row.design))
        size = f" · n = {row.n}" if row.n[:1].isdecimal() else ""
        out.line(f"{out.bold(row.study)}  {clean(row.year)}")
        out.line(f"    {clean(where + size)}")
        out.line(f"    {clean(row.endpoint)}")
        for name, said in (("Harm", row.cells()[9]), ("Result", row.cells()[8])):
            out.line(f"    {name}: {clean(said)}")
        out.line(f"    {out.dim(f'{row.doc} · read {row.read}')}")
        out.line()
    if rows:
        out.line(CAUTION)
    else:
        out.line("No paper in this library fits. That does not mean that no evidence exists.")
    out.line(out.dim(f"{len(rows)} of {counted(total, 'paper')}"))


def side_by_side(streams: Streams, docs: Sequence[str], *, as_json: bool) -> int:
    """Print two to four papers side by side."""
    with closing(Library.open(streams.library_dir)) as library:
        marked = [_paper(library, doc) for doc in docs]
        if len({paper.doc for paper in marked}) < len(docs) or not FEWEST <= len(docs) <= MOST:
            raise UsageError(f"compare takes {FEWEST} to {MOST} different papers.")
        comparison = compare(marked)
        if as_json:
            streams.out.json(json.loads(comparison.to_json()))
        else:
            cited = {key: f"{key}: {library.source(key).full}" for key in comparison.sources}
            streams.out.line(clean(comparison.text(cited)))
            streams.out.line(streams.out.dim(library.edition.review))
    return FOUND


def picture(streams: Streams, doc: str) -> int:
    """Print all drawings of a card as one SVG."""
    from viewer.evidence.drawings.overview import overview  # late: the other commands draw nothing

    with closing(Library.open(streams.library_dir)) as library:
        drawing = overview(_paper(library, doc), lambda key: library.source(key).full)
    streams.out.line(clean(drawing.svg).rstrip("\n"))
    return FOUND


def export(streams: Streams, docs: Sequence[str], path: Path) -> int:
    """Write papers, or all of them, as FHIR R5."""
    from viewer.cli.make import progress_of, write  # late: signals and threads, which the others need not

    with progress_of(streams), closing(Library.open(streams.library_dir)) as library:
        named = tuple(_paper(library, doc) for doc in dict.fromkeys(docs))
        chosen: tuple[Paper, ...] = named or library.papers()
        works = {key: _work(library, key) for key in fhir.keys_of(chosen)}
        text = fhir.bundle(chosen, works, library.edition)
        # A file that had lost a figure would be believed: better none.
        if fhir_reader.papers(text) != chosen:
            raise LibraryError("Nothing was written: these papers would not be the same in FHIR.")
        write(path, text.encode("utf-8"))
    outcomes = sum(len(paper.outcomes) for paper in chosen)
    streams.out.line(f"Wrote {path}: {counted(len(chosen), 'paper')}, {counted(outcomes, 'outcome')}.")
    return FOUND if chosen else NOTHING


def _work(library: Library, key: str) -> fhir.CitedWork:
    return fhir.CitedWork(library.source(key), library.references([key])[0])


def _paper(library: Library, typed: str) -> Paper:
    """A paper by its id, `papers/beacon`, or the last part of it."""
    doc = typed.lower() if "/" in typed else f"papers/{typed.lower()}"
    known = [paper.doc for paper in library.papers()]
    if doc in known:
        paper: Paper = library.paper(doc)
        return paper
    # Without `papers/`, in which all are alike.
    near = get_close_matches(doc.rpartition("/")[2], [name.rpartition("/")[2] for name in known], 2, 0.7)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise UsageError(f"The library holds no paper named {typed!r}.{hint}")
