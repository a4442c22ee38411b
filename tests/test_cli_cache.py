"""The verb about kept pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alexstudio.cli import main
from alexstudio.runs.picture_cache import FORMAT


def test_kept_pictures_are_listed_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("alexstudio.runs.picture_cache.cache_root", lambda: tmp_path)
    for key in ("one", "two"):
        (tmp_path / key).mkdir()
        (tmp_path / key / "pixels").write_bytes(b"x" * 100)
        said = {"format": FORMAT, "source": "/my/cats", "split": "training", "pictures": 7, "side": 64, "whole": False}
        (tmp_path / key / "index.json").write_text(json.dumps(said))
    assert main(["cache"]) == 0
    shown = capsys.readouterr().out
    assert "7 training pictures of 64 pixels, not whole yet: /my/cats" in shown and "of at most 69 GB" in shown
    assert main(["cache", "remove", "three"]) == 2 and "nothing is kept as 'three'" in capsys.readouterr().err
    assert main(["cache", "remove"]) == 2
    assert main(["cache", "remove", "one"]) == 0 and not (tmp_path / "one").exists()
    assert main(["cache", "remove", "--all"]) == 0 and list(tmp_path.iterdir()) == []
