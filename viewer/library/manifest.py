"""manifest.json: what a compiled library consists of, with the hash of every file."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from viewer import disk
from viewer.callbacks import IsStale
from viewer.errors import LibraryError
from viewer.library import schema
from viewer.library.checksums import Records
from viewer.library.model import Edition

FILE = "manifest.json"
FORMAT = "wardshelf-library"
_MAX_BYTES = 64_000_000
_BLOCK = 1 << 20


def write(directory: Path, edition: Edition, versions: Mapping[str, str], records: Records) -> None:
    """Write the manifest of what lies in `directory`; `versions` made it, `records` are in it."""
    files = {
        name: {"bytes": (directory / name).stat().st_size, "sha256": hash_file(directory / name)}
        for name in _names(directory)
    }
    content = {
        "format": FORMAT,
        "schema": schema.VERSION,
        "versions": dict(versions),
        "edition": {
            name: value
            for name, value in asdict(edition).items()
            if name in ("id", "title", "edition", "compiled")
        },
        "files": files,
        "records": records,
    }
    (directory / FILE).write_text(
        json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )


def _names(directory: Path) -> list[str]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return sorted(name for path in files if (name := path.relative_to(directory).as_posix()) != FILE)


def read(directory: Path) -> dict[str, Any]:
    """Read a manifest; raises LibraryError where there is none or it is damaged."""
    path = directory / FILE
    try:
        content = json.loads(disk.read_plain(path, _MAX_BYTES))
    except FileNotFoundError as error:
        raise LibraryError(f"The manifest {path} is missing.") from error
    except OSError as error:
        raise LibraryError(f"The manifest {path} cannot be read ({disk.why(error)}).") from error
    except (ValueError, RecursionError) as error:
        raise LibraryError(f"The manifest {path} is damaged.") from error
    if (
        not isinstance(content, dict)
        or content.get("format") != FORMAT
        or not isinstance(content.get("files"), dict)
    ):
        raise LibraryError(f"The manifest {path} is damaged.")
    return content


def records(directory: Path) -> Records | None:
    """The checksum of every record; None where there is no manifest that tells of them."""
    try:
        found = read(directory).get("records")
    except LibraryError:
        return None
    if not isinstance(found, dict) or not all(isinstance(of_kind, dict) for of_kind in found.values()):
        return None
    return found


def never() -> bool:
    """Nobody asks to stop."""
    return False


def verify(directory: Path, is_stale: IsStale = never) -> list[str]:
    """Compare files with the manifest, and it with this program: a sentence for each difference."""
    try:
        content = read(directory)
    except LibraryError as error:
        return [str(error)]
    files, found = content["files"], set(_names(directory))
    faults = list(_schema_faults(content.get("schema")))
    if records(directory) is None:
        faults.append(f"{FILE} tells of no records, so that pages cannot be checked as they are read.")
    faults += [f"{name} is missing." for name in sorted(set(files) - found)]
    faults += [f"{name} is not in the manifest." for name in sorted(found - set(files))]
    for name in sorted(found & set(files)):
        entry = files[name]
        if is_stale():
            return []
        try:
            found_hash = hash_file(directory / name, is_stale)
        except LibraryError as error:
            faults.append(str(error))
            continue
        if not isinstance(entry, dict) or entry.get("sha256") != found_hash:
            faults.append(f"{name} has been changed since the library was built.")
    return faults


def _schema_faults(found: object) -> Iterator[str]:
    if found != schema.VERSION:
        said = f"schema {found}" if isinstance(found, int) else "no schema"
        yield f"{FILE} tells of {said}; this program reads schema {schema.VERSION}."


def hash_file(path: Path, is_stale: IsStale = never) -> str:
    """SHA-256 of a file, or of less of it once that is stale; raises LibraryError where it cannot be read."""
    import hashlib  # late: it brings OpenSSL

    try:
        with os.fdopen(disk.open_plain(path), "rb") as file:
            digest = hashlib.sha256()
            while (block := file.read(_BLOCK)) and not is_stale():
                digest.update(block)
            return digest.hexdigest()
    except OSError as error:
        raise LibraryError(f"The file {path} cannot be read ({disk.why(error)}).") from error


def claimed(directory: Path, name: str) -> str:
    """The hash that the manifest has of a file; empty where it has none."""
    try:
        entry = read(directory)["files"].get(name)
    except LibraryError:
        return ""
    found = entry.get("sha256") if isinstance(entry, dict) else None
    return found if isinstance(found, str) else ""
