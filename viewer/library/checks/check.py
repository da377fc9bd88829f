"""Everything that can be said about a content folder: all faults in one run, or the assembled library."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from viewer.callbacks import Progress
from viewer.errors import ContentError, Problem
from viewer.library.checks import (
    card_evidence,
    completeness,
    figures,
    layout,
    readability,
    silence,
    surnames,
    words,
)
from viewer.library.checks.readability import PageShare
from viewer.library.content import edition, references, source
from viewer.library.content.glossary import Terms
from viewer.library.content.source import Content
from viewer.library.model import Edition
from viewer.library.pages import generated, paper_row
from viewer.library.pages.assemble import Assembled, entries
from viewer.library.pages.compose import Composed, Composer
from viewer.library.pages.html import Known
from viewer.library.pages.text import ShownCitation
from viewer.prose import counted

PAGE_WARNING = 200_000
"""Characters of HTML above which a page is shown in parts."""


def check(folder: Path, progress: Progress | None = None) -> list[Problem]:
    """Name every fault and warning, by file and line."""
    return _judge(folder, progress)[2]


def page_shares(folder: Path, progress: Progress | None = None) -> list[PageShare]:
    """Count how much of each page speaks of provenance."""
    content = source.load(folder, progress)
    return readability.shares(_compose(content, progress), content.provenance)


def assemble(folder: Path, progress: Progress | None = None) -> tuple[Assembled, list[Problem]]:
    """Put a library together, with the warnings; raises ContentError with every fault."""
    content, composed, problems = _judge(folder, progress)
    faults = [problem for problem in problems if not problem.warning]
    if faults or content.edition is None:
        raise ContentError(faults)
    return _assembled(content, composed, content.edition), problems


def draft(folder: Path, progress: Progress | None = None) -> Assembled:
    """Put together what can be read of a content folder, whatever faults its pages have."""
    content = source.load(folder, progress)
    needed = [problem for problem in content.problems if problem.file in (edition.FILE, references.FILE)]
    if content.edition is None or any(not problem.warning for problem in needed):
        raise ContentError([problem for problem in needed if not problem.warning])
    return _assembled(content, _compose(content, progress), content.edition)


def _judge(folder: Path, progress: Progress | None) -> tuple[Content, list[Composed], list[Problem]]:
    content = source.load(folder, progress)
    composed = _compose(content, progress)
    problems = content.problems
    _check_links(composed, content, problems)
    _check_uncited(composed, content, problems)
    for one in composed:
        layout.check(one, content.references, content.refused, problems)
        _check_size(one, problems)
    figures.check(composed, content, problems)
    problems.extend(card_evidence.check(content))
    problems.extend(words.check(content))
    problems.extend(silence.check(composed, content))
    problems.extend(surnames.check(composed, content))
    problems.extend(readability.warnings(readability.shares(composed, content.provenance)))
    completeness.check(composed, problems)
    return content, composed, sorted(set(problems))


def _compose(content: Content, progress: Progress | None) -> list[Composed]:
    shown = {key: ShownCitation(work.number, work.letter) for key, work in content.references.items()}
    works = {key: reference.source().full for key, reference in content.references.items()}
    known = Known(shown, Terms(content.glossary), content.images, works, content.refused)
    composer = Composer(known, content.problems)
    composed = []
    for done, document in enumerate(content.documents):
        if progress:
            progress("rendering", done + 1, len(content.documents))
        composed.append(composer.compose(document))
    if content.glossary:
        composed.append(generated.glossary_page(content.glossary, composer))
    composed += [generated.reference_page(reference) for reference in content.references.values()]
    return composed


def _assembled(content: Content, composed: Sequence[Composed], which: Edition) -> Assembled:
    made = entries(composed, content.references, which, content.changes)
    newest = max((entry.page.newest_source or 0 for entry in made), default=0)
    return Assembled(
        replace(which, newest_source=newest or None), made, tuple(content.references.values()),
        content.glossary, content.images, content.vocabulary,
        paper_row.papers(content.documents, content.outcomes),
    )  # fmt: skip


def _check_links(composed: Iterable[Composed], content: Content, problems: list[Problem]) -> None:
    anchors: dict[str, set[str]] = {
        one.document.id: {draft.anchor for draft in one.drafts} | {""} for one in composed
    }
    others: dict[str, Container[str]] = {
        "glossary": {term.slug for term in content.glossary},
        "references": content.refused,
    }
    for one in composed:
        for link in one.links:
            folder, _, slug = link.doc.partition("/")
            if folder in others and slug in others[folder]:
                continue
            if link.doc not in anchors:
                fault = f"broken link: there is no document `{link.doc}`"
            elif link.anchor not in anchors[link.doc]:
                fault = f"broken link: `{link.doc}` has no heading `{link.anchor}`"
            else:
                continue
            problems.append(Problem(one.document.file, link.line, fault))


def _check_uncited(composed: Iterable[Composed], content: Content, problems: list[Problem]) -> None:
    cited = {key for one in composed for key in one.cited}
    for key, reference in content.references.items():
        if key not in cited and not reference.listed_only:
            message = f"the reference `{key}` is never cited"
            problems.append(Problem(references.FILE, reference.line, message, warning=True))


def _check_size(one: Composed, problems: list[Problem]) -> None:
    size = sum(len(draft.html) for draft in one.drafts)
    if size > PAGE_WARNING:
        message = (
            f"the page has {size // 1000} kB, above {PAGE_WARNING // 1000} it is shown in parts; divide it"
        )
        problems.append(Problem(one.document.file, 0, message, warning=True))


def summary(problems: Sequence[Problem]) -> str:
    """One line at the end of a check."""
    warnings = sum(problem.warning for problem in problems)
    faults = len(problems) - warnings
    return f"{counted(faults, 'fault')}, {counted(warnings, 'warning')}"
