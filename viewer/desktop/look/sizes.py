"""Widths and heights in pixels that the empty window and the full one share."""

WIDE, NARROW = 1120, 760
"""From `WIDE` on there are three panels; below `NARROW` one at a time."""
LEFT, RIGHT = 372, 252
TOP, BOTTOM = 52, 33
"""Heights of the bars."""
