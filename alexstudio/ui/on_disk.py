"""What a file was like when it was last looked at."""

from __future__ import annotations

import hashlib
from pathlib import Path

from alexstudio.files import FileProblem, read_bytes
from alexstudio.graph.fileformat import SIZE_LIMIT


def fingerprint(path: Path) -> str:
    """SHA-256 of a document file, empty when it cannot be read."""
    try:
        return hashlib.sha256(read_bytes(path, limit=SIZE_LIMIT)).hexdigest()
    except FileProblem:
        return ""
