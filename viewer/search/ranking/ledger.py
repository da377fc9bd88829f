"""What each sign did to the score of each passage: for `--explain`, which names every sign."""

from collections.abc import Mapping

_CHANGED = 0.005
"""A smaller change is not worth a line."""


class Ledger:
    """Takes down scores as they stand after each sign; keeps nothing unless it is wanted."""

    def __init__(self, wanted: bool = False) -> None:
        self._wanted = wanted
        self._last: dict[int, float] = {}
        self._lines: dict[int, list[str]] = {}

    def enter(self, sign: str, scores: Mapping[int, float]) -> None:
        """Compare the scores with those after the sign before."""
        if not self._wanted:
            return
        for passage, score in scores.items():
            before = self._last.get(passage, 0.0)
            if abs(score - before) >= _CHANGED:
                self._lines.setdefault(passage, []).append(f"{sign}: {score - before:+.2f} = {score:.2f}")
        self._last.update(scores)

    def lines(self, passage: int) -> list[str]:
        """A line for each sign that moved a passage, with the score that it had then."""
        return self._lines.get(passage, [])
