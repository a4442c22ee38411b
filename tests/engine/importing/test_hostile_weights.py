"""Weights of strangers: nothing in a file runs, no size is believed, and every refusal is one sentence."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest
from hostile_weights import called, good, lies, programs

from alexstudio.engine.importing import ImportProblem
from alexstudio.engine.importing.weights import read_weights

WHY = ("program", "no file of torch", "behind", "one name", "damaged", "names")


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(ImportProblem) as caught:
        read_weights(path, seconds=10)
    text = str(caught.value)
    assert text.startswith("bad.pth was not read: ") and "\n" not in text and len(text) < 300, text
    assert "weights_only" not in text and "Traceback" not in text, text
    return text


def test_programs_do_not_run(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    pickle.loads(called("os", "system", f"touch {canary}"))
    assert canary.exists(), "the canary sings where nobody guards"
    canary.unlink()
    files = dict(programs(canary))
    assert len(files) > 45
    for name, content in files.items():
        text = refused(tmp_path / "bad.pth", content)
        assert not canary.exists(), name
        assert any(words in text for words in WHY), (name, text)


def test_lies_about_sizes_are_refused_in_time(tmp_path: Path) -> None:
    files = dict(lies())
    assert len(files) > 35
    for name, content in files.items():
        began = time.monotonic()
        refused(tmp_path / "bad.pth", content)
        assert time.monotonic() - began < 9, name


def test_an_honest_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "good.pth"
    path.write_bytes(good())
    assert read_weights(path).tensors["w"].tolist() == [1.0] * 4
    for path, why in ((tmp_path, "is not a regular file"), (tmp_path / "none.pt", "There is no file")):
        with pytest.raises(ImportProblem, match=why):
            read_weights(path)
    for content in (b"", b"\xff" * 8 + b"{}", b"\x02\0\0\0\0\0\0\0{}x"):
        broken = tmp_path / "b.safetensors"
        broken.write_bytes(content)
        with pytest.raises(ImportProblem, match=r"b\.safetensors was not read"):
            read_weights(broken)
