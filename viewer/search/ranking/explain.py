"""Why a passage stands where it stands: for each word what answered it, where, and how much it counts."""

from collections.abc import Mapping, Sequence

from viewer.search.index.impacts import FIELDS
from viewer.search.index.segment import Reader
from viewer.search.ranking.match import Asked, idf
from viewer.search.ranking.postings import Postings


def explain(
    passage: int,
    asked: Sequence[Asked],
    names: Mapping[int, float],
    postings: Postings,
    reader: Reader,
    signs: Sequence[str] = (),
    closer: Mapping[str, float] | None = None,
) -> tuple[str, ...]:
    """Lines for `--explain`: each word of the question, then what each of the other `signs` did to the score.

    `closer` are the signs of the closer look, each with the share of the score that it adds or takes.
    """
    lines = [f"name: fits {names[passage]:.2f}"] if passage in names else []
    for one in asked:
        word = one.group.word.surface
        if not one.row.dense[passage]:
            lines.append(f"{word}: not in this passage")
            continue
        lines.append(f"{word}: adds {one.weight * one.row.dense[passage] / 255:.2f}")
        for form, row in one.forms:
            if row.dense[passage]:
                fields = _fields(passage, form.terms, reader)
                rarity = idf(row.count, postings.count)
                lines.append(
                    f"  {' '.join(form.terms)} ({form.why}, weight {form.weight:g}): in {fields}; "
                    f"IDF {rarity:.2f}, impact {row.dense[passage] / 255:.2f}"
                )
    for sign in signs:
        lines.append(sign)
        if sign.startswith("closer look"):
            lines += (f"  {name}: {value:+.2f}" for name, value in (closer or {}).items() if value)
    return tuple(lines)


def _fields(passage: int, terms: tuple[str, ...], reader: Reader) -> str:
    mask = 15
    for term in terms:
        passages, codes = reader.postings("words", term)
        if passage in passages:
            mask &= codes[passages.index(passage)]
    return ", ".join(name for place, name in enumerate(FIELDS) if mask >> place & 1) or "several fields"
