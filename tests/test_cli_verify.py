"""The verb that proves that placement and towers do not change the maths."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alexstudio.cli import main, verify
from alexstudio.graph import Document, Edge, LayerGraph
from alexstudio.graph.fileformat import save
from alexstudio.runs.messages import Prove, Proved
from alexstudio.runs.proof import Comparison, Difference, Proof

NOT = Difference(is_equal=True, largest=0.0, relative=0.0)
FAR = Difference(is_equal=False, largest=0.5, relative=0.25, where="FC weight")


def proof(*, holds: bool) -> Proof:
    one = Comparison(name="towers", ways=("One column", "two towers"), precision="float32", gradients_of=3, scores=NOT,
                     gradients=NOT if holds else FAR, holds=holds, why="Because.")  # fmt: skip
    return Proof(title="A\x1b[31m", batch=2, seed=1, comparisons=(one,), notes=("Not compared.",))


@pytest.fixture
def tiny(tmp_path: Path) -> str:
    """Two grouped convolutions and a dense layer on 8x8 pictures."""
    graph = LayerGraph()
    graph.add_type("Input", id="x", params={"size": 8}, device="host")
    graph.add_type("Conv2d", id="conv1", params={"out_channels": 4}, name="Conv1")
    graph.add_type("Conv2d", id="conv2", params={"out_channels": 6, "groups": 2}, name="Conv2")
    graph.add_type("Flatten", id="flat")
    graph.add_type("Linear", id="fc", params={"out_features": 32}, name="FC")
    for edge in (("x", "conv1"), ("conv1", "conv2"), ("conv2", "flat"), ("flat", "fc")):
        graph.connect(Edge(edge[0], 0, edge[1], 0))
    path = tmp_path / "tiny.json"
    save(Document("Tiny", graph.freeze()), path)
    return str(path)


def test_the_engine_proves_a_document(tiny: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", tiny, "--batch", "2", "--seed", "7", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["holds"], found["title"], found["batch"], found["seed"], found["notes"]) == (True, "Tiny", 2, 7, [])
    assert [(one["name"], one["precision"]) for one in found["comparisons"]] == [
        ("placement", "float32"),
        ("towers", "float32"),
        ("towers", "float64"),
    ]
    assert found["comparisons"][0]["scores"]["is_equal"]
    assert found["comparisons"][2]["gradients"]["relative"] < 1e-12


@pytest.mark.parametrize(("holds", "code"), [(True, 0), (False, 1)])
def test_text_and_exit_code(
    holds: bool, code: int, tiny: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Prove] = []
    answer = Proved(proof=proof(holds=holds))
    monkeypatch.setattr(verify, "ask", lambda command, kind: (asked.append(command), answer)[1])
    assert main(["verify", tiny]) == code
    assert (asked[0].batch, asked[0].seed) == (4, 2012) and '"conv2"' in asked[0].document
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("A�[31m: 2 pictures and weights from seed 1")  # a title cannot command the terminal
    if holds:
        assert lines[1:] == [
            "holds  One column against two towers (float32): the scores and 3 gradients are equal to the bit. Because.",
            "note   Not compared.",
            "The comparison holds.",
        ]
    else:
        assert lines[1].startswith("FAILS  One column against two towers (float32): the scores are equal to the bit, ")
        assert "the gradients differ by at most 5.0e-01 (2.5e-01 of the largest value, in FC weight)." in lines[1]
        assert lines[3] == "The comparison fails."


def test_bad_input(tiny: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, sentence in (
        (["verify"], "required: DOC"),
        (["verify", tiny, "--batch", "1"], "--batch must be 2 to 256, not 1."),
        (["verify", tiny, "--batch", "many"], "invalid int value"),
        (["verify", tiny, "--seed", "-1"], "--seed must be 0 to"),
        (["verify", tiny, "--format", "csv"], "invalid choice"),
        (["verify", "alexnett"], "Is it the preset alexnet"),
    ):
        assert main(arguments) == 2
        assert sentence.lower() in capsys.readouterr().err.lower()
    empty = tmp_path / "empty.json"
    save(Document("Empty", LayerGraph().freeze()), empty)
    assert main(["verify", str(empty)]) == 1
    assert "The document is empty" in capsys.readouterr().err


def test_a_document_that_the_engine_cannot_prove_is_one_sentence(
    tiny: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify, "check_runnable", lambda document, name: None)
    text = Path(tiny).read_text().replace('"groups": 2', '"groups": 3')
    Path(tiny).write_text(text)
    assert main(["verify", tiny]) == 1
    assert capsys.readouterr().err.startswith("alexstudio: Conv2 has groups = 3, which does not divide")


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: alexstudio verify")
