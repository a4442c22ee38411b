"""What single layers of cuda-convnet become."""

from __future__ import annotations

import pytest

from alexstudio.analysis import Report, analyse
from alexstudio.interop.convnet import import_layers
from alexstudio.interop.imported import Imported

HEAD = "[data]\ntype=data\ndataIdx=0\n[labels]\ntype=data\ndataIdx=1\n"


def network(text: str, params: str | None = None, size: int = 9) -> tuple[Imported, Report]:
    found = import_layers(HEAD + text, params=params, size=size)
    return found, analyse(found.document)


def section(name: str, **options: object) -> str:
    return f"[{name}]\n" + "".join(f"{key}={value}\n" for key, value in options.items())


@pytest.mark.parametrize(
    ("neuron", "kind", "params"),
    [
        ("relu", "ReLU", {}),
        ("logistic", "Sigmoid", {}),
        ("abs", "Abs", {}),
        ("square", "Square", {}),
        ("sqrt", "Sqrt", {}),
        ("softrelu", "Softplus", {"beta": 1.0}),
        ("nrelu", "NoisyReLU", {}),
        ("tanh[1.7159,0.6666]", "ScaledTanh", {"a": 1.7159, "b": 0.6666}),
        ("tanh[1,1]", "Tanh", {}),
        ("abstanh[2, 3]", "AbsTanh", {"a": 2.0, "b": 3.0}),
        ("brelu[2]", "BoundedReLU", {"a": 2.0}),
        ("linear[2,-1]", "LinearNeuron", {"a": 2.0, "b": -1.0}),
        ("drelu[3]", "DoubleReLU", {"a": 3.0}),
        ("log[1]", "LogNeuron", {"a": 1.0}),
        ("srelu", "srelu neuron", {"neuron": "srelu"}),
    ],
)
def test_neurons(neuron: str, kind: str, params: dict[str, object]) -> None:
    found, _ = network(section("fc", type="fc", inputs="data", outputs=5, initW=0.1, neuron=neuron))
    node = found.document.graph[f"fc_{neuron.partition('[')[0]}"]
    assert (node.type, dict(node.params)) == (kind, params)
    found, _ = network(section("n", type="neuron", inputs="data", neuron=neuron))
    assert found.document.graph["n"].type == kind


def test_ident_is_nothing() -> None:
    found, _ = network(section("fc", type="fc", inputs="data", outputs=5, neuron="ident"))
    assert [node.type for node in found.document.graph.nodes] == ["Input", "Flatten", "Linear"]


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ({"sizeX": 3, "stride": 2}, 4),
        ({"sizeX": 2, "stride": 2}, 5),
        ({"sizeX": 3, "stride": 2, "start": -1}, 5),
        ({"sizeX": 4, "stride": 3, "start": -1}, 3),
        ({"sizeX": 3, "stride": 2, "start": 2}, 3),
        ({"sizeX": 3, "stride": 2, "outputsX": 3}, 3),
    ],
)
@pytest.mark.parametrize("method", ["max", "avg"])
def test_pooling(options: dict[str, int], size: int, method: str) -> None:
    """1 + ceil((9 - start - sizeX) / stride), unless the file says how many."""
    found, report = network(section("p", type="pool", pool=method, inputs="data", channels=3, **options))
    end = found.document.graph.order()[-1]
    assert report.nodes[end.id].shapes == ((3, size, size),)
    node = found.document.graph["p"]
    assert node.type == {"max": "MaxPool2d", "avg": "AvgPool2d"}[method]
    assert method == "max" or node.params["count_include_pad"] is False


