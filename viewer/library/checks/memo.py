"""Pages as they were composed last: of a folder that is edited only what changed is composed again."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from viewer.errors import Problem
from viewer.library.content.document import Document
from viewer.library.content.source import Content
from viewer.library.pages.compose import Composed, Composer


@dataclass(slots=True)
class Memo:
    """What was composed, as long as works, terms, images and the guide stay what they were."""

    _known: object = None
    _pages: dict[str, tuple[Document, Composed, tuple[Problem, ...]]] = field(default_factory=dict)

    def compose(self, content: Content, composer: Composer) -> Iterator[Composed]:
        """Yield every page, with the faults that composing it gave added to those of the content."""
        known = (content.references, content.glossary, set(content.images), content.guide, content.refused)
        if known != self._known:
            self._known, self._pages = known, {}
        for document in content.documents:
            former = self._pages.get(document.id)
            if former is None or former[0] != document:
                before = len(content.problems)
                composed = composer.compose(document)
                self._pages[document.id] = (document, composed, tuple(content.problems[before:]))
            else:
                content.problems.extend(former[2])
            yield self._pages[document.id][1]
