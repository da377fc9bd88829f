"""Invented papers to be put in rows and columns: no figure here is of any trial."""

from dataclasses import replace

from viewer.library.evidence import Arm, Effect, Interval, Outcome, Paper


def arm(name: str, value: str, unit: str = "months") -> Arm:
    return Arm(name, n=100, value=value, unit=unit)


def ratio(value: str, low: str = "", high: str = "", p: str = "") -> Effect:
    interval = Interval(low, high, "95") if low else None
    return Effect("HR", value, "new", "usual", "below", interval, p)


SURVIVAL = Outcome(
    "overall-survival", "Overall survival", "time to event", "primary", "3 years", "intention to treat",
    (arm("new", "12.1"), arm("usual", "9.4")), "one2020", "A", effect=ratio("0.71", "0.55", "0.92"), met=True,
)  # fmt: skip
PROGRESSION = replace(
    SURVIVAL, id="progression-free-survival", name="Progression-free survival", role="secondary", at="",
    arms=(arm("new", "6.2"), arm("usual", "4.0")), effect=ratio("0.60", p="= 0.02"), met=None,
)  # fmt: skip
DEATHS = Outcome(
    "death-from-treatment", "Death from treatment", "binary", "harm", "30 days", "as treated",
    (Arm("new", n=100, events=4, value="4", unit="%"), Arm("usual", n=100, events=1, value="1", unit="%")),
    "one2020", "B",
)  # fmt: skip
GRADE_3 = replace(DEATHS, id="grade-3-or-more", name="Events of grade 3 or more", at="whole study")
ONE = Paper(
    "papers/one", "ONE-1", "The first trial", "new + usual v usual", "Systemic", ("metastatic colorectal",),
    ("liver only",), ("HER2-positive",), "later", "randomised", "Phase 3 RCT", "200", 2020,
    "Overall survival", "met", "A/B", "", (SURVIVAL, PROGRESSION, DEATHS),
)  # fmt: skip
TWO = replace(
    ONE, doc="papers/two", study="TWO-2", title="The second trial", qualifiers=(), line="first", year=2018,
    n="2,368 (785 infused)", met="not met", read="A", compared="another v usual",
    outcomes=(
        replace(SURVIVAL, arms=(arm("new", "20"), arm("usual", "21")), effect=ratio("1.04", "0.9", "1.2")),
        replace(GRADE_3, source="two2018"),
    ),
)  # fmt: skip
THREE = replace(
    ONE, doc="papers/three", study="THREE", title="One arm", compared="ablation", group="Local",
    populations=("metastatic rectal", "metastatic colorectal"), biomarkers=(), line="not stated", year=None,
    type="single arm", design="Phase 2", n="", endpoint="", met="not stated", read="B", harms="none read",
    outcomes=(),
)  # fmt: skip
APART = replace(
    ONE, doc="papers/apart", study="APART", title="Two comparisons", year=2023,
    compared="a one v two; b three",
    outcomes=(
        replace(SURVIVAL, comparison="a", source="apart2023"),
        replace(SURVIVAL, comparison="b", effect=ratio("1.12", "0.84", "1.50"), source="apart2023"),
    ),
)  # fmt: skip
ALL = (ONE, TWO, THREE, APART)


def absurd() -> Paper:
    """What a library from elsewhere may say of itself."""
    name = "\u202e" + "שלום " * 1000
    arms = tuple(Arm(f"{name}{n}", n=0, value="1e308", unit=name) for n in range(10_000))
    effect = Effect("HR", "1e308", name, name, "below", Interval("-1e308", "1e-308", "95"))
    outcome = Outcome("x", name, "binary", "primary", name, name, arms, "key", "A", effect=effect)
    return replace(
        ONE, doc="papers/absurd", study=name, title=name, compared=name, populations=(name,) * 50, n=name,
        endpoint=name, biomarkers=(name,), outcomes=(outcome, replace(outcome, role="harm")),
    )  # fmt: skip
