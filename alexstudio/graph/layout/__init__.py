"""Where cards go: layers in rows, branches beside each other, groups in columns. On plain data: ids, sizes, edges."""

from __future__ import annotations

from alexstudio.graph.layout.items import BESIDE, GAP, HEAD, LANE_GAP, RIM, Item, Position
from alexstudio.graph.layout.pages import Direction, lay_out

__all__ = ["BESIDE", "GAP", "HEAD", "LANE_GAP", "RIM", "Direction", "Item", "Position", "lay_out"]
