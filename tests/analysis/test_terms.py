from __future__ import annotations

import re

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.columns import COLUMNS, Sheet
from alexstudio.analysis.terms import HELP, TermProblem, read_filter
from alexstudio.graph.presets import load_preset

DOCUMENT = load_preset("alexnet_two_gpu")
SHEET = Sheet(DOCUMENT, analyse(DOCUMENT))


def found(text: str) -> list[str]:
    wanted = read_filter(text)
    return [entry.node.id for entry in SHEET.entries if wanted.fits(entry)]


CASES = {
    "": len(SHEET.entries),
    "   ": len(SHEET.entries),
    "type:Conv2d": 10,
    "TYPE:conv2D": 10,
    "conv1a": 1,
    "relu gpu1": 7,
    "type:Conv2d device:gpu1": 5,
    "device=gpu": 0,
    "device:gpu": 53,
    "params>1M": 5,
    "params>=16.8m": 2,
    "params<1 type:Conv2d": 0,
    "share>10%": 4,
    "share>10": 4,
    "share>0.1": 4,
    "kernel:3x3 type:Conv2d": 6,
    "kernel:3×3 type:Conv2d": 6,
    "memory>500KiB": 7,
    "output:13x13 type:Conv2d": 6,
    "output:13×13 type:Conv2d": 6,
    "-type:ReLU -device:gpu0 stage:Conv1": 3,
    "type=Linear params=2,049,000": 0,
    '"Conv1a"': 1,
    "stage=Conv1": 8,
    "field>190 type:Conv2d": 0,
    "flops>0": 15,
}


@pytest.mark.parametrize("text", CASES)
def test_terms(text: str) -> None:
    assert len(found(text)) == CASES[text], found(text)


def test_every_term_narrows() -> None:
    assert set(found("type:Conv2d gpu0")) == set(found("type:Conv2d")) & set(found("gpu0"))


def test_not_is_the_rest() -> None:
    for term in ("type:ReLU", "params>1000", "output:13x13"):
        assert sorted(found(term) + found("-" + term)) == sorted(found(""))


WRONG = {
    "parms>1": "There is no column “parms”.",
    "params>": "Write something after params>",
    "type:": "Write something after type:",
    "params>many": "“many” after params is not a number.",
    "params>1x": "“1x” after params is not a number.",
    "params>1,00": "is not a number",
    "type>3": "Type holds text: write type:3",
    "output>3": "Output holds text",
    "conv1 -foo:1": "There is no column “foo”.",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_term_is_named(text: str) -> None:
    with pytest.raises(TermProblem) as caught:
        read_filter(text)
    assert WRONG[text] in str(caught.value)


@pytest.mark.parametrize(
    "text", ['"', '""', "-", "--", "<", ">1", ":", "=", "a:b:c" * 50, "(", "[x", "*", "\\", "é", "\0"]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    try:
        found(text)
    except TermProblem as problem:
        assert str(problem)


def test_every_column_can_be_asked() -> None:
    for column in COLUMNS:
        found(f"{column.key}:1")


def test_the_help_is_true() -> None:
    terms = re.findall(r"(?<=  )-?[a-z]+[:=<>]+[^\s]+", HELP)
    assert len(terms) == 12
    for term in terms:
        read_filter(term)
