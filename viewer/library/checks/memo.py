"""Pages as they were composed last: of a folder that is edited only what changed is composed again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from viewer.errors import Problem
from viewer.library.checks.completeness import Seen
from viewer.library.content.document import Document
from viewer.library.content.source import Content
from viewer.library.pages.compose import Composed, Composer


@dataclass(slots=True)
class Memo:
    """What was composed, as long as works, terms, images and the guide stay what they were."""

    _known: object = None
    _pages: dict[str, tuple[Document, Composed, tuple[Problem, ...]]] = field(default_factory=dict)
    _made: tuple[list[Composed], tuple[Problem, ...]] = ([], ())
    seen: Seen = field(default_factory=dict)
    """What was found complete."""

    def compose(self, content: Content, composer: Composer) -> Iterator[Composed]:
        """Yield every page, with the faults that composing it gave added to those of the content."""
        known = (content.references, content.glossary, set(content.images), content.guide, content.refused)
        if known != self._known:
            self._known, self._pages, self._made = known, {}, ([], ())
        for document in content.documents:
            former = self._pages.get(document.id)
            if former is None or former[0] != document:
                before = len(content.problems)
                composed = composer.compose(document)
                self._pages[document.id] = (document, composed, tuple(content.problems[before:]))
            else:
                content.problems.extend(former[2])
            yield self._pages[document.id][1]

    def made(self, content: Content, make: Callable[[], Iterable[Composed]]) -> list[Composed]:
        """The pages that nobody writes, with the faults that composing them gave."""
        if not self._made[0]:
            before = len(content.problems)
            pages = list(make())
            self._made = (pages, tuple(content.problems[before:]))
        else:
            content.problems.extend(self._made[1])
        return self._made[0]
