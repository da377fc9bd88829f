"""Outcomes for drawings: real ones as a card states them, and hostile ones."""

from viewer.library.evidence import Arm, Effect, Interval, Outcome


def outcome(name="Overall survival", role="primary", arms=(), effect=None, **more):
    values = {
        "id": "overall-survival",
        "kind": "time to event",
        "at": "",
        "analysis": "",
        "source": "x",
        "read": "A",
    }
    return Outcome(name=name, role=role, arms=tuple(arms), effect=effect, **{**values, **more})


def ratio(value="0.60", low="0.47", high="0.75", arm="triplet", reference="control", better="below", **more):
    interval = Interval(low, high, "95") if low else None
    return Effect("HR", value, arm, reference, better, interval, **more)


BEACON = outcome(
    arms=(Arm("triplet", 224, value="9.3", unit="months"), Arm("control", 221, value="5.9", unit="months")),
    effect=ratio(p="< 0.001"),
    at="update of 2020",
)
RESPONSE = outcome(
    "Response",
    "secondary",
    (
        Arm("triplet", 111, value="26", unit="%", interval=Interval("18", "35", "95")),
        Arm("control", 107, value="2", unit="%", interval=Interval("0", "7", "95")),
    ),
    id="response",
    kind="binary",
)
HARM = outcome(
    "Events of grade 3 or more",
    "harm",
    (Arm("triplet", 222, value="58", unit="%"), Arm("control", value="61", unit="%")),
    id="grade-3-or-more",
    kind="binary",
)
DEATHS = outcome(
    "Death from treatment",
    "harm",
    (Arm("SABR", 66, 3, "4.5", "%"), Arm("control", 33, 0)),
    id="death-from-treatment",
    kind="binary",
)
RARE = outcome(
    "Death within 60 days",
    "harm",
    (Arm("primary resection", 1_000, 4), Arm("control", 1_000, value="12.5", unit="%")),
    id="death-within-60-days",
    kind="binary",
)
