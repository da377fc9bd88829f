from dataclasses import replace

from tests.evidence.trials import ALL, ONE, THREE, absurd
from viewer.evidence.evidence_map import map_of
from viewer.evidence.papers import Facets, filtered


def test_that_a_cell_counts_papers_and_says_the_strongest_design():
    found = map_of((*ALL, replace(ONE, doc="papers/o", type="observational")))
    cell = found.cell("Systemic", "metastatic colorectal")
    assert (len(cell.papers), cell.strongest) == (4, "randomised")
    assert found.cell("Local", "metastatic rectal").strongest == "single arm"
    assert found.count == 5


def test_that_a_cell_holds_what_the_table_narrowed_to_it_holds():
    found = map_of(ALL)
    for treatment in found.treatments:
        for population in found.populations:
            facets = Facets().toggled("treatment", treatment).toggled("population", population)
            assert found.cell(treatment, population).papers == filtered(ALL, facets)


def test_that_an_empty_cell_says_that_nothing_was_read():
    assert (
        map_of(ALL).cell("Systemic", "metastatic rectal").text
        == "Systemic, metastatic rectal: nothing read here"
    )


def test_that_a_paper_without_design_treatment_or_population_is_counted():
    odd = replace(THREE, group="", populations=(), type="")
    cell = map_of((odd,)).cell("not stated", "not stated")
    assert (cell.papers, cell.strongest) == ((odd,), "not stated")


def test_that_the_text_alternative_says_every_cell():
    text = map_of(ALL).text()
    assert "Local: metastatic colorectal 1 paper, strongest single arm; metastatic rectal 1 paper" in text
    assert (
        "Systemic: metastatic colorectal 3 papers, strongest randomised. "
        "Nothing read here: metastatic rectal." in text
    )
    assert len(map_of((absurd(),)).text()) < 1000
    assert map_of(()).treatments == ()
