"""The commands that look things up: search, show, list, and the contents where no window can be opened."""

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from difflib import get_close_matches
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from viewer.cli.output import FOUND, NOTHING, Output, ProgressLine, Streams, clean, indented
from viewer.cli.own import shelf_of, with_own
from viewer.errors import SearchIndexError, ViewerError
from viewer.indexes import open_search, reader_folders, rebuild_index
from viewer.library.compiled import Library, NotFound
from viewer.library.grade import legend
from viewer.library.model import KIND_NAMES, KINDS, OWN, OWN_LABEL, OWN_PREFIX, OWN_SAID, Edition, Page
from viewer.prose import counted
from viewer.search import Answer, Engine, Hit

_DRAWING = re.compile(r'<img src="drawing:[^"]*" alt="([^"]*)" />')


def search(
    streams: Streams, query: str, kinds: Sequence[str], limit: int, *, as_json: bool, explain: bool
) -> int:
    """Print the hits of a query."""
    with ExitStack() as stack:
        library = stack.enter_context(closing(Library.open(streams.library_dir)))
        engine = with_own(streams, library, _engine(streams, library, stack), stack)
        stack.enter_context(closing(engine))
        answer = engine.search(query, limit, kinds or None, explain=explain)
        if as_json:
            streams.out.json(_answer_json(answer, explain=explain))
        else:
            _print_answer(streams.out, answer, library)
    return FOUND if answer.hits else NOTHING


def _engine(streams: Streams, library: Library, stack: ExitStack) -> Engine:
    """Open the index, building it first where there is none of use."""
    _, cache = reader_folders(streams.data_dir)
    try:
        return open_search(streams.library_dir, library, cache)
    except SearchIndexError:
        streams.err.line("The search index is built once for this library …")
    progress = ProgressLine(streams.err)
    try:
        rebuild_index(library, cache, progress)
        return open_search(streams.library_dir, library, cache)
    except ViewerError:
        # Nothing of the reader's can be written here: an index for this one answer does as well.
        place = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        rebuild_index(library, place, progress)
        return open_search(streams.library_dir, library, place)
    finally:
        progress.close()


def _answer_json(answer: Answer, *, explain: bool) -> dict[str, object]:
    return {
        "query": answer.query,
        "corrected": answer.corrected,
        "also": list(answer.also),
        "total": answer.total,
        "elapsed_ms": round(answer.elapsed_ms, 3),
        "hits": [_hit_json(rank, hit, explain=explain) for rank, hit in enumerate(answer.hits, 1)],
    }


def _hit_json(rank: int, hit: Hit, *, explain: bool) -> dict[str, object]:
    plain: dict[str, object] = {
        "rank": rank,
        "doc": hit.doc,
        "kind": hit.kind,
        "title": hit.title,
        "heading": hit.heading,
        "anchor": hit.anchor,
        "snippet": str(hit.snippet),
        **({"status": OWN_LABEL} if hit.kind == OWN else {}),
        "score": round(hit.score, 4),
    }
    return {**plain, "why": list(hit.why)} if explain else plain


def _print_answer(out: Output, answer: Answer, library: Library) -> None:
    if answer.corrected:
        out.line(f"Showing “{clean(answer.corrected)}” instead of “{clean(answer.query)}”.")
    for sentence in (answer.relaxed, answer.notice):
        if sentence and answer.hits:
            out.line(clean(sentence))
    notes = {card.doc: card.note for card in library.cards()}
    for rank, hit in enumerate(answer.hits, 1):
        _print_hit(out, rank, hit, notes.get(hit.doc, ""))
    if not answer.hits:
        said = answer.notice or answer.relaxed or _nothing(answer.query.strip())
        more = " That does not mean that no evidence exists." if "library" in said else ""
        out.line(clean(said) + more)
    if answer.suggestions:
        out.line(f"Did you mean: {', '.join(map(clean, answer.suggestions))}?")
    if answer.hits:
        also = f"; also searched: {', '.join(answer.also)}" if answer.also else ""
        shown = f"{len(answer.hits)} of " if answer.total > len(answer.hits) else ""
        out.line(out.dim(f"{shown}{answer.total:,} passages in {answer.elapsed_ms:.0f} ms{also}"))
        out.line(out.dim(_edition_line(library.edition)))


def _nothing(query: str) -> str:
    return f"Not in this library: “{query}”." if query else "Type a word to look for."


def _print_hit(out: Output, rank: int, hit: Hit, note: str) -> None:
    heading = f" — {hit.heading}" if hit.heading else ""
    out.line(f"{rank:>2}  {out.bold(hit.title + heading)}  {out.dim(hit.kind)}")
    if hit.kind == OWN:
        out.line(f"    {OWN_LABEL}")
    if note and hit.kind != "reference":
        out.line(f"    {clean(note)}")
    for line in indented(out.marked(hit.snippet), 4):
        out.line(line)
    out.line(f"    {out.dim(hit.doc + (f'#{hit.anchor}' if hit.anchor else ''))}")
    for reason in hit.why:
        out.line(f"      {out.dim(reason)}")
    out.line()


