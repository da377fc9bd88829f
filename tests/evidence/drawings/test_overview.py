"""All drawings of a card in one picture: harms first, each mark with an id of its own, in words as well."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

from tests.evidence.trials import ALL, DEATHS, ONE, absurd
from viewer.evidence.drawings.drawing import Palette
from viewer.evidence.drawings.overview import NOTHING, WIDTH, overview
from viewer.library import statement
from viewer.library.evidence import Paper


def cited(key: str) -> str:
    return f"{key}, as it is cited"


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: paper.study)
def test_that_a_card_is_one_sound_picture_with_an_id_for_each_mark(qapp: object, paper: Paper):
    drawing = overview(paper, cited)
    ElementTree.fromstring(drawing.svg)  # noqa: S314  (ours)
    ids = re.findall(r' id="([^"]*)"', drawing.svg)
    assert len(ids) == len(set(ids))
    renderer = QSvgRenderer(QByteArray(drawing.svg.encode()))
    assert renderer.isValid()
    assert (renderer.defaultSize().width(), renderer.defaultSize().height()) == (WIDTH, drawing.height)


def test_that_harms_stand_before_results_and_every_outcome_is_said():
    drawing = overview(ONE, cited)
    said = [statement.of_outcome(outcome) for outcome in ONE.outcomes]
    assert all(sentence in drawing.text for sentence in said)
    assert drawing.text.startswith(statement.of_outcome(DEATHS))


def test_that_it_says_of_what_it_is_and_where_it_comes_from():
    shown = " ".join("".join(ElementTree.fromstring(overview(ONE, cited).svg).itertext()).split())  # noqa: S314
    for words in (ONE.study, ONE.compared, "metastatic colorectal", "Source: one2020, as it is cited"):
        assert words in shown


def test_that_a_card_without_outcomes_says_so():
    assert NOTHING in overview(replace(ONE, outcomes=()), cited).text


def test_that_it_stands_on_the_ground_of_its_palette():
    assert 'fill="#123456"' in overview(ONE, cited, Palette(ground="#123456")).svg


def test_that_an_absurd_card_is_a_picture_of_bounded_size(qapp: object):
    drawing = overview(replace(absurd(), outcomes=absurd().outcomes * 100), cited)
    assert len(drawing.svg) < 2_000_000
    assert drawing.height < 20_000
    assert "Not drawn: 160 further outcomes." in drawing.text
    assert QSvgRenderer(QByteArray(drawing.svg.encode())).isValid()
