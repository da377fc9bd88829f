"""The window on a library of another topic: its tabs, its menu, its help, and what it says of itself."""

import pytest

from tests.conftest import CASES
from tests.desktop.program import finish, is_answered, start
from viewer.compile import compile_library


@pytest.fixture(scope="module")
def second_dir(tmp_path_factory):
    out = tmp_path_factory.mktemp("second") / "library"
    compile_library(CASES / "second", out)
    return out


@pytest.fixture
def second(qapp, qtbot, theme, second_dir, tmp_path):
    program = start(qapp, second_dir, tmp_path / "data")
    program.store.accept_first_start(program.library.edition.issue)
    commands = program.window.commands
    qtbot.waitUntil(lambda: commands._handlers.keys() == commands._actions.keys(), timeout=10_000)
    yield program
    finish(program)


def test_that_tabs_and_menu_name_what_there_is(second):
    tabs = second.window.parts.browse.tabs
    assert [tabs.tabText(n) for n in range(tabs.count()) if tabs.isTabVisible(n)] == [
        "FAQs",
        "References",
        "Pages",
    ]
    names = (*(f"browse-{n}" for n in range(1, 7)), "changes")
    offered = [name for name in names if second.window.commands[name].isVisible()]
    assert offered == ["browse-2", "browse-3", "browse-5"]
    assert second.window.commands["browse-5"].text() == "Pages"


def test_that_the_key_of_a_kind_shows_its_tab_wherever_it_stands(second, qtbot):
    second.window.commands["browse-5"].trigger()
    assert second.window.parts.browse.current == 2


def test_that_f1_opens_the_help_of_the_program(second, qtbot):
    second.window.commands["help"].trigger()
    assert second.window.parts.tabs.current_page().title == "Help"


def test_that_it_is_searched_and_its_own_caution_stands_below(second, qtbot):
    second.window.flow.ask("tire")
    qtbot.waitUntil(lambda: is_answered(second.window, "tire"), timeout=10_000)
    assert second.window.flow.answer.hits[0].doc == "pages/tyres"
    assert "written for tests" in second.window.status._left.accessibleName()
