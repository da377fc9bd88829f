"""Checks that no table of words makes one thing of two that must never be taken for each other."""

from collections.abc import Iterable, Iterator

from viewer.errors import Problem
from viewer.library.content.glossary import GlossaryTerm
from viewer.library.content.source import GLOSSARY, Content
from viewer.library.vocabulary import Vocabulary

NEVER, OTHER_DRUGS = "vocabulary/never.tsv", "vocabulary/other-drugs.tsv"


def check(content: Content) -> Iterator[Problem]:
    """Yield what the tables of words contradict, and the safety tables that are missing."""
    words = content.vocabulary
    if words.abbreviations or words.drugs or words.lay:
        if not words.never:
            yield Problem(NEVER, 0, "is missing or empty: without it search may take one thing for another")
        if not words.other_drugs:
            yield Problem(OTHER_DRUGS, 0, "is missing or empty: without it search may correct a real drug")
    yield from _drugs_of_both_kinds(words)
    yield from _glossary_contradictions(words, content.glossary)


def _drugs_of_both_kinds(words: Vocabulary) -> Iterator[Problem]:
    inside = {name.casefold() for drug in words.drugs for name in (drug.generic, *drug.brands)}
    for name in words.other_drugs:
        if name.casefold() in inside:
            yield Problem(
                OTHER_DRUGS, 0, f"`{name}` stands in vocabulary/drugs.tsv, so it is a drug of this library"
            )


def _glossary_contradictions(words: Vocabulary, terms: Iterable[GlossaryTerm]) -> Iterator[Problem]:
    pairs = [(one.casefold(), other.casefold(), one, other) for one, other in words.never]
    for term in terms:
        forms = {form.casefold() for form in (term.term, *term.forms)}
        for one, other, shown, shown_other in pairs:
            if one != other and one in forms and other in forms:
                fault = f"`{shown}` and `{shown_other}` share a definition, and {NEVER} keeps them apart"
                yield Problem(GLOSSARY, term.line, fault)
