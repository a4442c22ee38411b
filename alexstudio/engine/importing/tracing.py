"""Walks through a network's ``forward`` once with torch.fx and draws each operation as it comes."""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import fx, nn
from torch.fx.node import map_arg

from alexstudio.engine.importing.draft import Draft
from alexstudio.engine.importing.functions import read_function
from alexstudio.engine.importing.modules import is_layer, read_module
from alexstudio.engine.importing.values import BATCH, ImportProblem, Poison, Weight, Wire

_HOMES = ("torch", "_operator", "builtins")
_RESHAPES = frozenset({"view", "reshape", "flatten", "squeeze", "unsqueeze", "permute", "transpose", "getitem"})
_FACTS: dict[str, Callable[[Wire | Weight], Any]] = {
    "shape": lambda value: value.size,
    "ndim": lambda value: len(value.size),
    "dtype": lambda value: torch.float32,
    "device": lambda value: torch.get_default_device(),
    "requires_grad": lambda value: False,
    "is_cuda": lambda value: False,
    "is_quantized": lambda value: False,
    "size": lambda value: lambda dim=None: value.size if dim is None else value.size[dim],
    "dim": lambda value: lambda: len(value.size),
    "ndimension": lambda value: lambda: len(value.size),
    "numel": lambda value: value.size.numel,
    "is_floating_point": lambda value: lambda: True,
    "is_contiguous": lambda value: lambda **kwargs: True,
}
"""What a network may ask a tensor; the answers are known, so its own arithmetic with sizes runs as it is."""


