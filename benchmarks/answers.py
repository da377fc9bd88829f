"""How good the answers are, on sets of several kinds, beside the peers: `python -m benchmarks.answers`."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import Question
from benchmarks.engines import Peer, peers
from benchmarks.ndcg import ndcg
from benchmarks.sets import QuestionSet, question_sets
from viewer.library.vocabulary import Vocabulary

COLUMNS = ("set", "engine", "choosing", "showing", "questions with fewer than ten hits")


def main() -> None:
    """Print nDCG@10 for each set and engine, by half."""
    print(f"## Answers, nDCG@10\n\n| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|")
    for one in question_sets():
        with tempfile.TemporaryDirectory() as scratch:
            for engine in peers(Vocabulary()):
                print(f"| {one.name} | {engine.name} | {_measured(engine, one, Path(scratch))} |", flush=True)
    print()


def _measured(engine: Peer, one: QuestionSet, scratch: Path) -> str:
    folder = scratch / engine.name
    folder.mkdir()
    engine.build(one.passages, folder)
    engine.open(folder)
    found = [[engine.answer(question.text) for question in half] for half in one.halves()]
    few = sum(len(ids) < 10 for half in found for ids in half)
    means = [_mean(ids, asked) for ids, asked in zip(found, one.halves(), strict=True)]
    return f"{means[0]:.4f} | {means[1]:.4f} | {few}"


def _mean(found: Sequence[Sequence[str]], asked: Sequence[Question]) -> float:
    return sum(map(ndcg, found, asked)) / max(1, len(asked))


if __name__ == "__main__":
    main()
