"""The layer types that a plugin's ``layers.py`` declares, checked before anything else sees them."""

from __future__ import annotations

import re
from types import ModuleType
from typing import get_args

from alexstudio.extensions.guard import RuleFault, guarded
from alexstudio.extensions.problem import PluginProblem, quoted
from alexstudio.extensions.tree import Tree
from alexstudio.layers import LayerType, Param, ParamError, Shape, ShapeError
from alexstudio.layers.params import Kind

TYPE_LIMIT = 50
SAMPLES: tuple[Shape, ...] = ((64, 28, 28), (3, 1, 1), (1, 7, 5), (4096,), (1,))
"""Inputs that every rule is tried on: it may refuse them with a `ShapeError`, and with nothing else."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_TARGET = re.compile(r"\.?[A-Za-z_][A-Za-z0-9_.]*:[A-Za-z_][A-Za-z0-9_]*")


def declared(module: ModuleType, plugin: str, package: str, tree: Tree) -> list[LayerType]:
    """The layer types of a module, guarded; `PluginProblem` for the first one that is not declared as it should be.

    A target that begins with a dot, ``.modules:Maxout``, means a module of the plugin itself. Classes whose names begin
    with an underscore are bases of others.
    """
    found = [
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, LayerType) and kind.__module__ == module.__name__
        if not kind.__name__.startswith("_")
    ]
    if not 1 <= len(found) <= TYPE_LIMIT:
        raise PluginProblem(f"Its layers.py declares {len(found) or 'no'} layer types; 1 to {TYPE_LIMIT} are allowed.")
    kinds: list[LayerType] = []
    for kind in found:
        try:
            fault = _fault(kind, tree)
        except (Exception, SystemExit) as error:
            fault = f"could not be looked at ({quoted(error)})"
        if fault:
            raise PluginProblem(f"Its class {kind.__name__} {fault}.")
        target = f"{package}{kind.target}" if kind.target.startswith(".") else kind.target
        kinds.append(guarded(kind, plugin, target))
    for made in kinds:
        _try_rules(made)
    return kinds


def _fault(kind: type[LayerType], tree: Tree) -> str:
    """What is wrong with a declaration, as the end of a sentence; empty when it is well."""
    if kind.__abstractmethods__:
        return f"lacks {', '.join(sorted(kind.__abstractmethods__))}"
    for name in ("name", "family", "summary", "target"):
        if not isinstance(getattr(kind, name, None), str) or not getattr(kind, name).strip():
            return f"has no {name}"
    if not _NAME.fullmatch(kind.name):
        return "needs a name of letters, digits and _"
    for name, limit in (("family", 40), ("summary", 200)):
        if len(getattr(kind, name)) > limit or not getattr(kind, name).isprintable():
            return f"needs a {name} of at most {limit} printable characters"
    if not isinstance(kind.formula, str) or len(kind.formula) > 200 or not kind.formula.isprintable():
        return "needs a formula of at most 200 printable characters, or none"
    for name in ("slots", "outputs", "synonyms", "params"):
        wanted = Param if name == "params" else str
        value = getattr(kind, name)
        if not isinstance(value, tuple) or not all(type(one) is wanted for one in value):
            return f"needs {name} in a tuple"
    if not kind.slots or any(slot.endswith("*") for slot in kind.slots[:-1]):
        return "needs at least one input, and a * at the last one only"
    if not kind.outputs:
        return "has no outputs"
    if not all(isinstance(getattr(kind, name), bool) for name in ("is_function", "sees_all", "passes_shape")):
        return "must say True or False in is_function, sees_all and passes_shape"
    if kind.is_function and kind.target.startswith("."):
        return "has a function of the plugin as its target; write it as an nn.Module"
    names = [param.name for param in kind.params]
    if len(set(names)) != len(names):
        return "has two parameters of one name"
    return next(filter(None, map(_param_fault, kind.params)), "") or _target_fault(kind.target, tree)


def _param_fault(param: Param) -> str:
    texts = (param.name, param.meaning, param.label, param.unit)
    if not all(isinstance(text, str) and text.isprintable() for text in texts) or not _NAME.fullmatch(param.name):
        return f"has a parameter whose name, meaning, label or unit is no plain text: {param.name!r:.40}"
    if param.kind not in get_args(Kind):
        return f"has a parameter {param.name} of the kind {param.kind!r:.30}; there are {', '.join(get_args(Kind))}"
    if not isinstance(param.choices, tuple) or not all(isinstance(one, str) for one in param.choices):
        return f"needs the choices of {param.name} as texts in a tuple"
    if not all(type(bound) in (int, float) for bound in (param.low, param.high)):
        return f"needs numbers as bounds of {param.name}"
    try:
        if param.check(param.default) != param.default:
            return f"must write the default of {param.name} as {param.check(param.default)!r:.40}"
    except ParamError as error:
        return f"has a default that it does not allow: {str(error).rstrip('.')}"
    return ""


def _target_fault(target: str, tree: Tree) -> str:
    if not _TARGET.fullmatch(target):
        return f"has the target {target!r:.60}; write module:name, with a dot first for a module of the plugin"
    module, _, _ = target.partition(":")
    stem = module[1:].replace(".", "/")
    if module.startswith(".") and not {f"{stem}.py", f"{stem}/__init__.py"} & set(tree.files):
        return f"has the target {target}, but the plugin has no {stem}.py"
    return ""


def _try_rules(kind: LayerType) -> None:
    """Try every rule with the defaults on a few inputs; what is no `ShapeError` of its own is a fault."""
    for shape in SAMPLES:
        inputs = (shape,) * (len(kind.slots) + (1 if kind.is_variadic else 0))
        try:
            kind.output_shapes(kind.defaults, inputs)
        except RuleFault as error:
            raise PluginProblem(f"A rule of {kind.name}, asked with an input of {shape}, {error.fault}.") from None
        except ShapeError:
            pass  # it may refuse
