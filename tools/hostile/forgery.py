"""Indexes that were forged and signed anew: nothing runs, and what comes is an answer or one sentence."""

import os
import pickle
import random
import shutil
from pathlib import Path

from tools.hostile.attack import Fault, Rounds, ask_everything, count, mutated, sample
from viewer.errors import SearchIndexError
from viewer.search import open_index
from viewer.search.index import header


class _Bomb:
    """Once unpickled, it makes a folder."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self._mark),)


def attack(chance: random.Random, folder: Path) -> Rounds:
    """Harm one file in many ways, with bytes, pickles, links, pipes, before opening and while open."""
    true, index, mark = sample(folder) / "index", folder / "index", folder / "mark"
    bomb = pickle.dumps(_Bomb(mark))
    names = sorted(path.name for path in true.iterdir())
    while True:
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(true, index)
        path = index / chance.choice(names)
        word = "answered"
        try:
            if chance.random() < 0.1:
                engine = open_index(index)
                _harm(path, chance, bomb)
            else:
                _harm(path, chance, bomb)
                if chance.random() < 0.8:
                    _sign(index)
                engine = open_index(index)
            try:
                ask_everything(engine)
            finally:
                engine.close()
        except SearchIndexError:
            word = "refused"
        if mark.exists():
            raise Fault("run", f"{path.name} ran code")
        yield word


def _harm(path: Path, chance: random.Random, bomb: bytes) -> None:
    data = path.read_bytes()
    how = chance.randrange(10)
    if how == 0:
        path.write_bytes(bomb)
    elif how == 1:
        place = chance.randrange(len(data) + 1)
        path.write_bytes(data[:place] + bomb + data[place + len(bomb) :])
    elif how == 2:
        (path.parent / f"_MAIN_{chance.randrange(1, 9)}.toc").write_bytes(bomb)
    elif how == 3:
        path.unlink()
        _replace(path, chance)
    else:
        path.write_bytes(mutated(data, chance))


def _replace(path: Path, chance: random.Random) -> None:
    how = chance.randrange(3)
    if how == 0 and hasattr(os, "mkfifo"):
        os.mkfifo(path)
    elif how == 1 and os.name != "nt":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()


def _sign(index: Path) -> None:
    try:
        found = header.read(index)
        header.write(index, found.whoosh, found.passages, found.terms, found.library)
    except (SearchIndexError, OSError):
        pass  # nothing that could be signed


def loop(chance: random.Random, deadline: float) -> dict[str, int]:
    """What came of it until the deadline."""
    return count(attack, chance, deadline)
