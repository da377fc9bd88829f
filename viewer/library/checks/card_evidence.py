"""Checks that what a card says as data is plausible, stands in facts/, and says nothing twice."""

import re
from collections.abc import Iterator, Sequence

from viewer.errors import LibraryError, Problem
from viewer.library import evidence_record, plausibility
from viewer.library.content.document import Document
from viewer.library.content.outcomes import BIOMARKERS, OutcomeName, WrittenOutcome
from viewer.library.content.references import Reference
from viewer.library.content.source import Content
from viewer.library.content.tables import numbers
from viewer.library.evidence import NONE_READ, Interval, Outcome
from viewer.library.pages import paper_row

_Key = tuple[str, str, str, str]
_LETTER = re.compile(r"(?:^|; )([a-z]) ")


def check(content: Content) -> Iterator[Problem]:
    """Name every fault of the outcomes of cards, and of the fields that go with them."""
    for document in content.documents:
        if document.kind == "paper":
            written = content.outcomes.get(document.id, ())
            found = [*_each(document, written, content), *_twice(document, written)]
            found += _whole(document, written, content)
            yield from found or _shown(document, written)
    yield from _otherwise(content)


def _each(document: Document, written: Sequence[WrittenOutcome], content: Content) -> Iterator[Problem]:
    for one in written:
        faults = (
            *plausibility.faults(one.outcome),
            *_side(one.outcome, content.outcome_names[one.outcome.id]),
            *_source(one.outcome, content),
            *_figures(one.outcome, document, content),
            *_people(one.outcome, document),
            *_comparison(one.outcome, document),
        )
        for fault in faults:
            yield Problem(document.file, one.line, f"`{one.outcome.id}`: {fault}")


def _shown(document: Document, written: Sequence[WrittenOutcome]) -> Iterator[Problem]:
    """What passes is shown, and as it was written: a library is read more strictly than a folder."""
    (paper,) = paper_row.papers([document], {document.id: tuple(written)})
    try:
        if evidence_record.read(paper.doc, evidence_record.written(paper)) != paper:
            fault = "its row is not shown as it is written: a text is too long, or holds what nobody sees"
            yield Problem(document.file, document.line("title"), fault, warning=True)
    except LibraryError as error:
        yield Problem(document.file, document.line("outcomes"), str(error).rstrip("."))


def _side(outcome: Outcome, known: OutcomeName) -> Iterator[str]:
    """A hazard below 1 is in favour of its arm wherever the event is one that nobody wants."""
    effect = outcome.effect
    if effect and effect.measure == "HR" and known.better == "longer" and effect.better == "above":
        yield "`better: above` of a hazard ratio says that more events are better: is its reference right?"


def _source(outcome: Outcome, content: Content) -> Iterator[str]:
    reference = content.references.get(outcome.source)
    if reference is None:
        if outcome.source not in content.refused:
            yield f"unknown source `{outcome.source}`"
        return
    read = _read(reference) | {
        grade for number in _printed(outcome) for grade in content.facts.grades(number, outcome.source)
    }
    if outcome.read not in read:
        yield (
            f"was read as {outcome.read}, but {outcome.source} was read as "
            f"{' and '.join(sorted(read & set('ABP'))) or 'none of A, B and P'}"
        )


def _read(reference: Reference) -> set[str]:
    return {"A", "B"} if reference.custom.get("grade") == "A/B" else {reference.letter}


def _figures(outcome: Outcome, document: Document, content: Content) -> Iterator[str]:
    """Every figure stands in facts/ as printed: for its source, numbers of people also for the card's own."""
    if outcome.source not in content.references:
        return
    for number in _printed(outcome):
        if not content.facts.grades(number, outcome.source):
            yield f"{number} is not in facts/ for {outcome.source} as it is printed here"
    own = document.text("reference")
    for arm in outcome.arms:
        if arm.n is not None and not any(
            content.facts.grades(str(arm.n), source) for source in (outcome.source, own)
        ):
            yield f"n = {arm.n} is not in facts/ for {outcome.source}"


def _printed(outcome: Outcome) -> list[str]:
    """Every figure of an outcome but numbers of people and levels of intervals."""
    texts: list[str] = []
    for arm in outcome.arms:
        texts += [arm.value, *_ends(arm.interval), "" if arm.events is None else str(arm.events)]
    if effect := outcome.effect:
        texts += [effect.value, effect.p, *_ends(effect.interval)]
    return list(dict.fromkeys(number for text in texts for number in numbers(text)))


def _ends(interval: Interval | None) -> tuple[str, ...]:
    return (interval.low, interval.high) if interval else ()


