"""A screen reader's view of the program: run by the system's Python, which has pyatspi, inside a session bus.

Works the program by AT-SPI alone and writes what it saw, as one JSON object, to the file that is named first.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import pyatspi
from gi.repository import GLib

PATIENCE = 30.0
SELECTED = "object:state-changed:selected"
HEARD: list[tuple[str, str, str]] = []


def wait_for(look):
    """What `look` gives once it gives something; meanwhile events are taken in."""
    end = time.monotonic() + PATIENCE
    context = GLib.MainContext.default()
    while time.monotonic() < end:
        if found := look():
            return found
        context.iteration(False)
        time.sleep(0.02)
    raise SystemExit(f"nothing came within {PATIENCE:.0f} s of {look.__name__}; heard {HEARD[-20:]}")


def hear(event):
    """Keep an event as its kind, the name of its source and its text."""
    text = event.any_data if isinstance(event.any_data, str) else ""
    HEARD.append((str(event.type), event.source.name or "", text))


def application():
    """The program, once it is on the bus."""
    return next(
        (app for app in pyatspi.Registry.getDesktop(0) if app and "wardshelf" in (app.name or "").lower()),
        None,
    )


def shown(root):
    """Every accessible below `root` that shows, `root` first."""
    yield root
    for child in root:
        if child is not None and child.getState().contains(pyatspi.STATE_VISIBLE):
            yield from shown(child)


def find(root, role, name):
    """The accessible that shows with a role and a name that begins so."""
    found = (part for part in shown(root) if part.getRoleName() == role and part.name.startswith(name))
    return next(found, None)


def press(part, action="Press"):
    """Do an action by its name."""
    actions = part.queryAction()
    names = [actions.getName(place) for place in range(actions.nActions)]
    actions.doAction(names.index(action))


def is_stop(part):
    """Whether Tab or F6 can reach an accessible."""
    return part.getState().contains(pyatspi.STATE_FOCUSABLE)


def tree(root):
    """Role, name, description and labels of everything that shows."""
    return [
        {
            "role": part.getRoleName(),
            "name": part.name,
            "description": part.description,
            "focusable": is_stop(part),
            "labelled": [
                relation.getTarget(0).name
                for relation in part.getRelationSet()
                if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY
            ],
        }
        for part in shown(root)
    ]


def announced(after, words):
    """The first announcement since `after` that holds some words."""
    said = (text for kind, _, text in HEARD[after:] if kind.startswith("object:announcement"))
    return next((text for text in said if words in text), None)


def main(out, command):
    """Start the program, work it and tell what a screen reader would have."""
    for kind in ("object:announcement", "object:state-changed:focused", SELECTED):
        pyatspi.Registry.registerEventListener(hear, kind)
    program = subprocess.Popen(command)
    seen = {}
    try:
        app = wait_for(application)
        accept = wait_for(lambda: find(app, "push button", "I understand"))
        seen["first start"] = tree(app)
        press(accept)
        wait_for(lambda: find(app, "push button", "I understand") is None)
        seen["window"] = tree(app)
        box = find(app, "text", "Search the library")
        before = len(HEARD)
        box.queryEditableText().setTextContents("survival")
        seen["hits said"] = wait_for(lambda: announced(before, "passage"))
        seen["search"] = tree(app)
        before = len(HEARD)
        press(wait_for(lambda: find(app, "push button", "Bookmark this page")))
        seen["bookmark said"] = wait_for(lambda: announced(before, "Bookmarked"))
        wait_for(lambda: find(app, "push button", "Remove the bookmark"))
        text = next(
            part for part in shown(app) if part.getRoleName() == "label" and is_stop(part)
        ).queryText()
        seen["page"] = text.getText(0, text.characterCount)
        before = len(HEARD)
        find(app, "list", "Hits").querySelection().selectChild(1)
        seen["row chosen"] = wait_for(
            lambda: next((name for kind, name, _ in HEARD[before:] if SELECTED in kind), None)
        )
        seen["heard"] = HEARD
    finally:
        program.terminate()
        program.wait(10)
    Path(out).write_text(json.dumps(seen), encoding="utf-8")


main(sys.argv[1], sys.argv[2:])
