"""Templates of new pages."""

import re
from pathlib import Path

from viewer.errors import UsageError, ViewerError

_PAPER = """\
---
title: {key}
summary: "TODO: one sentence: what was shown, in whom, against what [@{key}]."
population: [TODO one or more of the closed list in docs/authoring.md]
qualifier: []
keywords: []
reference: {key}
year: TODO
question: "TODO: in whom, what against what, for which outcome?"
design: "TODO: such as phase 3 RCT, open label"
n: "TODO: number randomised, then by arm"
comparison: "TODO"
endpoint: "TODO: the primary endpoint"
met: "TODO: yes, no, not applicable, or a sentence"
result: "TODO: with interval, both arms [@{key}]"
harms: "TODO: serious harms and deaths in both arms [@{key}], or: not stated in the abstract"
limits: "TODO: why the result may not hold for people with metastatic rectal cancer"
result_line: "TODO: population, design, result and harm in at most 240 characters"
grade: TODO
checked: "TODO: what was read, such as: abstract checked"
study: {key}
compared: "TODO: a v b, in few words"
biomarker: []
line: TODO
type: TODO
# outcomes: its figures as data; docs/authoring.md shows how
---

## What it may mean here

::: commentary
TODO: what no source states, in two sentences.
:::
"""


def write_paper(folder: Path, key: str) -> Path:
    """Write `papers/KEY.md`; raises UsageError where it exists or the key is no key."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key):
        raise UsageError(f"{key!r} is no key: use small letters, digits and hyphens, as palma2019.")
    if not (folder / "library.toml").is_file():
        raise UsageError(f"{folder} is no content folder; name one with --content DIR.")
    path = folder / "papers" / f"{key}.md"
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(_PAPER.format(key=key))
    except FileExistsError as error:
        raise UsageError(f"{path} is there already.") from error
    except OSError as error:
        raise ViewerError(f"{path} cannot be written ({error.strerror}).") from error
    return path
