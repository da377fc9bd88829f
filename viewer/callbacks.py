"""Shapes of functions that are handed in from above."""

from collections.abc import Callable

IsStale = Callable[[], bool]
"""Whether the answer is no longer wanted: the work may stop."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""
