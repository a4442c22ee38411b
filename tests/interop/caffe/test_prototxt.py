"""The text format itself, and texts that mean harm."""

from __future__ import annotations

import time

import pytest

from alexstudio.interop.caffe import import_prototxt
from alexstudio.interop.caffe.text import FIELD_LIMIT, parse
from alexstudio.interop.imported import SIZE_LIMIT, ImportProblem


def test_all_that_the_format_allows() -> None:
    text = """
    name: "a\\x41\\n\\303\\274" 'b'  # to the end of the line
    layer { type: Word p <x: -1 y:-.5e3f z: [1, 2 ,3]; on:true, deep { s { } }> }
    layer: { hex: 0x10 octal: 017 zero: 0 plain: 1. inf: -inf [some.extension]: 4 }
    """
    assert parse(text).plain() == {
        "name": "aA\nüb",
        "layer": [
            {"type": "Word", "p": {"x": -1, "y": -500.0, "z": [1, 2, 3], "on": "true", "deep": {"s": {}}}},
            {"hex": 16, "octal": 15, "zero": 0, "plain": 1.0, "inf": "-inf", "some.extension": 4},
        ],
    }


def test_messages_answer_with_the_last_value_and_merge() -> None:
    message = parse("a: 1 a: 2 m { x: 1 } m { y: true } w: MAX")
    assert message.integer("a", 0) == 2 and message.integers("a") == [1, 2] and message.integer("b", 9) == 9
    assert message.message("m").integer("x", 0) == 1 and message.message("m").flag("y", False)
    assert message.text("w") == "MAX" and message.unasked() == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1\nb {\n", "Line 2: the brace that opens here is never closed."),
        ('\n\na: "x', "Line 3: the text that begins here is not closed on its line."),
        ('a: "x\n"', "Line 1: the text that begins here is not closed on its line."),
        ("a: 12x", "Line 1: '12x' is not a number."),
        ("a: 1e", "Line 1: '1e' is not a number."),
        ("a 1", "Line 1: a colon or a brace must follow a, not '1'."),
        ("a: }", "Line 1: a value must follow a, not '}'."),
        ("a:", "Line 1: a value must follow a, not the end of the text."),
        ("a: \0", "Line 1: the character U+0000 cannot stand here."),
        ("a: \u202e", "Line 1: the character U+202E cannot stand here."),
        ("a: [1 2]", "Line 1: a list goes on with , or ], not '2'."),
        ("}", "Line 1: the name of a field must stand where '}' is."),
        ("[a", "Line 1: the name in brackets is not closed."),
        ('a: -"x"', "Line 1: a value must follow a, not '\"x\"'."),
        ("a: -b", "Line 1: a value must follow a, not 'b'."),
        ("a: " + "9" * 5000, "Line 1: a number has 5,000 digits."),
        ("\ud800", "Line 1 holds half of a surrogate pair, which is no character."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(ImportProblem) as caught:
        parse(text)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "x{" * 100_000,
        "x:{" * 64 + "y{",
        "x:<" * 100_000,
        "a: [" * 100_000,
        "a:1 " * (FIELD_LIMIT + 1),
        "layer{} " * (FIELD_LIMIT + 1),
        "layer{}" * 10_001,
        '"' * 100_000,
        "#" * (SIZE_LIMIT + 1),
        "layer: 5",
        "layer { name: 3 }",
        "layers { layer { } }",
        'layer { type: "ReLU" top: 5 }',
        "layer { type: { } }",
        'layer { type: "ReLU" include: 3 }',
        "",
        "base_lr: 1",
    ],
    ids=lambda text: text[:20],
)
def test_hostile_texts_are_refused_in_one_sentence_and_soon(text: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(ImportProblem) as caught:
        import_prototxt(text)
    assert time.perf_counter() - begin < 10
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value) and len(str(caught.value)) < 300


HEAD = 'input: "d" input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 8 '


