"""`Consents`: which plugins the user enabled, and which bytes of them; kept on this machine, never in a document."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from alexstudio.extensions.problem import PluginProblem
from alexstudio.extensions.rights import is_foreign, is_open
from alexstudio.files import FileProblem, read_bytes, reason, write_atomically

FORMAT = "alexstudio-plugins/1"
SIZE_LIMIT = 1 << 20

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Grant(NamedTuple):
    """What the user said about a plugin: these bytes may run, unless ``failed`` says why they no longer do."""

    name: str
    sha256: str
    types: tuple[str, ...] = ()
    """The layer types that it declares."""
    failed: str = ""


class Consents:
    """The file of consents. Reading never fails: a file that cannot be understood means that nothing is enabled."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem = ""
        """Why the file was not understood, in one sentence."""
        self.grants = self._read()

    def enabled(self) -> dict[str, Grant]:
        """Key -> grant of what may run."""
        return {key: grant for key, grant in sorted(self.grants.items()) if not grant.failed}

    def set(self, key: str, grant: Grant | None) -> None:
        """Note a grant, or take it away with None; `PluginProblem` when it cannot be written."""
        before = self.grants
        self.grants = {**{old: kept for old, kept in before.items() if old != key}, **({key: grant} if grant else {})}
        if self.grants == before and not self.problem:
            return
        rows = {key: {**grant._asdict(), "types": list(grant.types)} for key, grant in sorted(self.grants.items())}
        content = json.dumps({"format": FORMAT, "plugins": rows}, indent=1).encode()
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self.path, content)
            with contextlib.suppress(OSError):
                self.path.chmod(0o600)
        except FileProblem as problem:
            raise PluginProblem(str(problem)) from None
        except OSError as error:
            raise PluginProblem(f"{self.path} could not be written: {reason(error)}.") from None
        self.problem = ""

    def _read(self) -> dict[str, Grant]:
        if not os.path.lexists(self.path):
            return {}
        try:
            content = read_bytes(self.path, limit=SIZE_LIMIT)
            facts = self.path.stat()
            if is_foreign(facts) or is_open(facts):
                self.problem = (
                    f"Other users may write to {self.path}, so no plugin is enabled. "
                    "Look at what it says, and take that right away."
                )
                return {}
            raw = json.loads(content)
            if raw["format"] != FORMAT:
                raise ValueError
            return {str(key): _grant(row) for key, row in raw["plugins"].items()}
        except (FileProblem, OSError) as problem:
            self.problem = f"No plugin is enabled, because {self.path} cannot be read: {problem}"
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.problem = f"{self.path} is damaged, so no plugin is enabled. Enable those that you want again."
        return {}


def _grant(row: Mapping[str, Any]) -> Grant:
    grant = Grant(row["name"], row["sha256"], tuple(row["types"]), row["failed"])
    texts = (grant.name, grant.sha256, grant.failed, *grant.types)
    if not all(isinstance(text, str) and text.isprintable() for text in texts) or not _SHA256.fullmatch(grant.sha256):
        raise ValueError
    return grant
