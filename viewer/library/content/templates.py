"""New libraries, pages and references from resources/templates: what is to be written says TODO, a fault."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from viewer import disk, paths
from viewer.errors import UsageError, ViewerError
from viewer.library.content import edition, references
from viewer.library.content.csl import KEY
from viewer.library.model import FOLDERS

KINDS = tuple(dict.fromkeys(FOLDERS.values()))
"""Kinds of which a page can be begun."""


def write_library(folder: Path, title: str = "") -> list[Path]:
    """Write a library that passes every check into a folder that is empty or not there, or ViewerError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty; name a folder that is, or that is not there yet.")
    except OSError as error:
        raise ViewerError(f"{folder} cannot be used ({error.strerror}).") from error
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "library"
    today = date.today()
    shown = re.sub(r'["\\\s]+', " ", title or name.replace("-", " ").capitalize()).strip()
    values = {"id": name, "title": shown, "edition": f"{today:%Y.%m}", "compiled": today.isoformat()}
    texts = {
        edition.FILE: _template("library.toml", values),
        references.FILE: "[]\n",
        "pages/home.md": _template("home.md", values),
        "pages/example.md": _template("example.md", values),
    }
    return [_write(folder / name, text) for name, text in texts.items()]


def write_page(folder: Path, kind: str, name: str) -> Path:
    """Write the template of a page of a kind; raises UsageError where it exists or the name is none."""
    _refuse_other(folder, name)
    place = next(place for place, of in FOLDERS.items() if of == kind)
    return _write(folder / place / f"{name}.md", _template(f"{kind}.md", {"key": name}))


def write_reference(folder: Path, key: str) -> Path:
    """Add the template of a work to references.json; raises UsageError where its key is there or is none."""
    _refuse_other(folder, key)
    path = folder / references.FILE
    try:
        items = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read; `wardshelf check {folder}` says why.") from error
    if not isinstance(items, list):
        raise UsageError(f"{path} is no list of works; `wardshelf check {folder}` says more.")
    if any(isinstance(item, dict) and item.get("id") == key for item in items):
        raise UsageError(f"{path} has a work with the key {key} already.")
    return _replace(path, json.dumps([*items, _reference(key)], ensure_ascii=False, indent=1) + "\n")


def _reference(key: str) -> dict[str, Any]:
    year = re.search(r"(?:19|20)\d\d", key)
    issued = {"issued": {"date-parts": [[int(year[0])]]}} if year else {}
    return {
        "id": key,
        "type": "article-journal",
        "title": "TODO: title as printed",
        "author": [{"family": "TODO", "given": "TODO"}],
        "container-title": "TODO: journal",
        **issued,
        "custom": {"checked": "not checked"},
    }


def _template(name: str, values: Mapping[str, str]) -> str:
    text = (paths.resources() / "templates" / name).read_text(encoding="utf-8")
    return re.sub(r"\{([a-z]+)\}", lambda found: values[found[1]], text)


def _refuse_other(folder: Path, name: str) -> None:
    if not KEY.fullmatch(name) or name.endswith("-") or "--" in name:
        raise UsageError(f"{name!r} is no name: use small letters, digits and hyphens, as smith2019.")
    if not (folder / edition.FILE).is_file():
        raise UsageError(
            f"{folder} is no content folder. Name one with --content DIR, or begin one: new library DIR"
        )


def _write(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already.") from error
    except OSError as error:
        raise ViewerError(f"{path} cannot be written ({error.strerror}).") from error
    return path


def _replace(path: Path, text: str) -> Path:
    try:
        disk.write(path, text.encode())
    except OSError as error:
        raise ViewerError(f"{path} cannot be written ({disk.why(error)}).") from error
    return path
