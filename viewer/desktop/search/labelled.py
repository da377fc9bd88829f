"""Everything with a label: `label:"mixed solid tumours"`, alone or with words beside it."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from viewer.callbacks import IsStale
from viewer.library.model import Card
from viewer.prose import whole_sentences
from viewer.search.answer import Answer, Engine, Hit, Snippet

_EXCERPT = 120
_LABEL = re.compile(r'(?<!\S)label:(?:"([^"]*)"?|(\S+))', re.IGNORECASE)


def label_query(text: str) -> str:
    """What is typed for everything with a label."""
    return f'label:"{text.replace(chr(34), " ")}" '


def asks_for_label(query: str) -> bool:
    """Whether a query asks for a label."""
    return _LABEL.search(query) is not None


class Labels:
    """Finds documents by their labels; may be asked from any thread."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._cards = tuple(cards)

    def having(self, wanted: str) -> tuple[Card, ...]:
        """The documents with a label in which `wanted` stands as whole words, in the order of lists.

        `small cell` is not in `non-small cell`, and `grade 3` is in `grade 3-positive`.
        """
        if not wanted.strip():
            return ()
        found = re.compile(rf"(?<![\w-]){re.escape(wanted.strip())}(?!\w)", re.IGNORECASE).search
        return tuple(card for card in self._cards if any(found(label.text) for label in card.labels))

    def answer(
        self,
        engine: Engine,
        query: str,
        limit: int,
        kinds: Collection[str] | None,
        stale: IsStale,
        *,
        correct: bool,
    ) -> Answer:
        """The documents with every label that is asked for, and with the words beside them."""
        wanted = [(match[1] or match[2] or "") for match in _LABEL.finditer(query)]
        sets = [{card.doc for card in self.having(text)} for text in wanted]
        labelled = set.intersection(*sets)
        rest = _LABEL.sub(" ", query)
        if rest.strip():
            found = engine.documents(rest.lstrip(), limit, None, stale, correct=correct)
        else:
            listed = tuple(_hit(card) for card in self._cards if card.doc in labelled)
            found = Answer(query, listed)
        hits = tuple(hit for hit in found.hits if hit.doc in labelled)
        counts = dict(Counter(hit.kind for hit in hits).most_common())
        shown = tuple(hit for hit in hits if not kinds or hit.kind in kinds)
        quoted = " with ".join(f"“{text[:60]}”" for text in wanted)
        notice = "" if labelled else f"No page has the label {quoted}."
        return replace(
            found,
            query=query,
            hits=shown,
            total=sum(1 + len(hit.elsewhere) for hit in shown),
            kinds=counts,
            corrected=f"{label_query(wanted[0])}{found.corrected}" if found.corrected else None,
            notice=" ".join(part for part in (found.notice, notice) if part),
        )


def _hit(card: Card) -> Hit:
    return Hit(
        card.doc,
        card.doc,
        card.kind,
        card.title,
        "",
        "",
        Snippet(whole_sentences(card.summary, 0, _EXCERPT)),
        0.0,
    )
