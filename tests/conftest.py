"""Before anything else: no window on the screen, and nothing of the user's is read or written."""

from __future__ import annotations

import gc
import os
import shutil
import site
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")  # threads of torch that wait for a busy core burn the other
os.environ.setdefault("PYTHONUSERBASE", site.getuserbase())  # packages may be installed below the real home

_HOME = Path(tempfile.mkdtemp(prefix="alexstudio-tests-"))
os.environ["HOME"] = os.environ["USERPROFILE"] = str(_HOME)
for _name, _part in (
    ("XDG_CONFIG_HOME", ".config"),
    ("XDG_DATA_HOME", ".local/share"),
    ("XDG_STATE_HOME", ".local/state"),
    ("XDG_CACHE_HOME", ".cache"),
    ("XDG_RUNTIME_DIR", "run"),
    ("APPDATA", "AppData/Roaming"),
    ("LOCALAPPDATA", "AppData/Local"),
):
    os.environ[_name] = str(_HOME / _part)
    (_HOME / _part).mkdir(parents=True, exist_ok=True)
(_HOME / "run").chmod(0o700)


def pytest_collection_finish() -> None:
    """Leave what the imports made out of every later collection: torch and Qt are some 500,000 objects."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)
