"""Write docs/guide-coverage.md: each citation group of the guide, its verdict and the pages that carry it."""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
GROUPS = "guide-groups.tsv"
COLUMNS = ["group", "cites", "claim", "verdict", "note"]
COUNT = 29
VERDICTS = {"H": "holds", "P": "plausible, not seen", "?": "source not readable", "M": "mismatch"}
_CITATION = re.compile(r"@([a-z0-9][a-z0-9-]*)")
HEAD = """# Coverage of the guide

Made from the content by `tools/guide_coverage.py`; do not edit it by hand.
The guide's text holds 29 groups of bracket citations; each row is one, in order of appearance.
A page carries a group if its front matter names it under `guide_groups`. The script stops
if a group is carried nowhere, or if a page that carries one does not cite all of its works.

Verdict: H, holds with what was read; P, plausible, but the text was not seen; ?, the source was not readable;
M, mismatch. Two letters are for two parts of the claim, or for two sources.

| Group | Cites | Claim, in our words | Verdict | Carried by | Note |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Group:
    """One bracket group of the guide."""

    number: int
    cites: tuple[int, ...]
    claim: str
    verdict: str
    note: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A page that carries groups, with the keys that it cites."""

    doc: str
    groups: frozenset[int]
    keys: frozenset[str]


def read_groups(text: str) -> list[Group]:
    """Read guide-groups.tsv; raises ValueError where a row is not as it should be."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if lines[0].split("\t") != COLUMNS:
        raise ValueError(f"{GROUPS}: the header must be {', '.join(COLUMNS)}")
    groups = [_group(line.split("\t")) for line in lines[1:]]
    if [group.number for group in groups] != list(range(1, COUNT + 1)):
        raise ValueError(f"{GROUPS}: the groups must be 1 to {COUNT}, each once and in order")
    return groups


def _group(cells: list[str]) -> Group:
    number, cites, claim, verdict, note = cells
    if set(verdict.split("/")) - set(VERDICTS):
        raise ValueError(f"{GROUPS}: group {number} has the unknown verdict {verdict}")
    return Group(int(number), tuple(int(cite) for cite in cites.split(";")), claim, verdict, note)


def read_carriers(content: Path) -> list[Carrier]:
    """Find every page whose front matter names groups."""
    carriers = []
    for path in sorted(content.glob("*/*.md")):
        _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
        numbers = yaml.safe_load(header).get("guide_groups", [])
        if numbers:
            doc = path.relative_to(content).with_suffix("").as_posix()
            carriers.append(Carrier(doc, frozenset(numbers), frozenset(_CITATION.findall(header + body))))
    return carriers


def keys_by_number(references: str) -> dict[int, str]:
    """Map the guide's reference numbers to our keys."""
    return {
        number: item["id"]
        for item in json.loads(references)
        for number in item.get("custom", {}).get("guide_numbers") or []
    }


def faults(groups: Iterable[Group], carriers: list[Carrier], keys: Mapping[int, str]) -> list[str]:
    """Say which groups are carried nowhere, or on a page that leaves out one of their works."""
    found = []
    for group in groups:
        pages = [carrier for carrier in carriers if group.number in carrier.groups]
        if not pages:
            found.append(f"group {group.number} is carried by no page")
        wanted = {keys[cite] for cite in group.cites}
        for page in pages:
            found += [
                f"{page.doc} carries group {group.number} without citing {key}"
                for key in sorted(wanted - page.keys)
            ]
    strays = {number for carrier in carriers for number in carrier.groups} - set(range(1, COUNT + 1))
    return found + [f"there is no group {number}" for number in sorted(strays)]


def table(groups: Iterable[Group], carriers: list[Carrier], keys: Mapping[int, str]) -> str:
    """Make the Markdown page."""
    rows = []
    for group in groups:
        cites = ", ".join(f"{cite} `{keys[cite]}`" for cite in group.cites)
        pages = ", ".join(f"`{carrier.doc}`" for carrier in carriers if group.number in carrier.groups)
        rows.append(
            f"| {group.number} | {cites} | {group.claim} | {group.verdict} | {pages} | {group.note} |\n"
        )
    return HEAD + "".join(rows)


def main(arguments: list[str] | None = None) -> int:
    """Write the page, or with --check say whether it is as the content would make it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where the page is not current"
    )
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "guide-coverage.md")
    options = parser.parse_args(arguments)
    groups = read_groups((options.content / GROUPS).read_text(encoding="utf-8"))
    keys = keys_by_number((options.content / "references.json").read_text(encoding="utf-8"))
    carriers = read_carriers(options.content)
    problems = faults(groups, carriers, keys)
    page = table(groups, carriers, keys)
    if options.check and (not options.output.exists() or options.output.read_text(encoding="utf-8") != page):
        problems.append(f"{options.output.name} is not what the content makes: run tools/guide_coverage.py")
    for problem in problems:
        sys.stderr.write(problem + "\n")
    if not problems and not options.check:
        options.output.write_text(page, encoding="utf-8")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