def layer(type_name: str, settings: str, bottom: str = "d") -> str:
    return f'{HEAD}layer {{ name: "it" type: "{type_name}" bottom: "{bottom}" top: "it" {settings} }}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (layer("Convolution", "convolution_param { num_output: 9223372036854775808 kernel_size: 1 }"), "out channels"),
        (layer("Convolution", "convolution_param { num_output: -1 kernel_size: 1 }"), "out channels"),
        (layer("Convolution", "convolution_param { num_output: 1 kernel_size: 0 }"), "kernel"),
        (layer("Convolution", "convolution_param { num_output: 1 kernel_size: 1 group: 0 }"), "groups"),
        (layer("Convolution", "convolution_param { num_output: 1 kernel_size: [1, 2, 3] }"), "3 numbers for"),
        (layer("Convolution", "convolution_param { num_output: 1 }"), "has no kernel_size"),
        (layer("Convolution", "convolution_param { num_output: 1.5 kernel_size: 1 }"), "whole number"),
        (layer("Pooling", "pooling_param { kernel_size: 2 stride: 0 }"), "stride"),
        (layer("Pooling", "pooling_param { kernel_size: 2 pool: MEDIAN }"), "pools by MEDIAN"),
        (layer("LRN", "lrn_param { local_size: 4 }"), "odd"),
        (layer("LRN", "lrn_param { alpha: 1e999 }"), "finite"),
        (layer("Dropout", "dropout_param { dropout_ratio: 2 }"), "p must be"),
        (layer("Eltwise", "eltwise_param { coeff: 1 coeff: 2 }"), "2 factors for 1 bottoms"),
        (layer("ReLU", "", "nothing"), "reads nothing, which no layer above it writes"),
        (layer("ReLU", 'bottom: "d"'), "reads one bottom, but it has 2"),
        (layer("ReLU", 'top: "second"'), "writes 1 values, but has 2 tops"),
        (HEAD + 'layer { name: "x" }', "x (line 1) has no type"),
        (HEAD + 'layer { name: "x" type: "Accuracy" bottom: "d" }', "no layers between"),
    ],
)  # fmt: skip
def test_networks_that_cannot_be(text: str, said: str) -> None:
    with pytest.raises(ImportProblem) as caught:
        import_prototxt(text)
    assert said in str(caught.value)
    assert "line 1" in str(caught.value).lower() or said == "no layers between"


def test_a_layer_of_a_billion_nodes_is_as_small_as_its_text() -> None:
    """What is repeated costs as much as it is long, and no more."""
    bottoms = 'bottom: "d" ' * 5_000
    found = import_prototxt(f'{HEAD}layer {{ name: "{"n" * 100_000}" type: "Concat" {bottoms} top: "c" }}')
    assert len(found.document.graph) == 2 and len(found.document.graph.edges) == 5_000
    assert all(len(node.name) <= 200 for node in found.document.graph.nodes)
    with pytest.raises(ImportProblem, match="50,000 wires"):
        import_prototxt(f'{HEAD}layer {{ name: "c" type: "Concat" {bottoms * 11} top: "c" }}')


def test_ten_thousand_layers_of_one_name() -> None:
    begin = time.perf_counter()
    text = HEAD + 'layer { name: "r" type: "ReLU" bottom: "d" top: "d" }\n' * 9_999
    found = import_prototxt(text)
    assert len(found.document.graph) == 10_000
    assert time.perf_counter() - begin < 20
    with pytest.raises(ImportProblem, match="at most 10,000"):
        import_prototxt(text + 'layer { name: "r" type: "ReLU" bottom: "d" top: "d" }\n' * 2)


def test_channels_that_double_with_every_layer() -> None:
    text = HEAD + "".join('layer { name: "c" type: "Concat" bottom: "d" bottom: "d" top: "d" }\n' for _ in range(500))
    assert len(import_prototxt(text).document.graph) == 501
