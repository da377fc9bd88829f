"""What an administrator chose for everybody: `defaults.toml` beside the program, Windows's group policy."""

import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from viewer.userdata.records import Notice
from viewer.userdata.settings import BY_KEY, SettingValue

POLICIES = r"Software\Policies\Wardshelf"
_LARGEST = 100_000
_LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Preset:
    """What settings are until the reader chooses, and which of them the reader cannot choose."""

    values: Mapping[str, SettingValue]
    locked: frozenset[str] = frozenset()


def read_preset(
    path: Path, policy: Callable[[], Mapping[str, object]] | None = None
) -> tuple[Preset, tuple[Notice, ...]]:
    """Read what was chosen, and what is wrong with it; a policy stands above the file, and locks."""
    found, notices = _read_file(path)
    listed = found.pop(_LOCKED, [])
    wanted = [key for key in listed if isinstance(key, str)] if isinstance(listed, list) else []
    ruled = {key: _of_policy(key, value) for key, value in (policy or read_policy)().items()}
    good, bad = _part(found)
    rules, strange = _part(ruled)
    bad += [key for key in wanted if key not in BY_KEY] + ([] if isinstance(listed, list) else [_LOCKED])
    if bad:
        text = "sets what is no setting, or no value of it; ignored"
        notices += (Notice(f"{path.name} beside the program {text}: {_names(bad)}.", key="defaults"),)
    if strange:
        text = "The policy for Wardshelf sets what is no setting, or no value of it; ignored"
        notices += (Notice(f"{text}: {_names(strange)}.", key="policy"),)
    return Preset({**good, **rules}, frozenset(wanted) & BY_KEY.keys() | rules.keys()), notices


def _read_file(path: Path) -> tuple[dict[str, object], tuple[Notice, ...]]:
    """Read a TOML file; none is no fault."""
    try:
        with path.open("rb") as file:
            return tomllib.loads(file.read(_LARGEST).decode("utf-8-sig")), ()  # Notepad begins with a mark
    except FileNotFoundError:
        return {}, ()
    except (OSError, ValueError, RecursionError) as error:
        text = f"{path.name} beside the program cannot be read and is ignored: {error}."
        return {}, (Notice(text, key="defaults"),)


def _part(found: Mapping[str, object]) -> tuple[dict[str, SettingValue], list[str]]:
    """Part what settings accept from the names of all else."""
    good = {
        key: value
        for key, value in found.items()
        if key in BY_KEY and isinstance(value, (str, int)) and BY_KEY[key].accepts(value)
    }
    return good, [key for key in found if key not in good]


def _names(keys: list[str]) -> str:
    return ", ".join(sorted(keys))[:300]


def _of_policy(key: str, value: object) -> object:
    """Give a value as settings have it: the registry knows numbers where we know yes and no."""
    yes_or_no = key in BY_KEY and isinstance(BY_KEY[key].default, bool)
    return bool(value) if yes_or_no and value in (0, 1) else value


def read_policy() -> dict[str, object]:
    """Read the policies for this reader and, above them, for this computer; Windows alone has any."""
    found: dict[str, object] = {}
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                key = winreg.OpenKey(root, POLICIES, access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
            except OSError:
                continue  # none are set
            with key:
                values = [winreg.EnumValue(key, at) for at in range(winreg.QueryInfoKey(key)[1])]
            found.update({name.lower(): value for name, value, _kind in values if name})
    return found
