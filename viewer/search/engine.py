"""Query → ranked hits."""

import time
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path

from whoosh import query
from whoosh.filedb.filestore import FileStorage
from whoosh.searching import Searcher

from viewer.errors import SearchIndexError
from viewer.library.vocabulary import Vocabulary
from viewer.search import text as words_
from viewer.search.answer import Answer, Engine, Hit, Snippet


def open_engine(directory: Path, vocabulary: Vocabulary | None) -> Engine:
    """Open an index that is trusted."""
    try:
        return WhooshEngine(FileStorage(str(directory)).open_index().searcher())
    except Exception as error:
        raise SearchIndexError("The search index is missing or damaged. Build the library again.") from error


class WhooshEngine:
    """An open index."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

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
        """All words required, the last one a prefix."""
        start = time.perf_counter()
        words = [term for term, _, _ in words_.terms(text)]
        if not words:
            return Answer(text)
        parts = [query.Term("words", word) for word in words[:-1]]
        last = query.Term if text.endswith(" ") else query.Prefix
        found = self._searcher.search(query.And([*parts, last("words", words[-1])]), limit=None)
        stored = [(hit["stored"], hit.score) for hit in found]
        counts = Counter(str(item["kind"]) for item, _ in stored)
        hits = tuple(_hit(item, score, words) for item, score in stored if not kinds or item["kind"] in kinds)
        took = (time.perf_counter() - start) * 1000
        return Answer(text, hits[:limit], len(hits), kinds=counts, marks=tuple(words), elapsed_ms=took)

    def names(self, text: str, limit: int = 8, kinds: Collection[str] | None = None) -> Answer:
        """For now what the passages answer."""
        return self.search(text, limit, kinds)

    def close(self) -> None:
        """Release the files of the index."""
        self._searcher.close()


def _hit(item: dict[str, str], score: float, words: list[str]) -> Hit:
    excerpt = item["summary"] or item["text"][:240]
    spans = tuple((start, end) for term, start, end in words_.terms(excerpt) if term.startswith(tuple(words)))
    return Hit(
        item["id"], item["doc"], item["kind"], item["title"], item["heading"], item["anchor"],
        Snippet(excerpt, spans), score,
    )  # fmt: skip
