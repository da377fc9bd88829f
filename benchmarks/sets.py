"""Sets of questions of several kinds, each split by a fixed seed: one half for choosing, one for showing."""

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

from benchmarks.corpus import BENCH, Question, is_real, passages, questions
from viewer.library.model import Passage
from viewer.search.analysis.lists import STOP

_SEED = 13
_TAKEN = 6_000
"""Passages that the sets made from articles hold at most."""
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]{2,}")
_ABSTRACTS = 400
"""Abstracts that are asked about in each of the sets made from them."""
_LONG = range(12, 31)
"""Words of a sentence that is asked as it stands."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Passages, and questions that they answer."""

    name: str
    passages: Sequence[Passage]
    questions: Sequence[Question]

    def halves(self) -> tuple[list[Question], list[Question]]:
        """The half that factors may be chosen on, and the half that shows what they are worth."""
        mixed = list(self.questions)
        random.Random(_SEED).shuffle(mixed)  # noqa: S311 - repeatable, not secret
        middle = len(mixed) // 2
        return mixed[:middle], mixed[middle:]


def question_sets() -> Iterator[QuestionSet]:
    """All sets that the data at hand allow."""
    if not is_real():
        yield QuestionSet("made questions", list(passages(20_000)), questions())
        return
    rows = list(passages(20_000))
    yield QuestionSet("questions, with titles", rows, questions())
    if (BENCH / "claims-docs.jsonl.gz").is_file():
        claims = statements()
        yield claims
        yield untitled(claims)
        yield from of_abstracts(claims.passages)
    yield from of_articles(rows)


def statements() -> QuestionSet:
    """Statements to be checked, over abstracts with titles."""
    with gzip.open(BENCH / "claims-docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [
            Passage(item["id"], item["id"], "page", item["title"], "", item["text"])
            for item in map(json.loads, lines)
        ]
    asked = map(json.loads, (BENCH / "claims-queries.jsonl").read_text(encoding="utf-8").splitlines())
    return QuestionSet("statements", rows, [Question(item["query"], item["relevant"]) for item in asked])


def untitled(one: QuestionSet) -> QuestionSet:
    """The same without titles and headings."""
    rows = [replace(row, title="", heading="") for row in one.passages]
    return QuestionSet(f"{one.name}, no titles", rows, one.questions)


def of_abstracts(rows: Sequence[Passage]) -> Iterator[QuestionSet]:
    """Two made from abstracts without their titles: each title asks, or each last sentence, taken away."""
    chosen = random.Random(_SEED).sample(list(rows), min(_ABSTRACTS, len(rows)))  # noqa: S311 - as above
    asked = [Question(row.title.rstrip("."), {row.id: 1}) for row in chosen if len(row.title.split()) > 2]
    bare = [replace(row, title="") for row in rows]
    yield QuestionSet("titles asked, abstracts", bare, asked)
    ends = {row.id: _parted(row.text) for row in chosen}
    asked = [Question(end.rstrip("."), {name: 1}) for name, (_, end) in ends.items() if end]
    bare = [replace(row, text=ends[row.id][0]) if row.id in ends else row for row in bare]
    yield QuestionSet("conclusions asked, abstracts", bare, asked)


def _parted(text: str) -> tuple[str, str]:
    """A text without its last sentence, and that; all and nothing where it is no sentence to ask."""
    *first, last = _SENTENCE.split(text)
    return (" ".join(first), last) if len(first) > 2 and 6 <= len(last.split()) <= 60 else (text, "")


def of_articles(rows: Sequence[Passage]) -> Iterator[QuestionSet]:
    """Made from articles without their titles: a few words of the title, all of it, a sentence of the text.

    The longest questions are a title and a sentence of the text together.
    """
    articles = defaultdict[str, list[Passage]](list)
    for row in rows:
        if row.title and len(row.text) > 200:
            articles[row.title].append(row)
    chosen = [(title, parts) for title, parts in sorted(articles.items()) if 4 <= len(parts) <= 40]
    random.Random(_SEED).shuffle(chosen)  # noqa: S311 - as above
    while sum(len(parts) for _, parts in chosen) > _TAKEN:
        chosen.pop()
    yield _made("few words, no titles", chosen, _few_words(chosen))
    yield _made("long sentences, no titles", chosen, _sentence)
    yield _made("whole titles, no titles", chosen, lambda _, title, parts: (title, parts))
    yield _made("titles and sentences, no titles", chosen, _title_and_sentence)


Article = tuple[str, list[Passage]]
Ask = Callable[[random.Random, str, list[Passage]], tuple[str, list[Passage]]]
"""A question, and the passages of its article that are left to answer it."""


def _made(name: str, articles: Sequence[Article], ask: Ask) -> QuestionSet:
    rng = random.Random(_SEED)  # noqa: S311 - as above
    rows, asked = list[Passage](), list[Question]()
    for title, parts in articles:
        text, left = ask(rng, title, parts)
        rows += (replace(part, title="", heading="") for part in left)
        if text:
            asked.append(Question(text, {part.id: 1 for part in left}))
    return QuestionSet(name, rows, asked)


def _few_words(articles: Sequence[Article]) -> Ask:
    """One to three words of a title that tell its article from others."""
    having = Counter(
        word for _, parts in articles for part in parts for word in set(_WORD.findall(part.text.lower()))
    )
    total = sum(len(parts) for _, parts in articles)

    def ask(rng: random.Random, title: str, parts: list[Passage]) -> tuple[str, list[Passage]]:
        often = Counter(word for part in parts for word in _WORD.findall(part.text.lower()))
        words = [word for word in dict.fromkeys(_WORD.findall(title)) if often[word.lower()]]
        words = [word for word in words if word.lower() not in STOP]
        worth = {word: log(1 + often[word.lower()]) * log(total / having[word.lower()]) for word in words}
        best = sorted(words, key=lambda word: -worth[word])[: rng.choice((1, 2, 2, 3, 3))]
        return " ".join(word for word in words if word in best), parts

    return ask


def _sentence(rng: random.Random, title: str, parts: list[Passage]) -> tuple[str, list[Passage]]:
    """A sentence of one passage, which is taken away."""
    taken = rng.choice(parts)
    fitting = [one for one in _SENTENCE.split(taken.text) if len(one.split()) in _LONG and one[0].isupper()]
    if not fitting:
        return "", parts
    return rng.choice(fitting).rstrip("."), [part for part in parts if part is not taken]


def _title_and_sentence(rng: random.Random, title: str, parts: list[Passage]) -> tuple[str, list[Passage]]:
    """What an article is on, and a sentence of a passage, which is taken away."""
    text, left = _sentence(rng, title, parts)
    return (f"{title.rstrip('.')}. {text}" if text else ""), left
