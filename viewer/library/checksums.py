"""A checksum for each record of a library, so that what changed on the disk is not shown as true."""

import json
import zlib
from collections.abc import Mapping

Records = Mapping[str, Mapping[str, int]]
"""Kind of record → its key → CRC-32."""

DIFFERS = "This does not match the library as it was built: the file has been changed or is damaged."
ADVICE = "Put a good copy of the library in its place."


def checksum(record: object) -> int:
    """CRC-32 of bytes, or of texts and numbers in lists, the same on every machine."""
    if isinstance(record, bytes):
        return zlib.crc32(record)
    return zlib.crc32(json.dumps(record, separators=(",", ":"), default=repr).encode())


class Checksums:
    """What the manifest says of records; where it says nothing, nothing can be held against them."""

    def __init__(self, records: Records | None) -> None:
        self._records = records

    def has(self, kind: str, key: str) -> bool:
        """Whether there was such a record."""
        return self._records is not None and key in self._records.get(kind, {})

    def agrees(self, kind: str, key: str, record: object) -> bool:
        """Whether a record is as it was built; one that was not built is not."""
        if self._records is None:
            return True
        return self.agrees_on(kind, key, checksum(record))

    def agrees_on(self, kind: str, key: str, found: int) -> bool:
        """Whether a checksum is that of a record as it was built."""
        return self._records is None or self._records.get(kind, {}).get(key) == found
