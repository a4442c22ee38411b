"""The text format itself, and texts that mean harm."""

from __future__ import annotations

import time

import pytest

from alexstudio.interop.convnet import import_layers
from alexstudio.interop.convnet.sections import items, parse
from alexstudio.interop.imported import SIZE_LIMIT, ImportProblem


def test_all_that_the_format_allows() -> None:
    text = (
        "# a comment\n; another\nREM one more\n[One]\nepsW = 0.1 ; inline\nOther: 2;3\nlist=1,\n  2,\n\t3\n"
        "[two-b]\nepsW=dexp[base=0.01;tgtFactor=250;numSteps=4]\n[One]\nEPSW=7\n"
    )
    sections = parse(text)
    assert list(sections) == ["One", "two-b"]
    assert {name: option.value for name, option in sections["One"].options.items()} == {
        "epsw": "7", "other": "2;3", "list": "1, 2, 3",
    }  # fmt: skip
    assert sections["two-b"].options["epsw"] == ("dexp[base=0.01;tgtFactor=250;numSteps=4]", 11)


def test_commas_in_brackets_do_not_part() -> None:
    assert items("dexp[250,0,4], 0.1,") == ["dexp[250,0,4]", "0.1", ""] and items(" ") == []


HEAD = "[data]\ntype=data\ndataIdx=0\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no [section] in this text, so it is no layer file of cuda-convnet."),
        ("a=1", "Line 1: an option must stand below a [section]."),
        ("[a]\njust words", "Line 2: an option has the form name=value."),
        ("[a]\nb=\0", "Line 2: the character U+0000 cannot stand here."),
        ("[a]\nb=1", "a (line 1) has no type."),
        (HEAD, "The text has no layers between pictures and class scores."),
        (f"{HEAD}[f]\ntype=fc\ninputs=data", "f (line 4) has no outputs."),
        (f"{HEAD}[f]\ntype=fc\noutputs=3", "f (line 4) has no inputs."),
        (f"{HEAD}[f]\ntype=fc\ninputs=g\noutputs=3", "f (line 4) reads 'g', which is no layer above it."),
        (f"{HEAD}[f]\ntype=fc\ninputs=f\noutputs=3", "f (line 4) reads 'f', which is no layer above it."),
        (f"{HEAD}[f]\ntype=fc\ninputs=data\noutputs=many", "f (line 4) has 'many' for outputs, which is no"),
        (f"{HEAD}[f]\ntype=fc\ninputs=data\noutputs={'9' * 3999}", "for outputs, which is no whole number."),
        (f"{HEAD}[f]\ntype=fc\ninputs=data\noutputs=9223372036854775808", "out features must be at least 1, not 9"),
        (f"{HEAD}[f]\ntype=fc\ninputs=data\noutputs=-1", "out features must be at least 1, not -1."),
        (f"{HEAD}[f]\ntype=fc\ninputs=data\noutputs=3\ngpu=64", "f (line 4) is on GPU '64'; a document has"),
        (f"{HEAD}[f]\ntype=fc\ninputs=data\noutputs=3\nneuron=tanh[1]", "which needs 2 numbers in brackets."),
        (f"{HEAD}[f]\ntype=fc\ninputs=data\noutputs=3\nneuron=tanh[nan,1]", "for neuron, which is no number."),
        (f"{HEAD}[p]\ntype=pool\ninputs=data\nsizeX=3\nstride=0", "needs a sizeX and a stride of 1 at least."),
        (f"{HEAD}[n]\ntype=nailbed\ninputs=data\nstride=0", "needs a stride of 1 at least."),
        (
            f"{HEAD}[c]\ntype=conv\ninputs=data\nchannels=3\nfilters=16\nfilterSize=3\n"
            "[e]\ntype=conv\ninputs=c\nchannels=32\nfilters=16\nfilterSize=3",
            "e (line 10) reads 32 channels, but its input has 16.",
        ),
        (f"{HEAD}[l]\ntype=data\ndataIdx=1\n[f]\ntype=fc\ninputs=l\noutputs=3", "f (line 7) reads labels"),
        (f"{HEAD}[f]\ntype=fc\ninputs=data,data\noutputs=3,4", "f (line 4) has 2 numbers in outputs, but 1 inputs."),
        ("[a]\nb=" + "1" * 5000, "Line 2: the value has more than 4,000 characters."),
        ("#" * (SIZE_LIMIT + 1), "characters; at most"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ImportProblem) as caught:
        import_layers(text)
    assert sentence in str(caught.value) and "\n" not in str(caught.value) and len(str(caught.value)) < 300


def test_a_parameter_file_that_cannot_be_read() -> None:
    layers = f"{HEAD}[f]\ntype=fc\ninputs=data\noutputs=3\n"
    with pytest.raises(ImportProblem, match="has no base"):
        import_layers(layers, params="[f]\nepsW=dexp[tgtFactor=3]\n")
    with pytest.raises(ImportProblem, match="'fast' for epsW, which is no number"):
        import_layers(layers, params="[f]\nepsW=fast\n")
    assert import_layers(layers, params="[nobody]\nepsW=1\n[f]\nfancy=1\n").document.recipe.momentum == 0


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        "[a]\n" * 500_000,
        "".join(f"[s{number}]\n" for number in range(10_001)),
        "[a]\nb=1\n" + " 1\n" * 1_000_000,
        HEAD + "".join(f"[s{number}]\ntype=concat\ninputs={'data,' * 700}data\n" for number in range(100)),
    ],
    ids=["brackets", "sections", "many", "continued", "wires"],
)
def test_hostile_texts_are_refused_soon(text: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(ImportProblem):
        import_layers(text)
    assert time.perf_counter() - begin < 10
