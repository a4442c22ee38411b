from __future__ import annotations

import pytest

from alexstudio.cli import main
from alexstudio.layers import layer_types


def test_all_layer_types_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["layers"]) == 0
    shown = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert sorted(shown) == sorted(layer_types())


def test_the_page_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["layers", "Conv2d"]) == 0
    assert capsys.readouterr().out.startswith("# Conv2d\n")


@pytest.mark.parametrize(
    ("word", "hint"),
    [("fc", "Is it Linear?"), ("Conv3d", "Is it Conv2d"), ("\x1b[31mx", "alexstudio layers lists them.")],
)
def test_an_unknown_one(word: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["layers", word]) == 2
    said = capsys.readouterr().err
    assert hint in said and "\x1b" not in said and said.count("\n") == 1
