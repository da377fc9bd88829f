"""Every file in cases/imports, in the form of a table of what was read; `REWRITE=1` writes them anew."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CASES
from viewer.imports.intake import Intake, take_in

FILES = sorted(path for path in (CASES / "imports").iterdir() if not path.name.endswith(".expected.txt"))


def told(intake: Intake) -> Iterator[str]:
    for paper in intake.papers:
        yield f"== {paper.form}, line {paper.line}{', machine summary' if paper.is_machine else ''}"
        yield from (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in paper.item.items())
        yield from (f"registry: {number}" for number in paper.registry)
        yield from (f"beside: {name}: {value}" for name, value in paper.more)
        for part in paper.parts:
            yield f"{'#' * part.level} {part.heading}"
            yield from part.text.split("\n")
        yield ""
    yield from (f"refused: {fault}" for fault in intake.faults)
    yield from (f"told: {fault}" for fault in intake.outside)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_that_every_case_is_read_as_expected(path: Path, rewrite: bool):
    expected = path.with_name(f"{path.name}.expected.txt")
    found = "\n".join(told(take_in([path]))) + "\n"
    if rewrite:
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text("utf-8")
