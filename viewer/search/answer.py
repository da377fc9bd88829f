"""What a search gives back: plain values, no Whoosh, so that anyone can name them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

Span = tuple[int, int]
"""Start and end of a match, in characters of the text it belongs to."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """An excerpt in plain text, and where in it the words of the query (or their synonyms) stand."""

    text: str
    spans: tuple[Span, ...] = ()

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another section of the document of a hit that answers too."""

    anchor: str
    heading: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that answers; `score` is comparable only within its answer."""

    id: str
    doc: str
    kind: str
    title: str
    heading: str
    anchor: str
    snippet: Snippet
    score: float
    title_spans: tuple[Span, ...] = ()
    tier: str = "passage"
    """`name` where a title, heading, alias, author or number answered, else `passage`."""
    fixed: bool = False
    """True where the excerpt is the line at the top of the document, whichever passage answers."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """Where hits are documents: its further sections that answer, best first."""
    why: tuple[str, ...] = ()
    """Filled for `--explain` only: a line for each term, synonym, field and score."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is to say about one query; `total` counts passages before the limit."""

    query: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    corrected: str | None = None
    """The query that was answered instead of the one typed, where a correction was near certain."""
    suggestions: tuple[str, ...] = ()
    """Did-you-mean, where it was not certain."""
    also: tuple[str, ...] = ()
    """Synonyms that were searched too."""
    relaxed: str = ""
    """Empty, or one sentence that says how the query was loosened."""
    marks: tuple[str, ...] = ()
    """Words and phrases to mark in an opened page."""
    kinds: Mapping[str, int] = field(default_factory=dict)
    """Passages found of each kind, before the kinds filter; where hits are documents, documents."""
    typed_kinds: tuple[str, ...] = ()
    """Kinds that the query itself asks for, as in `kind:faq`."""
    notice: str = ""
    """Empty, or one sentence on a query that was shortened or cannot be answered."""
    stale: bool = False
    """True where `is_stale` stopped the search: the answer is incomplete and must be dropped."""
    partial: bool = False
    """True where only names have spoken: no hits, a total or a correction then say nothing of the library."""
    elapsed_ms: float = 0.0


class Engine(Protocol):
    """An open index."""

    def search(
        self,
        text: str,
        limit: int = 20,
        kinds: Collection[str] | None = None,
        is_stale: Callable[[], bool] | None = None,
        *,
        correct: bool = True,
        explain: bool = False,
    ) -> Answer:
        """Answer `text` as typed from both tiers; a trailing space says that the last word is finished."""
        ...

    def documents(
        self,
        text: str,
        limit: int = 100,
        kinds: Collection[str] | None = None,
        is_stale: Callable[[], bool] | None = None,
        *,
        correct: bool = True,
    ) -> Answer:
        """Answer as `search` does, with one hit a document: its best passage, up to `limit` of each kind.

        `kinds` of the answer counts exactly the documents that are listed where no kind is asked for.
        """
        ...

    def names(self, text: str, limit: int = 8, kinds: Collection[str] | None = None) -> Answer:
        """Answer from titles, headings, aliases, authors and numbers alone, in memory, within a keystroke."""
        ...

    def close(self) -> None:
        """Release the files of the index."""
        ...
