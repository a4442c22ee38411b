"""Every operation of torchvision's convolutional classifiers, and of the files of 2012, has a layer type."""

from __future__ import annotations

import warnings
from collections import Counter
from typing import Any

import pytest
import torch
from torch import fx, nn
from torchvision import models
from torchvision.models.convnext import CNBlock
from torchvision.models.shufflenetv2 import channel_shuffle

from alexstudio.layers import families, layer_type, layer_types

NETWORKS = (
    "alexnet convnext_tiny densenet121 efficientnet_b0 efficientnet_v2_s googlenet inception_v3 mnasnet0_5 "
    "mobilenet_v2 mobilenet_v3_large mobilenet_v3_small regnet_x_400mf regnet_y_400mf resnet18 resnet50 "
    "resnext50_32x4d wide_resnet50_2 shufflenet_v2_x0_5 squeezenet1_0 squeezenet1_1 vgg11 vgg11_bn"
).split()
"""One network of every architecture; the others of an architecture repeat its layers."""

SAME = "torch.nn."
MODULES: dict[str, tuple[str, ...]] = {
    # torchvision's own; most others are torch's, under torch's name
    "torchvision.ops.stochastic_depth.StochasticDepth": ("StochasticDepth",),
    "torchvision.models.convnext.LayerNorm2d": ("LayerNorm2d",),
    # ConvNeXt works with channels last inside its blocks: a Linear there is a 1x1 Conv2d, a LayerNorm a LayerNorm2d
    "torchvision.ops.misc.Permute": (),
    "torch.nn.LayerNorm": ("LayerNorm2d",),
    "torch.nn.Linear": ("Linear", "Conv2d"),
    "torch.nn.Sequential": (),  # an empty one is the identity of a shortcut
}
FUNCTIONS: dict[str, tuple[str, ...]] = {
    "add": ("Add", "ChannelAffine"),
    "mul": ("Multiply", "LayerScale", "ChannelAffine"),
    "getitem": ("Chunk", "ChannelAffine"),
    "unsqueeze": ("ChannelAffine",),
    "cat": ("Concat",),
    "relu": ("ReLU",),
    "flatten": ("Flatten",),
    "max_pool2d": ("MaxPool2d",),
    "avg_pool2d": ("AvgPool2d",),
    "adaptive_avg_pool2d": ("AdaptiveAvgPool2d",),
    "stochastic_depth": ("StochasticDepth",),
    "layer_norm": ("LayerNorm2d",),
    "permute": (),  # around layer_norm and around ConvNeXt's blocks
    "chunk": ("Chunk",),
    "mean": ("GlobalAvgPool",),
    # ShuffleNet's shuffle, written out
    **dict.fromkeys(("view", "size", "floordiv", "transpose", "contiguous"), ("ChannelShuffle",)),
    # Scores of the auxiliary classifiers, which only training on ImageNet used
    **dict.fromkeys(("GoogLeNetOutputs", "InceptionOutputs"), ()),
}

CUDA_CONVNET = {
    "ident": "Identity",
    "relu": "ReLU",
    "logistic": "Sigmoid",
    "abs": "Abs",
    "square": "Square",
    "sqrt": "Sqrt",
    "softrelu": "Softplus",
    "tanh": "ScaledTanh",
    "brelu": "BoundedReLU",
    "linear": "LinearNeuron",
    "nrelu": "NoisyReLU",
    "drelu": "DoubleReLU",
    "log": "LogNeuron",
    "abstanh": "AbsTanh",
    "conv": "Conv2d",
    "local": "LocallyConnected2d",
    "fc": "Linear",
    "max": "MaxPool2d",
    "average pooling": "AvgPool2d",
    "cmrnorm": "LocalResponseNorm",
    "rnorm": "SameMapNorm",
    "cnorm": "ContrastNorm",
    "nailbed": "Nailbed",
    "blur": "GaussianBlur",
    "hs": "Dropout",
    "prob": "Softmax",
    "concat": "Concat",
    "eltsum": "Add",
    "eltmax": "Maximum",
}
LENET = ("Conv2d", "AvgPool2d", "ScaledTanh", "Tanh", "Sigmoid", "Linear", "Flatten", "ReLU", "MaxPool2d")


def used_by(name: str) -> tuple[set[str], set[str]]:
    """Classes of leaf modules, and functions and methods, in training and in use."""
    extra: dict[str, Any] = {}
    if name in ("googlenet", "inception_v3"):
        extra = {"init_weights": False, "transform_input": True}
    # Nothing runs; but RegNet computes its widths with tensors
    with torch.device("cpu" if name.startswith("regnet") else "meta"):
        network = models.get_model(name, **extra)
    leaves = {_class(module) for module in network.modules() if not list(module.children())}
    functions: set[str] = set()
    for training in (True, False):
        for step in fx.Tracer().trace(network.train(training)).nodes:
            if step.op == "call_module":
                leaves.add(_class(network.get_submodule(step.target)))
            elif step.op in ("call_function", "call_method"):
                functions.add(getattr(step.target, "__name__", step.target).strip("_"))
    return leaves, functions


