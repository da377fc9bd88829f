"""Build the Whoosh index of a library."""

from collections.abc import Callable, Iterable
from pathlib import Path

from whoosh import fields
from whoosh.filedb.filestore import FileStorage

from viewer.library.model import Passage
from viewer.library.vocabulary import Vocabulary
from viewer.search import text

STORED = ("id", "doc", "kind", "title", "heading", "anchor", "text", "summary")


def build(
    passages: Iterable[Passage],
    directory: Path,
    vocabulary: Vocabulary | None,
    progress: Callable[[int], None] | None,
) -> None:
    """Write the index of `passages` into `directory`."""
    words = fields.KEYWORD(scorable=True)
    schema = fields.Schema(words=words, stored=fields.STORED())
    with FileStorage(str(directory)).create_index(schema).writer() as writer:
        for done, passage in enumerate(passages, 1):
            whole = " ".join((passage.title, passage.heading, *passage.keywords, passage.text))
            found = " ".join(term for term, _, _ in text.terms(whole))
            writer.add_document(words=found, stored={name: getattr(passage, name) for name in STORED})
            if progress:
                progress(done)
