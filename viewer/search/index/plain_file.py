"""A plain file that stays open: what was checked is what is read."""

import os
import zlib
from pathlib import Path
from threading import Lock

from viewer import disk

_STEP = 1 << 20


class PlainFile:
    """An open file that is read by place; any thread may ask.

    It is not mapped into memory: a mapped file that somebody cuts short kills the program.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = disk.open_plain(path)
        self.size = os.fstat(self._descriptor).st_size
        self._lock = Lock()
        self._closed = False

    def read(self, place: int, length: int) -> bytes:
        """Exactly these bytes; raises EOFError where the file has not as many, or is closed."""
        if place < 0 or length < 0 or place + length > self.size:
            raise EOFError(place)
        with self._lock:
            if self._closed:
                raise EOFError(place)
            os.lseek(self._descriptor, place, os.SEEK_SET)
            data = os.read(self._descriptor, length)
        if len(data) != length:
            raise EOFError(place)
        return data

    def checksum(self) -> int:
        """CRC-32 of all of it."""
        checksum = 0
        for place in range(0, self.size, _STEP):
            checksum = zlib.crc32(self.read(place, min(_STEP, self.size - place)), checksum)
        return checksum

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            if not self._closed:
                self._closed = True
                os.close(self._descriptor)