def _class(module: nn.Module) -> str:
    kind = type(module)
    return (
        f"{SAME}{kind.__name__}" if getattr(nn, kind.__name__, None) is kind else f"{kind.__module__}.{kind.__name__}"
    )


def types_of_module(name: str) -> tuple[str, ...] | None:
    if name in MODULES:
        return MODULES[name]
    short = name.removeprefix(SAME)
    return (short,) if name.startswith(SAME) and short in layer_types() else None


@pytest.mark.parametrize("name", NETWORKS)
def test_every_operation_has_a_layer_type(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        leaves, functions = used_by(name)
    assert leaves
    missing = {leaf for leaf in leaves if types_of_module(leaf) is None} | {
        one for one in functions if one not in FUNCTIONS
    }
    assert not missing
    for found in (*(types_of_module(leaf) or () for leaf in leaves), *(FUNCTIONS[one] for one in functions)):
        assert all(one in layer_types() for one in found)


def test_every_architecture_is_in_it() -> None:
    others = ("vit_", "swin_", "maxvit")  # transformers
    known = {"".join(letter for letter in name if letter.isalpha()) for name in NETWORKS}
    every = Counter(name for name in models.list_models(module=models) if not name.startswith(others))
    stems = ("alexnet", "convnext", "densenet", "efficientnet", "googlenet", "inception", "mnasnet", "mobilenet")
    stems += ("regnet", "resnet", "resnext", "wide_resnet", "shufflenet", "squeezenet", "vgg")
    assert known and not [name for name in every if not name.startswith(stems)]
    assert all(any(name.startswith(stem) for name in NETWORKS) for stem in stems)


def test_the_check_can_fail() -> None:
    assert types_of_module("torch.nn.LSTM") is None
    assert types_of_module("torchvision.ops.deform_conv.DeformConv2d") is None


@pytest.mark.parametrize(("word", "name"), CUDA_CONVNET.items())
def test_layers_of_the_2012_files_are_found_under_their_names(word: str, name: str) -> None:
    kind = layer_type(name)
    words = (kind.name, *kind.synonyms)
    assert any(word in one.lower() for one in words), words


def test_lenet_has_its_layers() -> None:
    assert set(LENET) <= set(layer_types())


@torch.no_grad()
def test_convnext_block_is_made_of_these_layers() -> None:
    """Linear on channels last = Conv2d of 1x1, LayerNorm there = LayerNorm2d, layer_scale = LayerScale."""
    from alexstudio.engine.modules.layer_norm import LayerNorm2d
    from alexstudio.engine.modules.layer_scale import LayerScale

    block = CNBlock(6, 0.5, 0.0).eval()
    depthwise, _, norm, first, gelu, second, _ = block.block
    norm2d, one, two, scale = LayerNorm2d(6), nn.Conv2d(6, 24, 1), nn.Conv2d(24, 6, 1), LayerScale(6)
    norm2d.load_state_dict(norm.state_dict())
    for conv, linear in ((one, first), (two, second)):
        conv.load_state_dict({"weight": linear.weight[:, :, None, None], "bias": linear.bias})
    scale.load_state_dict({"weight": block.layer_scale})
    x = torch.randn(2, 6, 9, 9)
    torch.testing.assert_close(x + scale(two(gelu(one(norm2d(depthwise(x)))))), block(x))


def test_channel_shuffle_is_shufflenets() -> None:
    x = torch.randn(2, 12, 3, 3)
    assert torch.equal(nn.ChannelShuffle(3)(x), channel_shuffle(x, 3))


def test_declarations_are_complete_for_documentation() -> None:
    for kind in layer_types().values():
        assert kind.reference or not kind.target or kind.target.startswith("alexstudio."), kind.name
        if kind.reference:
            holder: Any = torch
            for part in kind.reference.split(".")[1:]:
                holder = getattr(holder, part)
        assert kind.synonyms and len(set(kind.synonyms)) == len(kind.synonyms), kind.name
        assert len(kind.summary) <= 120 and len(kind.caption(kind.defaults)) <= 32, kind.name
    assert {len(kinds) > 1 for kinds in families().values()} == {True}


def test_types_without_a_repeatable_backward_pass_are_those_torch_names() -> None:
    """torch's own list, in the documentation of ``use_deterministic_algorithms``."""
    text = str(torch.use_deterministic_algorithms.__doc__)
    refused = text[text.index("operations will throw a") :]
    assert "``bilinear``" in refused
    for kind in layer_types().values():
        named = bool(kind.reference) and f"`{kind.reference}`" in refused
        assert kind.is_deterministic != (named or kind.name == "Upsample"), kind.name
        assert kind.is_repeatable(kind.defaults) or not kind.is_deterministic
    pool, upsample = layer_type("AdaptiveAvgPool2d"), layer_type("Upsample")
    assert pool.is_repeatable({"output_size": (1, 1)}) and not pool.is_repeatable({"output_size": (6, 6)})
    assert upsample.is_repeatable({"mode": "nearest"}) and not upsample.is_repeatable({"mode": "bilinear"})
