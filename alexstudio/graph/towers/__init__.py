"""Two towers as a command: a column with groups becomes two towers on two devices, and back, carrying weights."""

from __future__ import annotations

from alexstudio.graph.towers.carried import Border, Key, Part, Piece, WeightMap
from alexstudio.graph.towers.merging import are_towers, merge
from alexstudio.graph.towers.splitting import split

__all__ = ["Border", "Key", "Part", "Piece", "WeightMap", "are_towers", "merge", "split"]
