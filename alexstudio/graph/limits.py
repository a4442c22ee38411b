"""How much a document can hold. More is refused when it is made, and not only when the file is opened again."""

from __future__ import annotations

from alexstudio.graph.node import GraphError

NODE_LIMIT, EDGE_LIMIT = 10_000, 50_000
BLOCK_LIMIT, FRAME_LIMIT = 5_000, 500
BEND_LIMIT = 32
"""Bends of one wire."""


def check_count(count: int, limit: int, what: str) -> None:
    """Raise `GraphError` for more of something than there can be."""
    if count > limit:
        raise GraphError(f"This would make {count:,} {what}; there can be {limit:,} at most.")
