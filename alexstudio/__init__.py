"""alexstudio: a desktop instrument for convolutional networks, with AlexNet (2012) as its home ground.

For programs of one's own there are `load`, `save`, `analyze`, `draw`, `compile`, `from_module`, `to_networkx` and
`from_networkx`; see `alexstudio.api`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_FUNCTIONS = ("analyze", "compile", "draw", "from_module", "from_networkx", "load", "save", "to_networkx")


def __getattr__(name: str) -> Any:
    # Only when someone asks: the window and the engine import this package too, and need nothing of it
    if name in _FUNCTIONS:
        return getattr(import_module("alexstudio.api"), name)
    raise AttributeError(f"module 'alexstudio' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_FUNCTIONS])
