"""What is said about an answer: how the question was loosened, what was searched too, what to mark."""

from collections.abc import Iterable, Sequence

from viewer.search.index.lexicon import Lexicon
from viewer.search.query.parse import Query, Word
from viewer.search.ranking.match import ALL, ANY, Asked, Matched
from viewer.search.ranking.postings import Postings

_SHOWN = 60
"""Characters of an unknown word that are repeated."""
_MOST_MARKS = 60
_MOST_ALSO = 12


def relaxed(
    query: Query, asked: Sequence[Asked], matched: Matched, *, rare: bool, nobody: Sequence[str] = ()
) -> str:
    """A few sentences, or nothing where every hit has all that was asked for.

    `rare`: some hits have few of the words, but the rarest; `nobody`: authors that are not here.
    """
    sentences = []
    if query.quoted and not any(word.quoted for word in query.words):
        sentences.append("No passage has the quoted words in this order; they were searched one by one.")
    unknown = [one.group.word for one in asked if not one.forms and not one.group.word.initial]
    if missing := _unknown(query.text, [word for word in unknown if not word.pattern]):
        sentences.append(_missing(missing))
    sentences += [
        f"No word here looks like “{query.text[word.start : word.end]}”." for word in unknown if word.pattern
    ]
    sentences += [f"No author here is called “{author[:_SHOWN]}”." for author in nobody]
    if matched.flags and (rare or matched.step != ALL):
        sentences.append(_loosened(matched, rare))
    return " ".join(sentences)


def too_common(query: Query, asked: Sequence[Asked]) -> tuple[str, ...]:
    """One sentence where nothing but words that stand in every passage was asked for."""
    if asked or query.filtered or not query.words:
        return ()
    return (f"“{query.text.strip()[:_SHOWN]}” is too common to look for.",)


def _unknown(text: str, words: Sequence[Word]) -> list[str]:
    """Unknown words as typed, those that stand side by side as one: `CAIRO 3`."""
    spans: list[tuple[int, int]] = []
    for word in words:
        if spans and word.start - spans[-1][1] <= 1 and not word.quoted:
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return [text[start:end][:_SHOWN] for start, end in spans]


def _missing(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    listed = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
    return f"{listed} {'is' if len(words) == 1 else 'are'} not in this library."


def _loosened(matched: Matched, rare: bool) -> str:
    whole, most = matched.all_flags.bit_count(), matched.most_flags
    if matched.step == ANY and not most:
        return "No passage has most of the words; showing those with any of them."
    others = "most of them, or the rarest," if rare else "most of them"
    if matched.step == ANY:
        others = "any of them" if most == matched.all_flags else "most or any of them"
    if whole == 0:
        return f"No passage has all words; showing those with {others.rstrip(',')}."
    has = "1 passage has" if whole == 1 else f"{whole} passages have"
    return f"{has} all words; those with {others} are shown too."


def also(asked: Iterable[Asked]) -> tuple[str, ...]:
    """The synonyms that were searched too and found something."""
    labels = (form.label for one in asked for form, _ in one.forms if form.label)
    return tuple(dict.fromkeys(labels))[:_MOST_ALSO]


def marks(asked: Iterable[Asked], text: str, lexicon: Lexicon, postings: Postings) -> tuple[str, ...]:
    """Words and phrases to mark in an opened page, one spelling of each: as typed, then what stood for it."""
    found = dict[str, None]()
    for one in asked:
        word = one.group.word
        found[text[word.start : word.end].strip(' "“”„«»')] = None
        for form, _ in one.forms:
            if form.label:
                found[form.label] = None
            elif len(form.terms) == 1:
                number = postings.number(form.terms[0])
                found.update(dict.fromkeys(lexicon.written(number)[:1] if number is not None else ()))
    return tuple(mark for mark in found if mark)[:_MOST_MARKS]
