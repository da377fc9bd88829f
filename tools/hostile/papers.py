"""Exports of other programs that were tampered with: read in time, refused by line, kept as read."""

import random
from datetime import date
from pathlib import Path

from tools.hostile.attack import Fault, Rounds, count, mutated
from viewer import paths
from viewer.imports import export
from viewer.imports.intake import read_bytes
from viewer.imports.own_form import paper_of, written
from viewer.imports.page import page_of, passages_of
from viewer.imports.paper_folder import PaperFolder
from viewer.imports.record import OwnPaper, Refusal
from viewer.library.sieve import sieved

_CASES = paths.program_folder() / "tests" / "cases" / "imports"
_PIECES = (
    b'TY - JOUR\n', b'ER - \n', b'AB - ', b'PMID- 1\n', b' ', b'\n\n', b'@article{x, title={', b'}',
    b'{', b'\\', b'$', b'"', b'#', b'<', b'>', b'&', b'&lt;', b'&#x110000;', b'<sec>', b'</sec>',
    b'<![CDATA[', b']]>', b'<!-- ', b'<!DOCTYPE a [', b'<!ENTITY a "b">', b'&a;', b'<sup>', b'[',
    b']', b'{"title":', b'1e999', b'9' * 5000, b'null,', b'%0 ', b'# ', b'## ', b'---\n',
    b'wardshelf: 1\n', b'\x00', b'\xff\xfe', b'\xef\xbb\xbf', b'\xed\xa0\x80', '\u202e'.encode(),
    '￼'.encode(), b'a' * 3000, b' and ', b'10.1000/', b'(' * 50, b'| a ', b"colspan='999'",
    b"rowspan='9999'", b'2019-13-45', b'\r', b'\x0b',
)  # fmt: skip
_REPEATS = (1, 1, 1, 2, 30, 1_000, 20_000)
_LARGEST = 400_000
_DAY = date(2026, 11, 28)
_KEPT_EACH = 50
"""Rounds of which one is also kept on the disk."""


def attack(chance: random.Random, folder: Path) -> Rounds:
    """Change a case of each form, read it, and show, write and read again whatever came of it."""
    cases = [
        path.read_bytes() for path in sorted(_CASES.iterdir()) if not path.name.endswith(".expected.txt")
    ]
    cases.append("".join(map(written, _papers(cases[0]))).encode())
    for number in range(10**9):
        data = _tampered(chance.choice(cases), chance)
        papers = _papers(data)
        for paper in papers[:20]:
            _use(paper)
        if papers and number % _KEPT_EACH == 0:
            _keep(papers[:20], folder / f"data{number}")
        yield "read" if papers else "refused"


def _papers(data: bytes) -> list[OwnPaper]:
    papers, other = [], 0
    for one in read_bytes(data):
        if isinstance(one, OwnPaper):
            papers.append(one)
        else:
            other += 1
            if isinstance(one, Refusal) and (one.line < 1 or not one.reason):
                raise Fault("unnamed damage", "a refusal without a line or a reason")
    if not papers and not other:
        raise Fault("unnamed damage", "nothing was said of a file of which nothing was taken")
    return papers


def _use(paper: OwnPaper) -> None:
    """Show a paper, and write and read it in the form in which it is kept."""
    found = paper_of(written(paper))
    if not isinstance(found, OwnPaper):
        raise Fault("lost", f"a paper does not come back from its own file: {found}")
    if (found.title, found.parts, found.more) != (paper.title, paper.parts, paper.more):
        raise Fault("changed in silence", f"a paper comes back otherwise: {found.parts} {paper.parts}")
    for section in page_of(paper).sections:
        sieved(section.html)
    list(passages_of(paper))
    for _, write in export.FORMS.values():
        write([paper])


def _keep(papers: list[OwnPaper], folder: Path) -> None:
    kept = PaperFolder(folder)
    kept.add(papers, _DAY)
    if len(PaperFolder(folder).papers()) != len(papers):
        raise Fault("lost", "papers that were kept are not all there")


def _tampered(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return mutated(data, chance)
    for _ in range(chance.choice((1, 1, 3, 10))):
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.choice(_PIECES) * chance.choice(_REPEATS) + data[place:]
        data = data[:_LARGEST]
    return data


def loop(chance: random.Random, deadline: float) -> dict[str, int]:
    """What came of it until the deadline."""
    return count(attack, chance, deadline)
