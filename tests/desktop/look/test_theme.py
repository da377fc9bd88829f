"""Light, dark and high contrast keep the promises of contrast."""

import re
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from tests.desktop.look.contrast import contrast
from viewer.desktop.look.icons import scales_in_use
from viewer.desktop.look.sheets import of_heading, scaled
from viewer.desktop.look.theme import Theme
from viewer.desktop.look.tokens import NAMES, load_tokens
from viewer.errors import ViewerError

# What stands on what: placeholders and disabled text are muted, links in warnings accent, what became of a
# bookmark warn on the ground of its row, links and terms in labels accent and ink.
TEXT_ON = [
    ("ink", "page chrome side selection chip_back warn_back"),
    ("second", "page chrome side selection chip_back"),
    ("muted", "page chrome side selection chip_back"),
    ("accent", "page side chrome selection chip_back warn_back"),
    ("on_accent", "accent"),
    ("mark_ink", "mark mark_now"),
    ("warn", "warn_back page chrome side selection"),
    ("population", "population_back"),
]
PAIRS = [(text, ground) for text, grounds in TEXT_ON for ground in grounds.split()]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_that_text_meets_wcag_aa(resources, name, text, ground):
    tokens = load_tokens(resources / "themes", name)
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ground", ["page", "chrome", "side"])
@pytest.mark.parametrize("control", ["outline", "accent"])
def test_that_control_outlines_and_focus_rings_meet_wcag_aa(resources, name, control, ground):
    tokens = load_tokens(resources / "themes", name)
    assert contrast(getattr(tokens, control), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_that_every_rule_with_text_on_a_ground_of_its_own_meets_wcag_aa(resources, name):
    tokens = load_tokens(resources / "themes", name)
    sheets = [*(resources / "themes").glob("*.qss"), *(resources / "themes").glob("*.css")]
    rules = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    pairs = set()
    for block in re.findall(r"\{([^{}]*)\}", re.sub(r"@\{\w+\}", "0", rules)):
        ink = re.search(r"(?<!-)color: @(\w+)", block)
        ground = re.search(r"background(?:-color)?: @(\w+)", block)
        if ink and ground:
            pairs.add((ink[1], ground[1]))
    assert ("on_accent", "accent") in pairs
    poor = {pair for pair in pairs if contrast(*(getattr(tokens, token) for token in pair)) < 4.5}
    assert poor == set()


@pytest.mark.parametrize("name", NAMES)
def test_that_the_palette_of_every_state_meets_wcag_aa(theme: Theme, name):
    theme.choose(name)
    palette, role = theme.palette(), QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window), (role.Text, role.Base), (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button), (role.PlaceholderText, role.Base), (role.Link, role.Base),
        (role.LinkVisited, role.Base), (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase), (role.BrightText, role.Base),
    ]  # fmt: skip
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for ink, ground in pairs:
            found = contrast(palette.color(group, ink).name(), palette.color(group, ground).name())
            assert found >= 4.5, (group, ink, ground)


def test_that_contrast_follows_the_definition_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


def test_that_a_damaged_theme_file_is_named(tmp_path):
    (tmp_path / "light.toml").write_text('page = "#FFFFFF', encoding="utf-8")
    with pytest.raises(ViewerError, match=r"light\.toml"):
        load_tokens(tmp_path, "light")


def test_that_choosing_a_theme_repaints_once(qtbot, theme: Theme):
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert theme.dark
    assert QApplication.palette().window().color() == QColor(theme.tokens.chrome)
    heard: list[int] = []
    theme.changed.connect(lambda: heard.append(1))
    theme.choose("dark")
    assert heard == []


@pytest.mark.parametrize("name", NAMES)
def test_that_every_rule_of_the_style_sheet_is_filled(qapp, resources, name):
    theme = Theme(resources, name)
    theme.apply()
    sheet = qapp.styleSheet()
    assert theme.tokens.accent in sheet
    assert "@" not in sheet.replace("at sign", "")
    qapp.setStyleSheet("")


def test_that_icons_take_the_colour_of_their_role(theme: Theme):
    image = theme.icon("menu", "accent").pixmap(20, 20).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(20)
        for y in range(20)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert theme.tokens.accent.lower() in colours


@pytest.mark.parametrize("scales", [(1,), (1, 2), (1, 3)])
def test_that_icons_are_sharp_on_every_screen_there_is(theme, monkeypatch, scales):
    screens = [SimpleNamespace(devicePixelRatio=lambda scale=scale: scale - 0.25) for scale in scales[1:]]
    monkeypatch.setattr(QGuiApplication, "screens", lambda: screens)
    icon = theme.icon("menu", "accent")
    assert scales_in_use() == scales
    assert icon.pixmap(QSize(20, 20), float(scales[-1])).width() == 20 * scales[-1]


@pytest.mark.parametrize("name", NAMES)
def test_that_a_disabled_icon_is_told_from_one_that_can_be_pressed(resources, name):
    tokens = load_tokens(resources / "themes", name)
    assert contrast(tokens.second, tokens.chrome) > 2 * contrast(tokens.off, tokens.chrome)


@pytest.mark.parametrize("name", NAMES)
def test_that_the_icons_of_the_style_sheet_have_the_colours_of_the_theme(resources, name):
    """A style sheet takes pictures from files only, so each theme has its own."""
    tokens = load_tokens(resources / "themes", name)
    assert tokens.on_accent in (resources / "icons" / f"check-{name}.svg").read_text(encoding="utf-8")
    assert tokens.second in (resources / "icons" / f"chevron-down-{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("zoom", [110, 150, 200, 300])
def test_that_a_heading_grows_less_than_text_and_stays_the_larger(zoom):
    for pixels in (17, 27):
        assert scaled(15, zoom) < of_heading(pixels, zoom) <= scaled(pixels, zoom)
    assert of_heading(27, zoom) < scaled(27, zoom)


def test_that_a_heading_is_as_it_was_at_usual_size_and_below():
    assert of_heading(27, 100) == 27
    assert of_heading(27, 50) == scaled(27, 50)
    assert of_heading(27, 300) == 63