def _people(outcome: Outcome, document: Document) -> Iterator[str]:
    """Arms are those of the card's n, or parts of them where the analysis is said; larger they never are."""
    told, sizes = paper_row.people(document), [arm.n for arm in outcome.arms if arm.n is not None]
    if not told or not sizes:
        return
    most, are_told = max(told), set(sizes) <= set(told)
    if max(sizes) > most or (sum(sizes) > most and not are_told):
        yield f"its arms ({_sum(sizes)}) are larger than the card's n, {most:,}"
    elif not outcome.analysis and not are_told and sum(sizes) != told[0]:
        yield f"its arms ({_sum(sizes)}) are not those of the card's n; say in `analysis` who was analysed"


def _comparison(outcome: Outcome, document: Document) -> Iterator[str]:
    """A letter means something only where the card tells what it stands for."""
    if outcome.comparison and outcome.comparison not in _LETTER.findall(document.text("compared")):
        yield f"`comparison: {outcome.comparison[:20]}` is not told in `compared`, as `a …; b …`"


def _sum(sizes: Sequence[int]) -> str:
    return " + ".join(f"{size:,}" for size in sizes)


def _key(outcome: Outcome) -> _Key:
    return outcome.id, outcome.comparison, outcome.at, outcome.analysis


def _twice(document: Document, written: Sequence[WrittenOutcome]) -> Iterator[Problem]:
    first: dict[_Key, WrittenOutcome] = {}
    for one in written:
        before = first.setdefault(_key(one.outcome), one)
        if before is not one:
            how = "stands" if _said(before.outcome) == _said(one.outcome) else "is said otherwise"
            fault = (
                f"`{one.outcome.id}` {how} in line {before.line}: same comparison, time and analysis; "
                "say in `at` or `analysis` what differs, or keep one"
            )
            yield Problem(document.file, one.line, fault)


def _said(outcome: Outcome) -> tuple[object, ...]:
    return outcome.arms, outcome.effect


def _otherwise(content: Content) -> Iterator[Problem]:
    """Two cards that give the same outcome of the same source between the same arms differently."""
    files = {document.id: document.file for document in content.documents}
    first: dict[tuple[object, ...], tuple[str, WrittenOutcome]] = {}
    for doc, written in content.outcomes.items():
        for one in written:
            arms = frozenset(arm.name for arm in one.outcome.arms)
            before, outcome = first.setdefault((one.outcome.source, *_key(one.outcome), arms), (doc, one))
            if before != doc and _contradict(outcome.outcome, one.outcome):
                place = f"{files[before]}:{outcome.line}"
                fault = f"`{one.outcome.id}` of {one.outcome.source} is said otherwise in {place}"
                yield Problem(files[doc], one.line, fault)


def _contradict(one: Outcome, other: Outcome) -> bool:
    others = {arm.name: arm for arm in other.arms}
    pairs = [(arm, others[arm.name]) for arm in one.arms]
    differ = any(
        left != right and not {left, right} & {None, ""}
        for arm, twin in pairs
        for left, right in ((arm.n, twin.n), (arm.events, twin.events), (arm.value, twin.value))
    )
    return differ or bool(one.effect and other.effect and one.effect != other.effect)


def _whole(document: Document, written: Sequence[WrittenOutcome], content: Content) -> Iterator[Problem]:
    """What the card says beside its outcomes."""
    for name in document.values("biomarker"):
        if name not in content.biomarkers:
            fault = f"the biomarker `{name}` is not in {BIOMARKERS}"
            yield Problem(document.file, document.line("biomarker"), fault)
    if not document.entries("outcomes"):
        return
    roles = {one.outcome.role for one in written}
    none_read = document.text("harms_read") == NONE_READ
    line = document.line("outcomes")
    # An outcome that could not be read was named; nothing is said to be missing because of it.
    if len(written) == len(document.entries("outcomes")):
        if not roles & {"primary", "secondary"}:
            # A report of harms alone may have none; harms without benefit mislead nobody into a treatment.
            fault = "has no outcome of benefit (role primary or secondary)"
            yield Problem(document.file, line, fault, warning=True)
        if "harm" not in roles and not none_read:
            yield Problem(
                document.file, line, f"has no outcome of harm; add one, or `harms_read: {NONE_READ}`"
            )
    if "harm" in roles and none_read:
        fault = f"`harms_read: {NONE_READ}` stands beside an outcome of harm"
        yield Problem(document.file, document.line("harms_read"), fault)
    of_outcomes = paper_row.met_of_outcomes([one.outcome for one in written])
    of_text = paper_row.met_of_text(document.text("met"))
    if {of_outcomes, of_text} == {paper_row.MET, paper_row.NOT_MET}:
        fault = f"`met` says that the endpoint was {of_text}, its outcomes say {of_outcomes}"
        yield Problem(document.file, document.line("met"), fault)
