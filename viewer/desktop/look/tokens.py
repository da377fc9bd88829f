"""Design tokens: the colours of a theme, read from resources/themes/*.toml."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from viewer.errors import ViewerError

NAMES = ("light", "dark", "contrast")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as `#RRGGBB`, named for what they colour."""

    page: str
    chrome: str
    side: str
    line: str
    ink: str
    second: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    mark: str
    mark_now: str
    mark_ink: str
    warn: str
    warn_back: str
    population: str
    population_back: str
    chip_back: str
    outline: str
    off: str
    """Icons of buttons that are disabled."""


def load_tokens(folder: Path, name: str) -> Tokens:
    """The tokens of theme `name`; raises ViewerError that names the file."""
    path = folder / f"{name}.toml"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return Tokens(**{field.name: str(values[field.name]) for field in fields(Tokens)})
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        message = f"The theme file {path} cannot be used ({error}). Install the program again."
        raise ViewerError(message) from error