class Tracer(fx.Tracer):
    """Draws the layers of a network on pictures of one shape. `trace_scores` is the door."""

    def __init__(self, draft: Draft, pictures: Wire) -> None:
        super().__init__()
        self.draft = draft
        self.result: Any = None
        self._pictures = pictures
        self._is_reading = False
        self._values: dict[fx.Node, Any] = {}
        self._readers: dict[tuple[int, int], list[fx.Node]] = {}

    def value(self, node: fx.Node) -> Any:
        """What is known about a node: `Wire`, `Weight`, a tuple of them, `Poison`, or a plain value."""
        return self._values[node]

    # -- what torch.fx asks --------------------------------------------------------------------------------------------

    def is_leaf_module(self, m: nn.Module, module_qualified_name: str) -> bool:
        """Modules that become layers, and torch's own, of which nothing is known inside."""
        return is_layer(m) or super().is_leaf_module(m, module_qualified_name)

    def call_module(self, m: nn.Module, forward: Callable[..., Any], args: tuple[Any, ...], kwargs: Any) -> Any:
        """Read a module; one that hands its input on in evaluation mode, such as a DropPath, is mentioned."""
        made = super().call_module(m, forward, args, kwargs)
        if args and made is args[0] and not isinstance(m, nn.Sequential):
            self.draft.remarks[
                f"{{}} × {type(m).__name__}, which passes its input on in evaluation mode, is left out: "
                "what it does in training is lost."
            ] += 1
        return made

    def getattr(self, attr: str, attr_val: Any, parameter_proxy_cache: dict[str, Any]) -> Any:
        """What the network's code gets for an attribute of a module; while a module is read, the attribute itself."""
        return attr_val if self._is_reading else super().getattr(attr, attr_val, parameter_proxy_cache)

    def create_args_for_root(
        self, root_fn: Any, is_module: bool, concrete_args: Any = None
    ) -> tuple[Callable[..., Any], list[Any]]:
        """The pictures; other arguments of ``forward`` keep their defaults."""
        arguments = list(inspect.signature(root_fn).parameters.values())[1:]
        variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
        needed = [one.name for one in arguments[1:] if one.default is one.empty and one.kind not in variable]
        if not arguments or needed:
            what = f"also needs {needed[0]}" if needed else "takes no pictures"
            raise ImportProblem(
                f"The network {what}; it must take one batch of pictures. Wrap it in a module that does."
            )
        return root_fn, [self.root, self.create_proxy("placeholder", "pictures", (), {})]

    def create_node(
        self, kind: str, target: Any, args: Any, kwargs: Any, name: str | None = None, type_expr: Any = None
    ) -> fx.Node:
        """Record an operation and understand it at once."""
        node = super().create_node(kind, target, args, kwargs, name, type_expr)
        self.draft.here = tuple(part for part in self.scope.module_path.split(".") if part)
        self.draft.is_leaf = kind == "call_module"
        self._is_reading = True
        try:
            value = self._understand(kind, target, map_arg(args, self.value), map_arg(kwargs, self.value))
        except ImportProblem as problem:
            value = Poison(str(problem))
        finally:
            self._is_reading = False
        self._keep(node, value)
        return node

    def proxy(self, node: fx.Node) -> fx.Proxy:
        """What the network's code gets in its hands."""
        return _Traced(node, self)

    def to_bool(self, obj: fx.Proxy) -> bool:
        """Decisions about values cannot be drawn."""
        value = self.value(obj.node)
        if isinstance(value, (Wire, Weight, Poison)):
            raise ImportProblem(
                f"{self._place} decides by values that it computes which way to go, which a document cannot say. "
                "Take the decision out of forward."
            )
        return bool(value)

    # -- understanding -------------------------------------------------------------------------------------------------

    @property
    def _place(self) -> str:
        return self.scope.module_path or "The network"

    def _understand(self, kind: str, target: Any, args: Any, kwargs: Any) -> Any:
        if kind == "placeholder":
            return self._pictures
        if kind == "output":
            self.result = args[0]
            return None
        if kind == "get_attr":
            return self._attribute(target)
        if kind == "call_module":
            return self._module(self.root.get_submodule(target), args, kwargs)
        return self._function(target, args, kwargs)

    def _attribute(self, path: str) -> Any:
        holder: Any = self.root
        for part in path.split("."):
            holder = getattr(holder, part)
        if isinstance(holder, torch.Tensor):
            return Weight(holder, isinstance(holder, nn.Parameter), id(holder))
        return holder

    def _module(self, module: nn.Module, args: Any, kwargs: Any) -> Any:
        inputs = (*args, *kwargs.values())
        if inputs and isinstance(inputs[0], Poison):
            return inputs[0]
        if not is_layer(module):
            raise self.draft.problem(
                f"is a {type(module).__name__}, for which there is no layer type. "
                "Replace it, or make a plugin that declares one."
            )
        if len(inputs) != 1 or not isinstance(inputs[0], Wire):
            raise self.draft.problem(f"is a {type(module).__name__} that does not get just one layer's output.")
        if module._forward_hooks or module._forward_pre_hooks:
            self.draft.remarks["{} × a layer with a hook: what the hook does is left out."] += 1
        made = read_module(self.draft, module, inputs[0])
        if getattr(module, "inplace", False):
            self._replace(inputs[0], made)
        return made

    def _function(self, target: Any, args: Any, kwargs: Any) -> Any:
        name = target if isinstance(target, str) else getattr(target, "__name__", str(target))
        home = "torch" if isinstance(target, str) else getattr(target, "__module__", None) or "torch"
        if not home.startswith(_HOMES):
            name = f"{home}.{name}"
        in_place = (name.endswith("_") and not name.endswith("__")) or name in ("iadd", "isub", "imul", "itruediv")
        name = name.removeprefix("i") if in_place and home == "_operator" else name.removesuffix("_") or name
        if args and isinstance(args[0], Weight) and name in _RESHAPES:
            return self._reshaped(name, args, kwargs)
        if name == "setitem":
            problem = self.draft.problem("writes into a tensor, which a document cannot say.")
            self._replace(args[0], Poison(str(problem)))
            return None
        try:
            made, asked = read_function(self.draft, name, args, kwargs)
        except ImportProblem as problem:
            made, asked = Poison(str(problem)), False
        if (in_place or asked) and isinstance(args[0], Wire):
            self._replace(args[0], made)
        return made

    def _reshaped(self, name: str, args: Any, kwargs: Any) -> Weight:
        weight: Weight = args[0]
        method = "__getitem__" if name == "getitem" else name
        tensor = getattr(weight.tensor.detach(), method)(*args[1:], **kwargs)
        return Weight(tensor, weight.is_learned, weight.base)

    # -- changes in place ----------------------------------------------------------------------------------------------

    def _keep(self, node: fx.Node, value: Any) -> None:
        self._values[node] = value
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Wire):
                self._readers.setdefault(part.storage, []).append(node)

    def _replace(self, before: Any, after: Any) -> None:
        """From now on, whoever holds ``before`` holds ``after``: torch wrote over its memory."""
        if not isinstance(before, Wire):
            return
        for node in dict.fromkeys(self._readers.pop(before.storage, [])):
            held = self._values[node]
            if isinstance(held, tuple):
                self._keep(node, tuple(self._changed(part, before, after) for part in held))
            else:
                self._keep(node, self._changed(held, before, after))

    def _changed(self, held: Any, before: Wire, after: Any) -> Any:
        """What ``held`` is once ``after`` stands where ``before`` stood in memory."""
        if not isinstance(held, Wire) or held.storage != before.storage:
            return held
        if (held.layer, held.output) == (before.layer, before.output):
            return after.like(held) if isinstance(after, Wire) else after
        if held.layer == before.layer:
            return held  # another part of a split, which was not written to
        return Poison(
            f"{self._place} changes in place what other layers see as another tensor, which a document cannot say. "
            "Use inplace=False."
        )


