"""Writes the bill of materials (CycloneDX 1.5, JSON) of a frozen folder."""

import json
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import parts
import release


def component(part: parts.Part) -> dict[str, Any]:
    """Describe one part."""
    entry: dict[str, Any] = {
        "type": "library",
        "bom-ref": part.address,
        "name": part.name,
        "version": part.version,
    }
    if part.licence:
        entry["licenses"] = [{"license": {"name": part.licence}}]
    return {**entry, "purl": part.address}


def write(folder: Path) -> Path:
    """Write `sbom.cdx.json` into `folder`; the same parts give the same bytes."""
    name = f"pkg:generic/wardshelf@{release.version()}"
    components = [component(part) for part in parts.all_parts(folder)]
    program = {
        "type": "application",
        "bom-ref": name,
        "name": "wardshelf",
        "version": release.version(),
        "licenses": [{"expression": "Apache-2.0 AND CC-BY-4.0"}],
        "purl": name,
    }
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([name, components]))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(release.epoch(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": program,
        },
        "components": components,
        "dependencies": [{"ref": name, "dependsOn": [entry["bom-ref"] for entry in components]}],
    }
    target = folder / "sbom.cdx.json"
    target.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return target
