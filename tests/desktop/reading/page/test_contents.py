"""Where a page opens."""

from tests.desktop.reading_support import SBRT
from viewer.desktop.reading.pane import PagePane


def test_that_a_hit_in_the_first_section_keeps_title_and_population_in_sight(pane: PagePane):
    pane.resize(900, 900)
    pane.show_page(SBRT, "harms")
    assert pane.view.verticalScrollBar().value() == 0
    assert pane.view.sections.current == "harms"
    pane.show_page(SBRT, "who")
    assert pane.view.verticalScrollBar().value() > 0


def test_that_a_first_section_far_below_the_title_is_scrolled_to(pane: PagePane):
    pane.resize(900, 240)
    pane.show_page(SBRT, "harms")
    assert pane.view.verticalScrollBar().value() > 0
