"""The sample's card with outcomes, for tests that break one of them."""

from pathlib import Path

CARD = "papers/sabr-comet.md"
OUTCOMES = """\
study: SABR-COMET
compared: "SABR to every metastasis + standard care v standard care"
biomarker: ["any"]
line: any
type: randomised
outcomes:
  - id: overall-survival-rate
    role: primary
    at: 5 years
    arms:
      - {arm: SABR, n: 66, value: "42.3", unit: "%", low: "28", high: "56", level: "95"}
      - {arm: control, n: 33, value: "17.7", unit: "%", low: "6", high: "34", level: "95"}
    effect: {measure: HR, value: "0.57", p: "= 0.090", arm: SABR, reference: control, better: below}
    met: yes
    source: palma2020
    read: A
  - id: death-from-treatment
    role: harm
    arms:
      - {arm: SABR, n: 66, events: 3, value: "4.5", unit: "%"}
      - {arm: control, n: 33, events: 0}
    source: palma2019
    read: A
"""
FACTS = """\
palma2019\t99 (66 v 33)\tpeople\trandomised\tmixed\t2019\tA\tn
palma2019\t3 of 66 (4.5%) v 0\tdeaths\t66 v 33\tmixed\t2019\tA\tdeaths from treatment
palma2020\t42.3% (28–56) v 17.7% (6–34)\tshare\t66 v 33\tmixed\t2020\tA\t5-year overall survival
palma2020\t0.57; p = 0.090\thazard ratio\t66 v 33\tmixed\t2020\tA\toverall survival
"""
TABLE = """\
id\tname\tkind\tbetter
overall-survival\tOverall survival\ttime to event\tlonger
overall-survival-rate\tAlive at a set time\tbinary\tmore
death-from-treatment\tDeath from treatment\tbinary\tfewer
quality-of-life\tQuality of life\tcontinuous\tmore
"""


def write(content: Path, outcomes: str = OUTCOMES, **fields: str) -> int:
    """Give the card these outcomes and fields, and say on which line they begin."""
    (content / "outcomes.tsv").write_text(TABLE, encoding="utf-8")
    (content / "biomarkers.tsv").write_text("name\tnote\nany\tnot selected by a marker\n", encoding="utf-8")
    with (content / "facts/sabr.tsv").open("a", encoding="utf-8") as facts:
        facts.write(FACTS)
    card = content / CARD
    header, _, body = card.read_text(encoding="utf-8").partition("\n---\n")
    for name, value in fields.items():
        lines = [line for line in header.split("\n") if not line.startswith(f"{name}: ")]
        header = "\n".join([*lines, f"{name}: {value}"])
    card.write_text(f"{header}\n{outcomes}---\n{body}", encoding="utf-8")
    return header.count("\n") + 2
