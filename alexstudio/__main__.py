"""``python -m alexstudio`` and the command ``alexstudio``."""

from __future__ import annotations

import sys

from alexstudio.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
