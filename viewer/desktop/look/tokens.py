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


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
