import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from viewer import paths
from viewer.desktop.look.fonts import use_bundled_font
from viewer.evidence.drawings.lettering import fitted, isolated, width, wrapped

_WORDS = "encorafenib + cetuximab v control, HR 0.60 (95% CI 0.47–0.75); WWW ≥ 3 → ← “Größe” жизнь"


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold])
def test_that_no_text_is_wider_than_was_reckoned_without_a_font(qapp, weight):
    use_bundled_font(qapp, paths.resources() / "fonts")
    font = QFont("Inter")
    font.setPixelSize(12)
    font.setWeight(weight)
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("encorafenib") <= width("encorafenib", 12)
    assert all(metrics.horizontalAdvance(word) <= width(word, 12) for word in _WORDS.split())


def test_that_a_long_text_is_cut_with_an_ellipsis_to_its_room():
    cut = fitted("encorafenib + cetuximab", 11, 80)
    assert cut.endswith("…")
    assert width(cut, 11) <= 80
    assert fitted("control", 11, 80) == "control"


def test_that_lines_are_broken_between_words_and_the_last_one_says_that_more_follows():
    assert wrapped("Death within 60 days of randomisation", 12, 120, 3) == [
        "Death within 60", "days of", "randomisation",
    ]  # fmt: skip
    assert wrapped("Death within 60 days of randomisation", 12, 120, 2)[-1].endswith("…")
    assert wrapped("", 12, 120, 2) == []


def test_that_right_to_left_letters_turn_nothing_beside_them():
    assert isolated("ضبط") == "\u2068ضبط\u2069"
    assert isolated("control") == "control"
