"""kill -9 while a reader keeps things: whatever was acknowledged is there afterwards."""

import random
import subprocess
import sys
import time
from pathlib import Path

from tools.hostile.attack import Fault, Rounds, count
from viewer.userdata.store import Store

_SLOW = 30.0
"""A round starts a process and gives it time to write."""
_WRITER = """
import sys
from pathlib import Path
from viewer.userdata.store import Store
store = Store(Path(sys.argv[1]))
for number in range(100_000):
    doc = f"faqs/{sys.argv[2]}-{number}"
    store.notes.save(doc, "", "", "typed " + "x" * (number % 7 * 999))
    if number % 5 == 0:
        store.bookmarks.add(doc, doc)
    if number % 50 == 49:
        store.history.delete_all()
    print(doc, flush=True)
"""


def attack(chance: random.Random, folder: Path, writer: str = _WRITER) -> Rounds:
    """Start a writer, kill it somewhere, and look for all that it said was kept."""
    data, acknowledged, number = folder / "data", set[str](), 0
    while True:
        number += 1
        acknowledged |= _killed(writer, data, number, chance)
        store = Store(data)
        kept, notices = {note.doc for note in store.notes.list()}, store.notices
        store.close()
        if notices or not acknowledged <= kept:
            raise Fault("lost", f"{len(acknowledged - kept)} of {len(acknowledged)} lost; {notices}")
        if len(acknowledged) > 2_000:
            data, acknowledged = folder / f"data-{number}", set()
        yield "killed, nothing lost"


def _killed(script: str, data: Path, number: int, chance: random.Random) -> set[str]:
    """The lines that a process wrote until it was killed."""
    command = [sys.executable, "-c", script, str(data), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(chance.random() * 0.2)
        process.kill()
        lines = [first, *process.stdout.readlines()]
    return {line.strip() for line in lines if line.endswith("\n")}


def loop(chance: random.Random, deadline: float) -> dict[str, int]:
    """What came of it until the deadline."""
    return count(attack, chance, deadline, slow=_SLOW)
