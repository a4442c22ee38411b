from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plugin_folders import make_places, no_plugins_after

from alexstudio.extensions.places import Places


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    with no_plugins_after():
        yield


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)
