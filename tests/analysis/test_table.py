from __future__ import annotations

from dataclasses import replace

from alexstudio.analysis import analyse
from alexstudio.analysis.remarks import HELPED
from alexstudio.analysis.table import report_text
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.presets import load_preset

GOLDEN = """\
Small

Layer    Type         Stage  Device  Output  Weights  Biases  Buffers  Multiply-adds  FLOPs  Activation bytes
-------------------------------------------------------------------------------------------------------------
Input    Input        -      host     8×8×3        -       -        -              -      -               768
Conv     Conv2d       One    gpu0     6×6×4      108       -        -          3,888  7,776               576
Norm     BatchNorm2d  One    gpu0     6×6×4        4       4        9              -      -               576
ReLU     ReLU         One    gpu0     6×6×4        -       -        -              -      -               576
Flatten  Flatten      -      gpu0       144        -       -        -              -      -               576
FC       Linear       Two    gpu1        10    1,440      10        -          1,440  2,880                40

Parameters         1,566  1,552 weights + 14 biases
Buffers                9  kept but not learned
Multiply-adds      5,328  for one picture, forward
FLOPs             10,656  2 x multiply-adds
Activation bytes   2,344  for one picture in float32, the input not counted

Device  Layers  Parameters  Multiply-adds  FLOPs  Activation bytes
------------------------------------------------------------------
gpu0         4         116          3,888  7,776             2,304
gpu1         1       1,450          1,440  2,880                40
host         1           0              0      0                 0

Moves between devices  From  To    Bytes
----------------------------------------
Flatten                gpu0  gpu1    576
all                    gpu0  gpu1    576
576 bytes for one picture, forward; backward moves as many.

Memory of a training step: batch 32, """

STAGES = """\
Stage       Layers  Parameters  Parameters %  Multiply-adds  FLOPs  Activation bytes
------------------------------------------------------------------------------------
(no stage)       2           0             0              0      0               576
One              3         116         7.4 %          3,888  7,776             1,728
Two              1       1,450        92.6 %          1,440  2,880                40
"""


def text(document: Document) -> str:
    return report_text(document, analyse(document))


def lines(document: Document) -> list[list[str]]:
    return [line.split() for line in text(document).splitlines()]


def test_the_whole_text(small: Document) -> None:
    assert text(small).startswith(GOLDEN)
    by_stage = report_text(small, analyse(small), "stage")
    layers = GOLDEN[GOLDEN.index("Layer ") : GOLDEN.index("\nParameters")]
    assert by_stage == text(small).replace(layers, STAGES)


def test_one_column() -> None:
    found = lines(load_preset("alexnet"))
    assert ["Conv1", "Conv2d", "Conv1", "55×55×96", "34,848", "96", "105,415,200", "210,830,400", "1,161,600"] in found
    assert ["Pool5", "MaxPool2d", "Conv5", "6×6×256", "-", "-", "-", "-", "36,864"] in found
    assert ["Parameters", "60,965,224", "60,954,656", "weights", "+", "10,568", "biases"] in found
    assert ["FLOPs", "1,448,813,632", "2", "x", "multiply-adds"] in found
    assert not any(word in line for line in found for word in ("gpu1", "Buffers", "Problems:"))


def test_two_devices() -> None:
    found = lines(load_preset("alexnet_two_gpu"))
    assert [
        "FC6b",
        "Linear",
        "FC6",
        "gpu1",
        "2048",
        "18,874,368",
        "2,048",
        "18,874,368",
        "37,748,736",
        "8,192",
    ] in found
    assert ["gpu0", "28", "32,531,112", "364,251,408", "728,502,816", "4,136,000"] in found
    assert ["Pool2a", "gpu0", "gpu1", "86,528"] in found
    assert ["all", "gpu1", "gpu0", "121,344"] in found
    assert any(line[:2] == ["234,496", "bytes"] for line in found)


def test_problems_come_before_warnings_and_bring_help() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    found = text(Document("x", graph)).splitlines()
    place = found.index("Problems:")
    assert found[place + 1].startswith("  Conv2 has groups = 5, which does not divide its 96 input channels.")
    assert found[place + 2] == "    could help: Set groups of Conv2 to 4"
    assert place < found.index("Warnings:") and "Norm1 and Norm2 mix" in found[found.index("Warnings:") + 1]


def test_what_is_not_known() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.disconnect(Edge("relu3", 0, "conv4", 0))
    found = text(Document("x", graph)).splitlines()
    assert "  Conv4: its input is not connected. Connect the layer that feeds it." in found
    assert any(line.startswith("Parameters of the 11 of 25 layers that are known  ") for line in found)
    assert next(line for line in found if line.startswith("FC8")).split() == ["FC8", "Linear", "FC8", *"??????"]
    assert any(line.startswith("No prediction yet: Conv4") for line in found)


def test_help_is_sought_for_the_first_problems_only() -> None:
    graph = load_preset("alexnet").graph.copy()
    for number in range(HELPED + 5):
        graph.add(Node(f"n{number}", "ReLU", f"Loose{number}"))
    found = text(Document("x", graph)).splitlines()
    place = found.index("Problems:")
    problems = found[place + 1 : found.index("", place)]
    helped = [one for one, after in zip(problems, [*problems[1:], ""], strict=True) if after.startswith("    could")]
    asked = [line for line in problems if not line.startswith("    ")]
    assert len(asked) >= HELPED + 5
    assert 0 < len([line for line in helped if not line.startswith("    ")]) <= HELPED


def test_nothing_that_a_terminal_obeys(hostile: Document) -> None:
    found = text(hostile)
    assert all(letter.isprintable() or letter == "\n" for letter in found)
    table = found[: found.index("\n\nParameters")]
    assert max(map(len, table.splitlines())) < 240
    assert all("W" * 40 not in line for line in table.splitlines())


def test_an_empty_document() -> None:
    document = Document("Nothing", LayerGraph().freeze())
    found = text(document)
    assert found.startswith("Nothing\n\nLayer") and "Problems:" in found


def test_a_long_title_is_one_line(small: Document) -> None:
    assert text(replace(small, title="a\nb")).splitlines()[0] == "a�b"
