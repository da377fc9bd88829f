"""The hostile loops, a few rounds each with a fixed seed: what they count, and that no fault comes of it."""

import importlib
import random
from math import inf

import pytest

from tools.hostile.__main__ import FAULTS, names
from tools.hostile.attack import Fault, count

pytestmark = pytest.mark.slow  # loops of their own

ROUNDS = {
    "flips": 60, "forgery": 40, "imports": 200, "kills": 3, "papers": 200, "queries": 300, "rot": 30,
    "window_kills": 1,
}  # fmt: skip


@pytest.mark.parametrize(("name", "rounds"), ROUNDS.items())
def test_that_a_loop_finds_no_fault(name: str, rounds: int, monkeypatch: pytest.MonkeyPatch):
    for variable in ("HOSTILE_LIBRARY", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, "")
    assert name in names()
    attack = importlib.import_module(f"tools.hostile.{name}").attack
    counts = count(attack, random.Random(1), inf, rounds=rounds, slow=inf)  # noqa: S311
    assert counts["rounds"] == rounds
    assert not any(counts.get(fault, 0) for fault in FAULTS)


def test_that_a_fault_is_counted_as_what_it_is_and_ends_the_loop(capsys: pytest.CaptureFixture[str]):
    def attack(chance, folder):
        yield "fine"
        if chance.random() < 2:
            raise Fault("lost", f"{folder.name} is empty")
        yield "fine"

    counts = count(attack, random.Random(1), inf)  # noqa: S311
    assert counts == {"rounds": 2, "fine": 1, "hangs": 0, "tracebacks": 0, "lost": 1}
    assert "is empty" in capsys.readouterr().err
