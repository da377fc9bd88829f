"""Tells when a program's first real window is mapped on an X display, and when its picture is complete."""

import ctypes
import ctypes.util
import select
import time

_SUBSTRUCTURE_NOTIFY = 1 << 19
_MAP_NOTIFY = 19
_SMALLEST = 200  # pixels; toolkits map helpers of one pixel first
_STRIPS, _STRIP_PIXELS = 24, 2
_CARET = 200  # bytes; a blinking caret changes less
_LOOK_SECONDS = 0.01
_Z_PIXMAP = 2


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


class _Image(ctypes.Structure):
    """The beginning of X's XImage."""

    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
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
        self._root = root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
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

    def wait_until_still(self, seconds: float) -> float:
        """Look at the screen for `seconds` and give the time of the last change larger than a caret."""
        end = time.perf_counter() + seconds
        last, before = time.perf_counter(), self._strips()
        while (now := time.perf_counter()) < end:
            strips = self._strips()
            if sum(map(_differing, before, strips)) > _CARET:
                last, before = now, strips
            time.sleep(_LOOK_SECONDS)
        return last

    def _strips(self) -> list[bytes]:
        """Copy some rows of pixels from all over the screen: a whole picture takes too long to fetch."""
        screen = self._x.XDefaultScreen(self._display)
        width = self._x.XDisplayWidth(self._display, screen)
        height = self._x.XDisplayHeight(self._display, screen)
        return [self._rows(width, height * n // _STRIPS) for n in range(_STRIPS)]

    def _rows(self, width: int, top: int) -> bytes:
        every_plane = ctypes.c_ulong(0xFFFFFFFF)
        size = (ctypes.c_uint(width), ctypes.c_uint(_STRIP_PIXELS))
        image = self._x.XGetImage(self._display, self._root, 0, top, *size, every_plane, _Z_PIXMAP)
        pixels = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * _STRIP_PIXELS)
        self._x.XDestroyImage(image)
        return pixels

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


def _differing(one: bytes, other: bytes) -> int:
    return 0 if one == other else sum(a != b for a, b in zip(one, other, strict=True))
