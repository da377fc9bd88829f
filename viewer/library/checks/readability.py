"""How much of a page speaks of provenance instead of the disease: words in sentences and cells that do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from viewer.errors import Problem
from viewer.library.checks.figures import sentences
from viewer.library.pages.compose import Composed
from viewer.library.pages.text import CELL_END, Block, uncited

MOST = 0.30
"""Of the words of one page."""
MOST_IN_MEDIAN = 0.12
_ABOUT_ITSELF = ("guide/", "pages/about")
"""Pages whose matter is where things come from."""


@dataclass(frozen=True, slots=True)
class PageShare:
    """How many words a page has, and how many of them stand where provenance is spoken of."""

    doc: str
    file: str
    words: int
    of_provenance: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.of_provenance / self.words if self.words else 0.0

    @property
    def is_too_much(self) -> bool:
        """Whether a reader has to look for the disease between the lines."""
        return self.share > MOST and not self.doc.startswith(_ABOUT_ITSELF)


def shares(composed: Iterable[Composed], phrases: Sequence[str]) -> list[PageShare]:
    """Count each page that people write, the worst first; none where no phrases are known."""
    if not phrases:
        return []
    said = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?:['’]?s)?(?!\w)")
    written = (one for one in composed if one.document.is_judged and _is_page(one))
    return sorted((_count(one, said) for one in written), key=lambda page: (-page.share, page.doc))


def middle(pages: Sequence[PageShare]) -> float:
    """The share of the median page."""
    return median(page.share for page in pages) if pages else 0.0


def is_readable(pages: Sequence[PageShare]) -> bool:
    """Whether no page and not the median one says too much of provenance."""
    return middle(pages) <= MOST_IN_MEDIAN and not any(page.is_too_much for page in pages)


def warnings(pages: Sequence[PageShare]) -> Iterator[Problem]:
    """Name the pages that say too much of provenance, and the median where it does."""
    for page in pages:
        if page.is_too_much:
            said = f"{page.share:.0%} of its words stand where provenance is spoken of; at most {MOST:.0%}"
            yield Problem(page.file, 0, said, warning=True)
    if middle(pages) > MOST_IN_MEDIAN:
        said = f"in the median page {middle(pages):.0%} of the words stand where provenance is spoken of"
        yield Problem(".", 0, f"{said}; at most {MOST_IN_MEDIAN:.0%}", warning=True)


def _is_page(one: Composed) -> bool:
    return one.document.file.endswith(".md")


def _count(composed: Composed, said: re.Pattern[str]) -> PageShare:
    document = composed.document
    lines = [uncited(line) for draft in composed.drafts for block in draft.blocks for line in _lines(block)]
    of_provenance = sum(len(line.split()) for line in lines if said.search(line))
    return PageShare(document.id, document.file, sum(len(line.split()) for line in lines), of_provenance)


def _lines(block: Block) -> Iterator[str]:
    """The sentences of a paragraph or cell; what the layout itself puts in is nobody's writing."""
    text = block.text if block.own is None else block.own
    for cell in text.split(CELL_END) if block.row else [text]:
        yield from sentences(cell)
