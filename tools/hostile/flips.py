"""Bytes that change in a library: what differs is refused or says so, and is never shown as true."""

import random
from contextlib import closing
from pathlib import Path

from tools.hostile.attack import Fault, Rounds, count, everything, mutated, sample
from viewer.errors import LibraryError
from viewer.library import manifest, schema
from viewer.library.checksums import DIFFERS
from viewer.library.compiled import DAMAGED, Library
from viewer.library.manifest import verify


def attack(chance: random.Random, folder: Path) -> Rounds:
    """Harm library.sqlite or its manifest, read all of it, and compare each piece with what it was."""
    library = sample(folder)
    with closing(Library.open(library)) as opened:
        true = everything(opened)
    while True:
        path = library / chance.choice((schema.FILE, schema.FILE, schema.FILE, manifest.FILE))
        kept = path.read_bytes()
        data = mutated(kept, chance)
        path.write_bytes(data)
        try:
            yield _read(library, true, changed=data != kept and path.name == schema.FILE)
        finally:
            path.write_bytes(kept)


def _read(directory: Path, true: dict[str, object], *, changed: bool) -> str:
    try:
        with closing(Library.open(directory)) as library:
            shown = everything(library)
    except LibraryError:
        return "library refused"
    differing = {name: piece for name, piece in shown.items() if piece != true.get(name)}
    for name, piece in differing.items():
        if not isinstance(piece, LibraryError) and not any(
            word in repr(piece) for word in (DIFFERS, DAMAGED)
        ):
            raise Fault("changed in silence", f"{name} was changed and is shown as true")
    if changed and not verify(directory):
        raise Fault("unnamed damage", "the files do not tell what happened to them")
    return "piece refused" if differing else "unharmed"


def loop(chance: random.Random, deadline: float) -> dict[str, int]:
    """What came of it until the deadline."""
    return count(attack, chance, deadline)
