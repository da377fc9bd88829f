"""The template for group policy holds every setting, in words, with values that the program takes."""

import re
import zipfile
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import release
from windows import admx

from viewer.userdata.preset import POLICIES, read_preset
from viewer.userdata.settings import BY_KEY

SPACE = {"p": "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"}


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ET.Element, ET.Element]:
    """Read template and words as Windows would."""
    monkeypatch.setattr(release, "DIST", tmp_path)
    with zipfile.ZipFile(admx.build()) as archive:
        template, words = archive.read("wardshelf.admx"), archive.read("en-US/wardshelf.adml")
    return ET.fromstring(template), ET.fromstring(words)  # noqa: S314  (our own)


def values(policy: ET.Element) -> list[object]:
    """Give what a policy can write."""
    texts: list[object] = [found.text for found in policy.iterfind(".//p:item//p:string", SPACE)]
    numbers = [found.get("value") for found in policy.iterfind("./*/p:decimal", SPACE)]
    bounds = [
        found.get(name)
        for found in policy.iterfind(".//p:elements/p:decimal", SPACE)
        for name in ("minValue", "maxValue")
    ]
    return texts + [int(number) for number in (*numbers, *bounds) if number is not None]


def test_that_every_setting_has_a_policy_whose_values_the_program_takes(
    read: tuple[ET.Element, ET.Element], tmp_path: Path
) -> None:
    policies = {str(policy.get("name")): policy for policy in read[0].iterfind(".//p:policy", SPACE)}
    assert policies.keys() == BY_KEY.keys()
    for name, policy in policies.items():
        assert policy.get("key") == POLICIES
        written = values(policy)
        assert len(written) >= 2
        for value in written:
            preset, notices = read_preset(tmp_path / "none", partial(dict, {name: value}))
            assert preset.locked == {name}
            assert notices == ()


def test_that_every_word_is_there(read: tuple[ET.Element, ET.Element]) -> None:
    asked = set(re.findall(r"\$\((string|presentation)\.(\w+)\)", ET.tostring(read[0], "unicode")))
    given = {
        (kind, found.get("id"))
        for kind in ("string", "presentation")
        for found in read[1].iterfind(f".//p:{kind}", SPACE)
    }
    assert asked == given
