"""Completes a PDF that Qt wrote: its headings make an outline, and it names its language. No Qt.

Qt writes neither, so they are appended as an incremental update (ISO 32000-1, 7.5.6).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_PAGE = re.compile(rb"/Type /Page\n")
_CATALOG = re.compile(rb"/Type /Catalog\n")
_END = re.compile(
    rb"/Size (\d+) *\n/Info (\d+ 0 R) *\n/Root (\d+) 0 R[^/]*/ID [^/]*startxref\n(\d+) *\n%%EOF\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the file: a sheet, counted from 0, and points above its lower edge."""

    sheet: int
    height: float


Heading = tuple[str, Spot]


def completed(pdf: bytes, headings: Sequence[Heading]) -> bytes:
    """The file with an outline; as it was where it is not built as Qt builds it."""
    end = _END.search(pdf)
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(pdf)}
    sheets = [number for number, body in objects.items() if _PAGE.search(body)]
    if end is None or not _CATALOG.search(objects.get(int(end[3]), b"")):
        return pdf
    if not headings or any(spot.sheet >= len(sheets) for _, spot in headings):
        return pdf
    size, root = int(end[1]), int(end[3])
    new = _outline(size, sheets, headings)
    catalog = b"/Type /Catalog\n/Lang (en-GB)\n/Outlines %d 0 R\n/PageMode /UseOutlines\n" % size
    new[root] = objects[root].replace(b"/Type /Catalog\n", catalog)
    trailer = b"/Size %d\n/Info %s\n/Root %d 0 R\n/Prev %s" % (
        max(size, max(new) + 1), end[2], root, end[4])  # fmt: skip
    return _appended(pdf, new, trailer)


def _outline(first: int, sheets: Sequence[int], headings: Sequence[Heading]) -> dict[int, bytes]:
    """The outline as objects numbered from `first`."""
    last = first + len(headings)
    made = {first: b"<<\n/Type /Outlines\n/First %d 0 R\n/Last %d 0 R\n/Count %d\n>>" % (
        first + 1, last, len(headings))}  # fmt: skip
    for number, (text, spot) in enumerate(headings, first + 1):
        beside = b"/Prev %d 0 R\n" % (number - 1) if number > first + 1 else b""
        beside += b"/Next %d 0 R\n" % (number + 1) if number < last else b""
        title = (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode("ascii")
        made[number] = b"<<\n/Title <%s>\n/Parent %d 0 R\n%s/Dest %s\n>>" % (
            title, first, beside, _place(sheets, spot))  # fmt: skip
    return made


def _place(sheets: Sequence[int], spot: Spot) -> bytes:
    return b"[%d 0 R /XYZ null %.1f null]" % (sheets[spot.sheet], spot.height)


def _appended(pdf: bytes, objects: Mapping[int, bytes], trailer: bytes) -> bytes:
    """The file with objects that are new or stand for former ones."""
    written, table = bytearray(pdf.rstrip() + b"\n"), b"xref\n"
    for number in sorted(objects):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    tail = b"trailer\n<<\n%s\n>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(written))
    return bytes(written) + table + tail
