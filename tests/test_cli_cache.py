"""The verb about kept pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alexstudio.cli import main
from alexstudio.graph.fileformat import loads
from alexstudio.runs.data_page import PicturesKept
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


def test_pictures_of_a_document_or_a_folder_are_kept_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    kept = PicturesKept(done=7, total=9, side=240, bytes=1_209_600, why="No more can be kept: the disk is full.")

    def keep(document: str) -> PicturesKept:
        asked.append(loads(document).recipe.data)
        return kept

    monkeypatch.setattr("alexstudio.cli.cache._keep", keep)
    assert main(["cache", "build", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert told.out == "Kept 7 of 9 pictures of 240 pixels, 0.00 GB.\n" and "the disk is full" in told.err
    kept = kept.model_copy(update={"why": ""})
    assert main(["cache", "build", "alexnet"]) == 0
    assert asked == [str(tmp_path), "builtin:shapes"]
    assert main(["cache", "build"]) == 2 and main(["cache", "build", "no such document"]) == 2
    monkeypatch.setattr("alexstudio.cli.cache._keep", lambda document: None)
    assert main(["cache", "build", "alexnet"]) == 1 and "goes on from there" in capsys.readouterr().err
