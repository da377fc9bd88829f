"""kill -9 on the whole program while it keeps things: whatever was acknowledged is there afterwards."""

import os
import random
from pathlib import Path

from tools.hostile import kills
from tools.hostile.attack import Rounds, count, sample

_SLOW = 60.0
_WINDOW = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from viewer.desktop.frame import Frame
from viewer.desktop.program import Program
from viewer.desktop.start import make_application
from viewer.instance import claim
application, data = make_application(), Path(sys.argv[1])
program = Program(application, Frame(), Path(os.environ["HOSTILE_LIBRARY"]), data, claim(data))
program.start("")
docs, number = [card.doc for card in program.library.cards()], 0

def keep():
    global number
    number += 1
    doc = f"{sys.argv[2]}-{number}"
    program.window.parts.tabs.open(docs[number % len(docs)])
    program.store.notes.save(doc, "", "", "typed " + "x" * (number % 5 * 500))
    if program.store.flush():
        print(doc, flush=True)

timer = QTimer()
timer.timeout.connect(keep)
timer.start(5)
application.exec()
"""


def attack(chance: random.Random, folder: Path) -> Rounds:
    """Start the window, kill it somewhere, and look for all that it said was kept."""
    os.environ["HOSTILE_LIBRARY"] = str(sample(folder))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    yield from kills.attack(chance, folder, _WINDOW)


def loop(chance: random.Random, deadline: float) -> dict[str, int]:
    """What came of it until the deadline."""
    return count(attack, chance, deadline, slow=_SLOW)
