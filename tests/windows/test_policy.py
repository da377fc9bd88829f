"""Group policy under wine: what it sets is seen in the window and cannot be changed there."""

from pathlib import Path

from tests.windows.visit import Visit, put
from tests.windows.wine import Computer, Screen, wait_for
from viewer.userdata.preset import POLICIES

DARK = "#1D2226"  # chrome, in dark colours


def test_that_a_policy_darkens_the_window_for_good(clinic: Computer, screen: Screen, frozen: Path) -> None:
    key = f"HKCU\\{POLICIES}"
    assert clinic.run("reg", "add", key, "/v", "theme", "/t", "REG_SZ", "/d", "dark").returncode == 0
    assert clinic.run("reg", "add", key, "/v", "keep_history", "/t", "REG_DWORD", "/d", "0").returncode == 0
    visit = Visit(clinic, screen, put(frozen, clinic), clinic.local / "wardshelf")
    visit.begin()
    visit.accept()
    wait_for(lambda: screen.picture("policy.png").get(DARK, 0) > 50_000, "dark colours")
    screen.press("ctrl+shift+d")
    visit.until("SELECT 1 FROM bookmarks", "ctrl+d")
    assert screen.picture("policy.png").get(DARK, 0) > 50_000
    assert visit.kept("SELECT 1 FROM visits") == []
    assert visit.leave() == 0
