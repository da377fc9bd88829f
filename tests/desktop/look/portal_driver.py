"""A stand-in for the desktop's settings portal, run by the system's Python, which has dbus, on a session bus.

Starts the program named in its arguments, waits for a line of it, changes a setting as a desktop does, and so
on; writes the lines to the file that comes first, as a JSON list. Not a test by itself.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

SETTINGS = "org.freedesktop.portal.Settings"
APPEARANCE = "org.freedesktop.appearance"
CHANGES = [("color-scheme", 1), ("contrast", 1), ("contrast", 0), ("color-scheme", 2)]
"""Dark, high contrast, as usual, light, in the numbers of the portal."""


class Portal(dbus.service.Object):  # type: ignore[misc]  # has no types
    """The settings that Qt asks for."""

    def __init__(self, bus):
        super().__init__(bus, "/org/freedesktop/portal/desktop")
        self.values = {"color-scheme": 0, "contrast": 0}

    @dbus.service.method(SETTINGS, in_signature="as", out_signature="a{sa{sv}}")
    def ReadAll(self, namespaces):  # noqa:  - the portal's own name
        """Every setting of some namespaces."""
        values = {name: dbus.UInt32(value, variant_level=1) for name, value in self.values.items()}
        return {APPEARANCE: dbus.Dictionary(values, signature="sv")}

    @dbus.service.signal(SETTINGS, signature="ssv")
    def SettingChanged(self, namespace, key, value):  # noqa:  - the portal's own name
        """Tell who listens."""

    def change(self, key, value):
        """Change a setting, as its panel in the desktop does."""
        self.values[key] = value
        self.SettingChanged(APPEARANCE, key, dbus.UInt32(value))


def main(out, command):
    """Change one setting after each line of the program."""
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    name = dbus.service.BusName("org.freedesktop.portal.Desktop", bus)
    portal, loop, lines = Portal(bus), GLib.MainLoop(), []
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    said = program.stdout

    def follow():
        for change, line in zip([*CHANGES, None], said, strict=False):
            lines.append(line.strip())
            if change is not None:
                GLib.idle_add(portal.change, *change)
        GLib.idle_add(loop.quit)

    threading.Thread(target=follow, daemon=True).start()
    GLib.timeout_add_seconds(30, loop.quit)
    loop.run()
    program.kill()
    program.wait()
    Path(out).write_text(json.dumps(lines), encoding="utf-8")
    del name


main(sys.argv[1], sys.argv[2:])
