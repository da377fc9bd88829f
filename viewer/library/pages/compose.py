"""A document as written → its sections, rendered once as HTML and once as text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from viewer.errors import Problem
from viewer.library import statement
from viewer.library.content import glossary
from viewer.library.content.document import SOURCE, Document
from viewer.library.evidence import Outcome, Paper
from viewer.library.pages import card, glance, results
from viewer.library.pages import markdown as markup
from viewer.library.pages import text as markup_text
from viewer.library.pages.html import HtmlWriter, Known, LinkTarget, facts_row, facts_table, heading
from viewer.library.pages.markdown import Cite, Node, Parser
from viewer.library.pages.text import Block, TableText


@dataclass(frozen=True, slots=True)
class Draft:
    """A section before the library is put together; lines of blocks count in the file."""

    anchor: str
    heading: str
    level: int
    html: str
    blocks: tuple[Block, ...]
    line: int

    @property
    def cited(self) -> tuple[str, ...]:
        """Keys of the works cited, each once, in order."""
        return tuple(dict.fromkeys(key for block in self.blocks for key in markup_text.keys(block.text)))


@dataclass(frozen=True, slots=True)
class Composed:
    """A document with its sections and all that it refers to."""

    document: Document
    drafts: tuple[Draft, ...]
    links: tuple[LinkTarget, ...]
    cited: Mapping[str, int]
    """Key of each reference → the line where it is first cited."""
    unshown: tuple[Block, ...] = ()
    """What stands in lists but not on the page, and is judged like the page."""
    tables: tuple[TableText, ...] = ()
    """The tables of the body; their lines count in the file."""


class Composer:
    """Turns documents into sections; one parser serves all of them."""

    def __init__(self, known: Known, problems: list[Problem]) -> None:
        self._markdown = markup.parser({markup_text.UNCHECKED: known.guide.unchecked})
        self._known = known
        self._problems = problems

    def compose(self, document: Document) -> Composed:
        """Render a document; faults are added to the problems this was made with."""
        writer = HtmlWriter(document.id, document.file, self._known, self._problems)
        page = _PageComposer(document, writer, self._markdown, self._known)
        drafts = tuple(page.drafts())
        _report_twice(drafts, writer)
        unshown = tuple(page.unshown())
        _cite_fields(document, writer)
        tables = tuple(page.tables())
        return Composed(document, drafts, tuple(writer.links), writer.cited, unshown, tables)

    def compose_terms(self, document: Document, terms: Iterable[glossary.GlossaryTerm]) -> Composed:
        """Render the glossary page: a section for each term, none linked to itself."""
        writer = HtmlWriter(document.id, document.file, self._known, self._problems, link_terms=False)
        page = _PageComposer(document, writer, self._markdown, self._known)
        drafts = (*page.drafts(), *(page.term(term) for term in terms))
        return Composed(document, drafts, tuple(writer.links), writer.cited)


class _PageComposer:
    """The sections of one page, written in reading order, for terms are linked where they come first."""

    def __init__(self, document: Document, writer: HtmlWriter, markdown: Parser, known: Known) -> None:
        self._document = document
        self._writer = writer
        self._markdown = markdown
        self._works = known.works
        self._papers = known.papers
        self._lines = document.body.split("\n")
        self._anchors: Counter[str] = Counter()
        self._body = markup.tree(markdown, document.body).children

    def drafts(self) -> Iterator[Draft]:
        starts = [i for i, node in enumerate(self._body) if node.type == "heading"]
        intro = self._body[: starts[0] if starts else len(self._body)]
        if self._document.kind == "faq":
            yield self._field("answer", "Answer", "answer")
            if intro:
                yield self._part("In full", "in-full", intro)
        else:
            yield self._lead(intro)
        rows = list(glance.rows(self._document, self._works))
        if self._document.kind == "paper":
            yield from self._card(rows)
            return
        if rows:
            yield self._glance(glance.HEADING, glance.ANCHOR, rows)
        for group in card.groups_of(card.parts_of(self._body)):
            before = len(self._writer.links)
            yield from (self._headed(part) for part in group)
            if self._document.kind == "modality" and group[0].heading == results.OF_TREATMENT:
                yield from self._drawn(link.doc for link in self._writer.links[before:])

    def _card(self, rows: Sequence[glance.GlanceRow]) -> Iterator[Draft]:
        """What stands below the bottom line of a card, in the order in which a clinician asks."""
        paper = self._papers.get(self._document.id)
        outcomes = paper.outcomes if paper is not None else ()
        yield from self._results(
            paper, [row for row in rows if not row.place and card.says_more(row, outcomes)]
        )
        for part in card.ordered(card.parts_of(self._body)):
            yield from self._card_part(part, [row for row in rows if row.place == part.heading])

    def _card_part(self, part: card.Part, rows: Sequence[glance.GlanceRow]) -> Iterator[Draft]:
        """A heading with the rows of its fields, then with the card's own words."""
        if not part.is_main or not rows:
            if part.title is not None:
                yield self._headed(part)
            return
        made = self._glance(part.heading, glossary.slug(part.heading), rows)
        if part.title is None:
            yield made
            return
        own = self._headed(part, made.html)
        yield replace(own, blocks=(*made.blocks, *own.blocks))

    def _results(self, paper: Paper | None, rows: Sequence[glance.GlanceRow]) -> Iterator[Draft]:
        """The table of outcomes, and below it what the fields say beyond it."""
        line = self._document.line("outcomes")
        html, blocks = [heading(2, results.ANCHOR, results.HEADING)], []
        if paper is not None and paper.outcomes:
            compared = statement.plain(paper.compared)
            html.append(f'<p class="compared">{escape(compared, quote=False)}</p>\n' if compared else "")
            html.append(results.html(paper.doc, paper.outcomes, lambda one: self._cite(one, line)))
            blocks = [self._row(one, line) for one in paper.outcomes]
        if rows:
            made = self._rows(rows)
            html.append(facts_table(made[0]))
            blocks += made[1]
        if blocks:
            yield Draft(results.ANCHOR, results.HEADING, 2, "".join(html), tuple(blocks), line)

    def _cite(self, outcome: Outcome, line: int) -> str:
        return self._inline(f"[@{outcome.source}, read {outcome.read}]", line, plain=True)[0]

    def _row(self, outcome: Outcome, line: int) -> Block:
        mark = markup_text.mark([Cite(outcome.source, "", outcome.read)])
        said = statement.of_outcome(outcome)
        # Judged figure by figure, as a table is; what is missing of one is said by the layout, not by people.
        own = said.replace("; ", markup_text.CELL_END)
        for missing in (f" ({statement.NO_INTERVAL})", f", {statement.NO_LEVEL}", statement.NOT_STATED):
            own = own.replace(missing, "")
        return Block(f"{said} {mark}", line, row=True, own=f"{own} {mark}")

    def _drawn(self, docs: Iterable[str]) -> Iterator[Draft]:
        """The drawings of trials that are linked, one below the other."""
        papers = [self._papers[doc] for doc in dict.fromkeys(docs) if doc in self._papers]
        if shown := results.trials(papers):
            line = self._document.body_line + 1
            html = heading(3, results.DRAWN_ANCHOR, results.DRAWN) + results.drawn_html(
                shown, lambda one: self._cite(one, line)
            )
            blocks = [Block(results.DIFFERENT, line)]
            for paper, outcome in shown:
                row = self._row(outcome, line)
                blocks.append(replace(row, text=f"{statement.plain(paper.study)}: {row.text}"))
            yield Draft(results.DRAWN_ANCHOR, results.DRAWN, 3, html, tuple(blocks), line)

    def unshown(self) -> list[Block]:
        """Read the summary of a question, which its answer stands for on the page."""
        if self._document.kind != "faq":
            return []
        return self._inline(self._document.text("summary"), self._document.line("summary"), plain=True)[1]

    def tables(self) -> Iterator[TableText]:
        """The tables of the body, which are judged row by row."""
        before = self._document.body_line + 1
        for table in markup_text.tables(self._body):
            yield replace(table, lines=tuple(before + line for line in table.lines))

    def term(self, term: glossary.GlossaryTerm) -> Draft:
        """Render an entry of the glossary as a section of its own."""
        source = "" if term.source == glossary.COMMON_USAGE else f" [@{term.source}]"
        html, blocks = self._inline(term.definition + source, term.line)
        title = heading(3, term.slug, escape(term.term, quote=False))
        also = [Block(f"Also: {'; '.join(term.forms)}", term.line)] if term.forms else []
        html = f"{title}<p>{html}</p>\n" + (f"<p>Also: {escape('; '.join(term.forms))}</p>\n" if also else "")
        return Draft(term.slug, term.term, 3, html, (*blocks, *also), term.line)

    def _lead(self, intro: list[Node]) -> Draft:
        html, blocks = self._inline(self._document.text("summary"), self._document.line("summary"))
        lead = f'<p class="lead">{html}</p>\n' if html else ""
        return Draft(
            "",
            "",
            0,
            lead + self._html(intro),
            (*blocks, *self._blocks(intro)),
            self._document.line("summary"),
        )

    def _field(self, name: str, title: str, anchor: str) -> Draft:
        line = self._document.line(name)
        html, blocks = self._inline(self._document.text(name), line)
        return Draft(
            anchor, title, 2, heading(2, anchor, title) + f'<p class="lead">{html}</p>\n', tuple(blocks), line
        )

    def _part(self, title: str, anchor: str, nodes: list[Node]) -> Draft:
        html = heading(2, anchor, title) + self._html(nodes)
        return Draft(anchor, title, 2, html, tuple(self._blocks(nodes)), self._document.body_line + 1)

    def _glance(self, title: str, anchor: str, rows: Iterable[glance.GlanceRow]) -> Draft:
        rows = list(rows)
        if [row.label for row in rows] == [title]:  # a row that only says its heading again
            value, found = self._inline(rows[0].markdown, rows[0].line)
            return Draft(anchor, title, 2, heading(2, anchor, title) + f"<p>{value}</p>\n", tuple(found), 1)
        html, blocks = self._rows(rows)
        table = heading(2, anchor, title) + facts_table(html)
        return Draft(anchor, title, 2, table, tuple(blocks), 1)

    def _rows(self, rows: Iterable[glance.GlanceRow]) -> tuple[list[str], list[Block]]:
        """Rows of a facts table, from fields."""
        html, blocks = [], []
        for row in rows:
            value, found = self._inline(row.markdown, row.line, plain=row.label in glance.WORKS)
            html.append(facts_row(row.label, value))
            for block in found:
                own = block.text if row.judged else ""
                blocks.append(replace(block, text=f"{row.label}: {block.text}", row=True, own=own))
        return html, blocks

    def _headed(self, part: card.Part, made: str = "") -> Draft:
        """A section from a heading of the body; `made` is its heading and beginning, made from fields."""
        title = part.title
        assert title is not None  # noqa: S101  (a heading of the body)
        level = self._level(int(title.tag[1]))
        line = self._document.body_line + (title.map[0] if title.map else 0) + 1
        if level not in (2, 3, 4):
            self._writer.fault("headings are ## to ####; the title stands in the front matter", line)
        anchor = self._anchor(str(title.meta.get("anchor") or glossary.slug(part.heading)))
        inside = self._html(part.nodes)
        if part.heading == card.UNREPORTED and self._document.kind in card.QUIET and inside.startswith("<p>"):
            named = "" if inside.startswith(f"<p>{card.UNREPORTED}") else f"<b>{card.UNREPORTED}:</b> "
            html = inside.replace("<p>", f'<p class="unstated"><a name="{escape(anchor)}"></a>{named}', 1)
        else:
            html = (made or heading(level, anchor, self._title(title))) + inside
        return Draft(anchor, part.heading, level, html, tuple(self._blocks(part.nodes)), line)

    def _level(self, level: int) -> int:
        """Headings of what others published are brought to the levels that a page has."""
        if not self._document.is_carried:
            return level
        below_title = any(node.type == "heading" and node.tag == "h1" for node in self._body)
        return min(max(level + below_title, 2), 4)

    def _anchor(self, anchor: str) -> str:
        """Give a heading that stands again in what others published an anchor of its own."""
        self._anchors[anchor] += 1
        again = self._document.is_carried and self._anchors[anchor] > 1
        return f"{anchor}-{self._anchors[anchor]}" if again else anchor

    def _title(self, title: Node) -> str:
        return self._writer.write_title(title, self._document.body_line)

    def _html(self, nodes: Iterable[Node]) -> str:
        return self._writer.write(nodes, self._document.body_line, self._lines)

    def _blocks(self, nodes: Iterable[Node]) -> Iterator[Block]:
        for block in markup_text.blocks(nodes):
            yield replace(block, line=self._document.body_line + block.line + 1)

    def _inline(self, text: str, line: int, *, plain: bool = False) -> tuple[str, list[Block]]:
        root = markup.inline(self._markdown, text)
        write = self._writer.write_plain if plain else self._writer.write
        html = write(root.children, line - 1)
        return html, [replace(block, line=line) for block in markup_text.blocks(root.children)]


def _report_twice(drafts: Iterable[Draft], writer: HtmlWriter) -> None:
    seen: set[str] = set()
    for draft in drafts:
        if draft.anchor in seen:
            writer.fault(f"the anchor `{draft.anchor}` stands twice; give one by {{#name}}", draft.line)
        seen.add(draft.anchor)


def _cite_fields(document: Document, writer: HtmlWriter) -> None:
    """Count works that are named in fields rather than in a sentence."""
    for name in ("sources", "reference", SOURCE):
        writer.cite(document.values(name), document.line(name))
