"""Who else could change a file: asked of the plugins in the user's folders and of the file of consents."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def is_foreign(facts: os.stat_result) -> bool:
    """Whether a file belongs to somebody other than the user, root, and whoever owns this program."""
    return os.name == "posix" and facts.st_uid not in _trusted_owners()


def is_open(facts: os.stat_result) -> bool:
    """Whether its group or others may write to it; on Windows this is not asked."""
    return os.name == "posix" and bool(facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _trusted_owners() -> set[int]:
    return {os.geteuid(), 0, Path(__file__).stat().st_uid}
