"""Reads a drawing back: shapes by their id, and from their places the figures that they stand for."""

import re
from decimal import Decimal
from math import exp, log
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "desc", "text", "line", "rect", "circle", "path"}


class Shapes:
    """A drawing as its shapes."""

    def __init__(self, drawing) -> None:
        self.root = ElementTree.fromstring(drawing.svg)  # noqa: S314  (of our own making)
        assert {element.tag.removeprefix(SVG) for element in self.root.iter()} <= ALLOWED
        self.by_id = {element.get("id", ""): element for element in self.root.iter() if element.get("id")}
        self.words = [element.text or "" for element in self.root.iter(f"{SVG}text")]
        described = self.root.find(f"{SVG}desc")
        assert described is not None
        assert described.text == drawing.text

    def has(self, name) -> bool:
        return name in self.by_id

    def length(self, name, attribute) -> float:
        return float(self.by_id[name].get(attribute, "nan"))

    def middle(self, name) -> float:
        if self.by_id[name].tag == f"{SVG}circle":
            return self.length(name, "cx")
        return self.length(name, "x") + self.length(name, "width") / 2

    def ends(self, name) -> tuple[float, float]:
        return self.length(name, "x1"), self.length(name, "x2")

    def text(self, name) -> str:
        return self.by_id[name].text or ""

    def is_hollow(self, name) -> bool:
        return self.by_id[name].get("stroke") is not None

    def value_at(self, x, *, is_log) -> float:
        """The figure at a place of the axis, whose ends are read from their labels."""
        start, end = self.ends("axis")
        low, high = (float(self.text(name).rstrip("%").replace("−", "-")) for name in ("low", "high"))
        part = (x - start) / (end - start)
        return exp(log(low) + part * (log(high) - log(low))) if is_log else low + part * (high - low)

    def filled(self, name) -> float:
        """How many marks of a set are filled."""
        boxes = re.findall(r"h([\d.]+)v([\d.]+)h", self.by_id[name].get("d", "")) if self.has(name) else []
        side = max((float(high) for _, high in boxes), default=1)
        return sum(float(wide) for wide, _ in boxes) / side


def as_printed(found, printed) -> str:
    """A figure that was read back, with as many decimals as were printed."""
    return str(Decimal(found).quantize(Decimal(printed)))
