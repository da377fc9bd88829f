"""As much of JSON Schema (draft 7) as the definitions in cases/fhir use; all else in them is an error."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

_KNOWN = {
    "$comment", "$ref", "definitions", "type", "required", "properties", "additionalProperties", "items",
    "minItems", "minProperties", "enum", "const", "pattern", "minimum", "oneOf",
}  # fmt: skip
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "integer": (int,),
    "number": (int, Decimal),
}  # fmt: skip


def faults(value: Any, schema: Any, whole: Any, place: str = "$") -> Iterator[str]:
    """Yield each place where a value is not as its schema says; numbers were read as int and Decimal."""
    if schema is True:
        return
    if unknown := set(schema) - _KNOWN:
        raise AssertionError(f"the validator does not know {unknown}")
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/definitions/")
        yield from faults(value, whole["definitions"][name], whole, place)
    yield from _plain(value, schema, place)
    if isinstance(value, dict):
        yield from _object(value, schema, whole, place)
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{place}: too few items"
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", True), whole, f"{place}[{number}]")
    if "oneOf" in schema:
        found = [list(faults(value, one, whole, place)) for one in schema["oneOf"]]
        if sum(not one for one in found) != 1:
            yield min(found, key=len)[0]


def _plain(value: Any, schema: Any, place: str) -> Iterator[str]:
    if wanted := schema.get("type"):
        is_bool = isinstance(value, bool) and wanted != "boolean"
        if is_bool or not isinstance(value, _TYPES[wanted]):
            yield f"{place}: is no {wanted}"
    if "const" in schema and value != schema["const"]:
        yield f"{place}: is not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{place}: {value[:60]!r} does not fit {schema['pattern']}"
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{place}: {value} is too small"


def _object(value: dict[str, Any], schema: Any, whole: Any, place: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{place}: has no {name}" for name in schema.get("required", ()) if name not in value)
    if len(value) < schema.get("minProperties", 0):
        yield f"{place}: is empty"
    for name, one in value.items():
        if name in known:
            yield from faults(one, known[name], whole, f"{place}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{place}: FHIR has no {name} here"