class _Traced(fx.Proxy):
    """A tensor in the hands of the network's code: it knows its sizes, but not its values."""

    def __getattr__(self, k: str) -> Any:
        value = self._known
        if isinstance(value, Poison) and k in _FACTS:
            raise ImportProblem(value.problem)
        if isinstance(value, (Wire, Weight)) and k in _FACTS:
            return _FACTS[k](value)
        return self if k == "data" else super().__getattr__(k)

    def __iadd__(self, other: Any) -> Any:
        return self._changed(operator.iadd, other)

    def __isub__(self, other: Any) -> Any:
        return self._changed(operator.isub, other)

    def __imul__(self, other: Any) -> Any:
        return self._changed(operator.imul, other)

    def __itruediv__(self, other: Any) -> Any:
        return self._changed(operator.itruediv, other)

    def __len__(self) -> int:
        value = self._known
        return BATCH if isinstance(value, Wire) else len(value)

    def __iter__(self) -> Iterator[Any]:
        value = self._known
        if isinstance(value, Poison):
            raise ImportProblem(value.problem)
        if not isinstance(value, tuple):
            raise ImportProblem("The network takes its batch apart picture by picture, which a document cannot say.")
        return iter([operator.getitem(self, number) for number in range(len(value))])

    def __setitem__(self, key: Any, value: Any) -> None:
        self.tracer.create_proxy("call_function", operator.setitem, (self, key, value), {})

    def _changed(self, change: Callable[[Any, Any], Any], other: Any) -> Any:
        """torch.fx takes ``x += y`` for ``x = x + y``; but what else holds ``x`` changes too."""
        return self.tracer.create_proxy("call_function", change, (self, other), {})

    @property
    def _known(self) -> Any:
        tracer = self.tracer
        assert isinstance(tracer, Tracer)
        return tracer.value(self.node)


def trace_scores(network: nn.Module, draft: Draft, pictures: Wire) -> Any:
    """What ``forward`` returns in evaluation mode for pictures; the layers are in ``draft`` afterwards.

    `ImportProblem` for whatever goes wrong inside, the network's own errors included.
    """
    modes = {module: module.training for module in network.modules()}
    tracer = Tracer(draft, pictures)
    try:
        network.eval()
        tracer.trace(network)
    except ImportProblem:
        raise
    except Exception as error:
        first = (str(error).strip().splitlines() or [""])[0][:200]
        at = f" in {tracer.scope.module_path}" if tracer.scope.module_path else ""
        raise ImportProblem(
            f"{type(network).__name__} cannot be read{at}: {type(error).__name__}: {first.rstrip('.')}."
        ) from error
    finally:
        for module, mode in modes.items():
            module.training = mode
    return tracer.result
