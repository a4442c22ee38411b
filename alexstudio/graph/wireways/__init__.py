"""Where wires run between cards, without a window: smooth curves, and ways around what would be in the way."""

from __future__ import annotations

from alexstudio.graph.wireways.ground import Ground, enters
from alexstudio.graph.wireways.router import Link, Router
from alexstudio.graph.wireways.ways import Box, Point, Side, Way

__all__ = ["Box", "Ground", "Link", "Point", "Router", "Side", "Way", "enters"]
