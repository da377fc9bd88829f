"""The YAML between `---` lines, read node by node so that every field knows its line."""

import yaml

from viewer.errors import Problem
from viewer.library.content.document import Entry, Field

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = "---"
MAX_CHARACTERS = 30_000
"""No page needs more, and YAML takes its time over nested brackets."""
NESTED = frozenset({"outcomes"})
"""Fields that hold a list of mappings."""
_DEEPEST = 5
"""A list of outcomes, an outcome, its list of arms, an arm, a value."""


def split(text: str) -> tuple[str | None, str, int]:
    """Part a file into front matter (None where there is none), body, and the lines before the body."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None, text, 0
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 1
    return None, text, 0


def parse(yaml_text: str, file: str, problems: list[Problem]) -> dict[str, Field]:
    """Read fields of plain values and lists of them, and those that are NESTED; all else is a fault."""
    if len(yaml_text) > MAX_CHARACTERS:
        problems.append(Problem(file, 1, f"the front matter is longer than {MAX_CHARACTERS:,} characters"))
        return {}
    node = _compose(yaml_text, file, problems)
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        problems.append(
            Problem(file, node.start_mark.line + 2, "the front matter must be `name: value` lines")
        )
        return {}
    fields: dict[str, Field] = {}
    for key, value in node.value:
        line = key.start_mark.line + 2  # one for the fence, one because YAML counts from 0
        name = key.value if isinstance(key, yaml.ScalarNode) else None
        field = _nested(value, line, file, problems) if name in NESTED else _field(value, line)
        if name is None:
            problems.append(Problem(file, line, "the name of a field must be a word"))
        elif name in fields:
            problems.append(Problem(file, line, f"the field `{name}` stands twice"))
        elif field is None:
            if name not in NESTED:  # what is wrong there was said at its own line
                problems.append(Problem(file, line, f"`{name}` must be a text, a number or a list of texts"))
        else:
            fields[name] = field
    return fields


def _compose(text: str, file: str, problems: list[Problem]) -> yaml.Node | None:
    try:
        # Aliases can make a small file expand without end, and nobody needs them here.
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent) and event.start_mark:
                problems.append(
                    Problem(file, event.start_mark.line + 2, "YAML aliases (`*name`) are not read")
                )
                return None
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        hint = "; a value with a colon or a leading `[`, `*`, `&`, `%` or `@` needs quotes"
        message = f"broken YAML: {error.problem or error.context}{hint}"
        problems.append(Problem(file, line, message))
    except yaml.YAMLError as error:
        problems.append(Problem(file, 1, f"broken YAML: {' '.join(str(error).split())}"))
    except RecursionError:
        problems.append(Problem(file, 1, "broken YAML: nested too deeply"))
    return None


def _field(node: yaml.Node, line: int) -> Field | None:
    # Values are taken as written: `met: no` is the word, and `n: 099` keeps its nought.
    if isinstance(node, yaml.ScalarNode):
        text = _clean(node.value)
        return Field((text,) if text and not _is_null(node) else (), line)
    if isinstance(node, yaml.SequenceNode):
        if not all(isinstance(item, yaml.ScalarNode) for item in node.value):
            return None
        return Field(tuple(text for item in node.value if (text := _clean(item.value))), line, is_list=True)
    return None


def _nested(node: yaml.Node, line: int, file: str, problems: list[Problem]) -> Field | None:
    faults: list[Problem] = []
    entry = _entry(node, file, faults, _DEEPEST)
    if not faults and not isinstance(entry.value, tuple):
        faults.append(Problem(file, line, "must be a list, each item begun with `- `"))
    problems.extend(faults)
    return None if faults or not isinstance(entry.value, tuple) else Field((), line, True, entry.value)


def _entry(node: yaml.Node, file: str, faults: list[Problem], deepest: int) -> Entry:
    line = node.start_mark.line + 2
    if not deepest:
        faults.append(Problem(file, line, "is nested too deeply"))
    elif isinstance(node, yaml.SequenceNode):
        return Entry(tuple(_entry(item, file, faults, deepest - 1) for item in node.value), line)
    elif isinstance(node, yaml.MappingNode):
        return Entry(_mapping(node, file, faults, deepest - 1), line)
    elif isinstance(node, yaml.ScalarNode):
        return Entry("" if _is_null(node) else _clean(node.value), line)
    return Entry("", line)


def _mapping(node: yaml.MappingNode, file: str, faults: list[Problem], deepest: int) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for key, value in node.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Problem(file, line, "the name of a field must be a word"))
        elif key.value in found:
            faults.append(Problem(file, line, f"`{key.value[:60]}` stands twice in one mapping"))
        else:
            found[key.value] = _entry(value, file, faults, deepest)
    return found


def _is_null(node: yaml.ScalarNode) -> bool:
    return node.tag == "tag:yaml.org,2002:null" and not node.style


def _clean(text: str) -> str:
    return " ".join(text.split())