def _edition_line(edition: Edition) -> str:
    review = f"reviewed: {edition.review}" if edition.is_reviewed else "not clinically reviewed"
    return f"{edition.title}, edition {edition.edition}, {review}; {edition.caution}"


def show(streams: Streams, name: str, form: str) -> int:
    """Print one document, or the section after `#`."""
    doc, _, anchor = name.partition("#")
    with closing(Library.open(streams.library_dir)) as library:
        try:
            page = shelf_of(streams).page(doc) if doc.startswith(OWN_PREFIX) else library.page(doc)
        except NotFound as error:
            if doc.startswith(OWN_PREFIX):
                streams.err.line(clean(str(error)))
                return NOTHING
            streams.err.line(f"The library holds no document named {clean(doc)}.{_nearest(doc, library)}")
            return NOTHING
        sections = tuple(section for section in page.sections if not anchor or section.anchor == anchor)
        if not sections:
            streams.err.line(f"{page.doc} has no heading named {clean(anchor)}.")
            return NOTHING
        if form == "json":
            streams.out.json({**asdict(page), "sections": [asdict(section) for section in sections]})
        elif form == "html":
            body = "".join(part.html for part in sections)
            streams.out.line(clean(_page_html(page, library.edition, body)))
        else:
            text = "\n\n".join(
                f"{part.heading}\n{part.text}" if part.heading else part.text for part in sections
            )
            _print_page(streams.out, page, library.edition, text)
    return FOUND


def _nearest(doc: str, library: Library) -> str:
    names, small = library.titles(), doc.lower()  # ids are written small
    by_stem = {name.partition("/")[2]: name for name in names}
    near = get_close_matches(small, names, 2, 0.7) or [
        by_stem[stem] for stem in get_close_matches(small, by_stem, 2, 0.7)
    ]
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _page_html(page: Page, edition: Edition, body: str) -> str:
    body = _DRAWING.sub(r"<i>[\1]</i>", body)  # a browser knows no drawing by its name
    labels = " · ".join(escape(label.text) for label in page.labels)
    letters = f"<p>{escape(told)}</p>\n" if (told := legend(body)) else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8" />'
        f"<title>{escape(page.title)}</title></head>\n<body>\n"
        f"<h1>{escape(page.title)}</h1>\n<p>{labels}</p>\n{body}{letters}"
        f"<p>{escape(OWN_SAID if page.kind == OWN else _edition_line(edition))}</p>\n</body>\n</html>"
    )


def _print_page(out: Output, page: Page, edition: Edition, text: str) -> None:
    out.line(out.dim(" › ".join(page.breadcrumb)))
    out.line(out.bold(page.title))
    out.line(" · ".join(clean(label.text) for label in page.labels))
    out.line()
    out.line(clean(text))
    if page.sources:
        out.line()
        out.line(out.bold("Sources"))
        for source in page.sources:
            out.line(f"[{source.number}] {clean(source.full)} ({clean(source.checked)})")
    if told := legend(text):
        out.line(clean(told))
    out.line()
    out.line(out.dim(OWN_SAID if page.kind == OWN else _edition_line(edition)))


def list_documents(streams: Streams, kind: str | None, *, as_json: bool) -> int:
    """Print the documents, or those of one kind."""
    with closing(Library.open(streams.library_dir)) as library:
        cards = shelf_of(streams).cards() if kind == OWN else library.cards(kind)
        if as_json:
            streams.out.json(
                [{"doc": c.doc, "kind": c.kind, "title": c.title, "summary": c.summary} for c in cards]
            )
        for card in () if as_json else cards:
            streams.out.line(f"{clean(card.doc)}\t{clean(card.title)}")
    return FOUND if cards else NOTHING


def contents(streams: Streams) -> int:
    """Print what the library holds and how to search it."""
    with closing(Library.open(streams.library_dir)) as library:
        edition = library.edition
        streams.out.line(streams.out.bold(f"{edition.title}, edition {edition.edition}"))
        streams.out.line(clean(edition.disclaimer))
        counts = Counter(card.kind for card in library.cards())
        for kind in KINDS:
            if counts[kind] and kind not in ("reference", "page"):
                streams.out.line()
                streams.out.line(streams.out.bold(f"{KIND_NAMES[kind][1]} ({counts[kind]})"))
                for card in library.cards(kind):
                    streams.out.line(f"  {clean(card.title)}  {streams.out.dim(card.doc)}")
        streams.out.line()
        listed = f"{counted(counts['reference'], 'reference')} and {counted(counts['page'], 'page')}"
        streams.out.line(f"{listed}: wardshelf list reference")
        streams.out.line(
            "To search: wardshelf search WORDS    To read: wardshelf show DOC    More: wardshelf --help"
        )
    return FOUND
