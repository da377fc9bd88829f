"""Tells the moment at which a program's first real window is mapped on an X display."""

import ctypes
import ctypes.util
import select
import time

_SUBSTRUCTURE_NOTIFY = 1 << 19
_MAP_NOTIFY = 19
_SMALLEST = 200  # pixels; toolkits map helpers of one pixel first


class _MapEvent(ctypes.Structure):
    """The beginning of X's XMapEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("event", ctypes.c_ulong),
        ("window", ctypes.c_ulong),
        ("override_redirect", ctypes.c_int),
        ("rest", ctypes.c_long * 24),
    )


class Watcher:
    """Listens to the root window of `display`; without a window manager, windows are its children."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        if not self._display.value:
            raise OSError(f"There is no display {display}.")
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSelectInput(self._display, root, ctypes.c_long(_SUBSTRUCTURE_NOTIFY))
        self._x.XSync(self._display, 1)

    def wait(self, patience: float) -> float | None:
        """Give the time (time.perf_counter) of the next mapped window; None where none came in time."""
        end = time.perf_counter() + patience
        while (left := end - time.perf_counter()) > 0:
            if not self._x.XPending(self._display):
                select.select([self._x.XConnectionNumber(self._display)], [], [], left)
                continue
            event = _MapEvent()
            self._x.XNextEvent(self._display, ctypes.byref(event))
            now = time.perf_counter()
            if event.type == _MAP_NOTIFY and self._is_real(event.window):
                return now
        return None

    def _is_real(self, window: int) -> bool:
        """Leave out helpers; a window that is gone already has no size."""
        root, x, y = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        sizes = [ctypes.c_uint() for _ in range(4)]
        self._x.XGetGeometry(
            self._display,
            ctypes.c_ulong(window),
            *map(ctypes.byref, (root, x, y, *sizes)),
        )
        return min(sizes[0].value, sizes[1].value) >= _SMALLEST

    def forget(self) -> None:
        """Drop what was mapped until now."""
        self._x.XSync(self._display, 1)
