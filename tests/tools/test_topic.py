"""The program does not know what its library is about."""

from pathlib import Path

import pytest

from tools import topic


def test_that_no_word_of_the_topic_stands_in_the_program():
    assert list(topic.breaches()) == []


@pytest.mark.parametrize(
    "line",
    [
        "HINT = 'asthma'",
        '"""`Salbutamol` before."""',
        "x = 'children with Asthma'",
        "NOTE = 'In the handbook'",
    ],
)
def test_that_a_word_of_the_topic_is_found_wherever_it_stands(tmp_path: Path, line: str):
    content, program = tmp_path / "content", tmp_path / "viewer"
    (content / "vocabulary").mkdir(parents=True)
    program.mkdir()
    guide = '[guide]\nname = "the handbook"\nown_heading = "In the handbook"\n'
    (content / "library.toml").write_text(f'title = "Asthma in children"\n{guide}', encoding="utf-8")
    (content / "populations.tsv").write_text("population\nchildren with asthma\n", encoding="utf-8")
    (content / "vocabulary/drugs.tsv").write_text("generic\nsalbutamol\tVentolin\n", encoding="utf-8")
    (program / "plain.py").write_text("NOTE = 'a page'\n", encoding="utf-8")
    assert list(topic.breaches(tmp_path)) == []
    (program / "told.py").write_text(f"{line}\n", encoding="utf-8")
    (found,) = topic.breaches(tmp_path)
    assert found.startswith("viewer/told.py:1: has ")
