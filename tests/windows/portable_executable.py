"""Reads of a Windows program what it was made for and which libraries it asks for.

After https://learn.microsoft.com/en-us/windows/win32/debug/pe-format
"""

import struct
from collections.abc import Iterator
from pathlib import Path

IMPORTS, DELAYED = 1, 13  # places in the table of directories
_SIZES = {IMPORTS: (20, 12), DELAYED: (32, 4)}
"""Bytes of an entry, and where in it the address of a name stands."""


class Program:
    """One executable or library for 64 bits."""

    def __init__(self, file: Path) -> None:
        self.data = file.read_bytes()
        start = self._number("<I", 0x3C)
        self.machine, count = self._number("<H", start + 4), self._number("<H", start + 6)
        self._optional = start + 24
        sections = self._optional + self._number("<H", start + 20)
        self._sections = [
            struct.unpack_from("<IIII", self.data, sections + 40 * number + 8) for number in range(count)
        ]

    def libraries(self) -> set[str]:
        """Name what it asks for, at its start or later, in small letters."""
        return {*self._names(IMPORTS), *self._names(DELAYED)}

    def _names(self, directory: int) -> Iterator[str]:
        address = self._number("<I", self._optional + 112 + 8 * directory)
        size, name_at = _SIZES[directory]
        place = self._place(address)
        while address and (name := self._number("<I", place + name_at)):
            begin = self._place(name)
            yield self.data[begin : self.data.index(b"\0", begin)].decode("ascii").lower()
            place += size

    def _place(self, address: int) -> int:
        """Find in the file what will lie at `address` in memory."""
        for size, begin, raw_size, raw in self._sections:
            if begin <= address < begin + max(size, raw_size):
                return int(address - begin + raw)
        return 0

    def _number(self, form: str, place: int) -> int:
        return int.from_bytes(self.data[place : place + struct.calcsize(form)], "little")
