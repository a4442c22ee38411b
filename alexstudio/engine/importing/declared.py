"""Layer types as the description of torch's modules: which class they stand for, and which attributes matter."""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any

import torch
from torch import nn

from alexstudio.engine.importing.draft import Draft
from alexstudio.engine.importing.values import Weight, Wire
from alexstudio.layers import LayerType, Param, layer_type, layer_types

_ALIASES = {
    "torch.nn:SyncBatchNorm": "torch.nn:BatchNorm2d",  # the same on one device
    "torchvision.ops.stochastic_depth:StochasticDepth": layer_type("StochasticDepth").target,
}
_FREE = frozenset({"device", "dtype", "inplace", "process_group", "out_channels"})
"""Arguments of constructors that say nothing about what comes out, or that every layer type has."""


def type_of(kind: type[nn.Module]) -> LayerType | None:
    """The layer type that declares a class of torch as its target, or None."""
    home = "torch.nn" if getattr(nn, kind.__name__, None) is kind else kind.__module__
    return _type_at(f"{home}:{kind.__name__}")


@cache
def _type_at(place: str) -> LayerType | None:
    target = _ALIASES.get(place, place)
    if not target.startswith("torch.nn:") and place not in _ALIASES:
        return None
    found = [one for one in layer_types().values() if one.target == target and not one.is_function]
    return next((one for one in found if target == f"torch.nn:{one.name}"), found[0] if found else None)


def own_state(module: nn.Module) -> dict[str, torch.Tensor | Weight | None]:
    """Parameters and buffers that lie in the module itself, under their names."""
    return {**module._parameters, **module._buffers}


def read_params(draft: Draft, kind: LayerType, module: nn.Module, wire: Wire, **known: Any) -> dict[str, Any]:
    """Values for the parameters of a layer type; `ImportProblem` where the module has a setting that it lacks.

    Every argument of the module's constructor must be a parameter of the layer type, or what the layer type passes on,
    or at its default: nothing is lost in silence. ``known`` holds values that are worked out elsewhere.
    """
    found = {param.name: getattr(module, param.name, param.default) for param in kind.params}
    values = {param.name: _value(param, {**found, **known}[param.name], wire) for param in kind.params}
    if values.get("momentum", 0.1) is None:
        values["momentum"] = 0.1
        draft.remarks["{} × batch normalisation with the plain mean of all batches: momentum 0.1 stands for it."] += 1
    params = {param.name: _checked(param, values[param.name]) for param in kind.params}
    given = kind.arguments(params, (wire.shape,))
    for name, usual in _arguments(type(module)).items():
        if name in values and name not in _SIZES:
            continue
        expected, has = given.get(name, usual), getattr(module, name, None)
        if name == "bias" or not hasattr(module, name) or _same(has, expected):
            continue
        if name in _SIZES:
            raise draft.problem(
                f"is made for {_SIZES[name].format(has)}, but gets {expected:,}. Use another size of pictures."
            )
        raise draft.problem(
            f"is a {type(module).__name__} with {name} = {has!r}, which a document cannot say. "
            f"Use {name} = {expected!r}."
        )
    return values


_SIZES = {
    "in_channels": "{:,} channels",
    "num_features": "{:,} channels",
    "num_channels": "{:,} channels",
    "in_features": "{:,} values",
}


def _arguments(kind: type[nn.Module]) -> dict[str, Any]:
    """Arguments of a class's constructor that matter, and their defaults."""
    if kind not in _KNOWN:
        parameters = inspect.signature(kind).parameters
        _KNOWN[kind] = {name: one.default for name, one in parameters.items() if name not in _FREE}
    return _KNOWN[kind]


_KNOWN: dict[type[nn.Module], dict[str, Any]] = {}


def _value(param: Param, value: Any, wire: Wire) -> Any:
    """An attribute of a module in the form that the parameter has."""
    if param.kind == "bool" and (value is None or isinstance(value, torch.Tensor)):
        return value is not None
    if param.kind == "pair":
        pair = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
        if len(pair) == 2 and len(wire.shape) == 3:
            pair = tuple(wire.shape[1 + axis] if part is None else part for axis, part in enumerate(pair))
        return tuple(int(part) if isinstance(part, float) and part == int(part) else part for part in pair)
    return value


def _checked(param: Param, value: Any) -> Any:
    """The value in its normal form where it is allowed; the draft says later what is wrong with the others."""
    try:
        return param.check(value)
    except ValueError:
        return param.default


def _same(found: Any, expected: Any) -> bool:
    if isinstance(found, (tuple, list)) and isinstance(expected, (int, float)):
        return all(part == expected for part in found)
    if isinstance(expected, (tuple, list)) and isinstance(found, (int, float)):
        return all(part == found for part in expected)
    return bool(found == expected)