@pytest.mark.parametrize("size", range(5, 12))
@pytest.mark.parametrize("stride", range(1, 5))
@pytest.mark.parametrize("padding", [0, 2])
def test_convolutions_round_up(size: int, stride: int, padding: int) -> None:
    text = section("c", type="conv", inputs="data", channels=3, filters=16, filterSize=5, stride=stride, initW=0.1,
                   padding=padding)  # fmt: skip
    _, report = network(text, size=size)
    count = 1 - (-(2 * padding + size - 5) // stride)
    assert report.nodes["c"].shapes == ((16, count, count),)


def test_a_forced_size() -> None:
    text = section("c", type="conv", inputs="data", channels=3, filters=16, filterSize=3, initW=0.1, modulesX=4)
    found, report = network(text)
    assert report.nodes[found.document.graph.order()[-1].id].shapes == ((16, 4, 4),)


def test_filters_are_those_of_a_group() -> None:
    one = section("a", type="conv", inputs="data", channels=3, filters=32, filterSize=3, padding=1, initW=0.1)
    two = section("b", type="conv", inputs="a", channels=32, filters=16, groups=2, filterSize=3, initW=0.1)
    found, report = network(one + two)
    assert dict(found.document.graph["b"].params)["out_channels"] == 32
    assert report.nodes["b"].weights == 32 * 16 * 9


def test_inputs_that_differ_are_summed() -> None:
    one = section("a", type="conv", inputs="data", channels=3, filters=16, filterSize=3, padding=1, initW=0.1)
    two = section("b", type="conv", inputs="data,a", channels="3,16", filters="16,16", filterSize="5,3", padding="2,1",
                  initW="0.1,0.2")  # fmt: skip
    found, report = network(one + two)
    assert [node.type for node in found.document.graph.order()].count("Conv2d") == 3
    assert report.is_runnable
    # one bias for the sum
    assert sum(report.nodes[node.id].biases for node in found.document.graph.nodes) == 32


def test_dense_layer_of_maps_and_a_vector() -> None:
    text = section("f", type="fc", inputs="data", outputs=7) + section("g", type="fc", inputs="f,data", outputs=4)
    _, report = network(text)
    assert report.is_runnable and report.nodes["g"].weights == 4 * (7 + 243)


def test_sums_and_maxima() -> None:
    both = section("s", type="eltsum", inputs="data,data", coeffs="1,-0.5") + section(
        "m", type="eltmax", inputs="s,data"
    )
    found, report = network(both)
    assert [node.type for node in found.document.graph.nodes] == ["Input", "LinearNeuron", "Add", "Maximum"]
    assert report.is_runnable


def test_preparation_of_pictures() -> None:
    text = (
        section("b", type="blur", inputs="data", channels=3, filterSize=5, stdev=2)
        + section("n", type="nailbed", inputs="b", channels=3, stride=2)
        + section("c", type="cnorm", inputs="n", channels=3, size=3)
        + section("k", type="crop", inputs="c", channels=3, sizeX=3, startX=1, startY=2)
    )
    found, report = network(text, section("c", scale=0.01, pow=0.5))
    graph = found.document.graph
    assert dict(graph["b"].params) == {"size": 5, "deviation": 2.0}
    assert dict(graph["n"].params) == {"stride": (2, 2), "start": (0, 0)}
    assert dict(graph["c"].params) == {"size": 3, "alpha": 0.01, "beta": 0.5, "k": 1.0}
    assert dict(graph["k"].params) == {"left": -1, "right": -1, "top": -2, "bottom": 0}
    assert report.nodes["k"].shapes == ((3, 3, 3),)


@pytest.mark.parametrize("kind", ["rgb2yuv", "resize", "treefc", "hidden.invention"])
def test_unknown_layers_become_named_placeholders(kind: str) -> None:
    text = section("x", type=kind, inputs="data", scale="1.5", gpu=1) + section("f", type="fc", inputs="x", outputs=3)
    found, report = network(text)
    node = found.document.graph["x"]
    assert (node.type, node.kind, dict(node.params), node.device) == (kind, None, {"scale": "1.5"}, "gpu1")
    assert found.document.graph["f"].device == "gpu1"
    assert any(one.layer == "x" and "placeholder" in one.sentence for one in found.remarks)
    assert f"the layer type {kind} is not known" in report.problems[0].message


def test_code_is_never_run() -> None:
    text = section("f", type="fc", inputs="data", outputs=3, initW=0.1, initWFunc="os.system('touch x')")
    found, _ = network(text)
    assert any("never run" in one.sentence and one.severity == "left out" for one in found.remarks)


def test_shared_weights_and_random_channels_are_told() -> None:
    one = section("a", type="conv", inputs="data", channels=3, filters=16, filterSize=3, padding=1, initW=0.1)
    two = section("b", type="conv", inputs="a", channels=16, filters=16, filterSize=3, initW=0.1, weightSource="a[0]",
                  randSparse="true", filterChannels=8, sharedBiases="false")  # fmt: skip
    said = " ".join(remark.sentence for remark in network(one + two)[0].remarks if remark.layer == "b")
    assert "shares weights" in said and "at random" in said and "bias for each position" in said


def test_dropout_dialects() -> None:
    text = section("d", type="dropout2", inputs="data") + section("e", type="dropout", inputs="d", keep=0.75)
    found, _ = network(text, section("d", enable="false") + section("e", enable="true"))
    assert found.document.graph["d"].params["p"] == 0 and found.document.graph["e"].params["p"] == 0.25


def test_the_weightiest_cost_says_where_the_scores_are() -> None:
    text = (
        section("f", type="fc", inputs="data", outputs=3) + section("side", type="fc", inputs="data", outputs=9)
        + section("c1", type="cost.logreg", inputs="labels,f") + section("c2", type="cost.sum2", inputs="side")
    )  # fmt: skip
    found, _ = network(text, section("c1", coeff=1) + section("c2", coeff=0.1))
    assert [node.id for node in found.document.graph.nodes] == ["data", "f_flat", "f"]
    assert any(one.layer == "side" and "do not depend" in one.sentence for one in found.remarks)


@pytest.mark.parametrize(
    ("rate", "schedule", "base", "kind"),
    [
        ("0.5", "", 0.5, "constant"),
        ("const[base=0.5]", "", 0.5, "constant"),
        ("dexp[base=0.5;tgtFactor=250;numSteps=4]", "", 0.5, "dexp"),
        ("linear[base=0.5;tgtFactor=10]", "", 0.5, "plateau"),
        ("0.5", "dexp[tgtFactor=250,noiseStdev=0,numSteps=4]", 0.5, "dexp"),
        ("0.5", "dexp[250,0,4]", 0.5, "dexp"),
        ("0.5", "dexp[250,4]", 0.5, "dexp"),
        ("0.5", "dexp[tgtFactor=0]", 0.5, "plateau"),
        ("0.5", "exp[1000]", 0.5, "exponential"),
        ("0.5", "const", 0.5, "constant"),
    ],
)
def test_the_spellings_of_a_schedule(rate: str, schedule: str, base: float, kind: str) -> None:
    text = section("f", type="fc", inputs="data", outputs=3, initW=0.1)
    params = section(
        "f", epsW=rate, epsB=rate, momW=0.9, momB=0.9, wc=0.1, **({"schedW": schedule} if schedule else {})
    )
    recipe = network(text, params)[0].document.recipe
    assert (recipe.learning_rate, recipe.schedule, recipe.weight_decay) == (base, kind, 0.1)
    assert (recipe.fall, recipe.segments) == ({"exponential": 1000}.get(kind, 250), 4)
