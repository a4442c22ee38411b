"""The documentation page of a layer type, made from its declaration."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from alexstudio.layers.formula import with_names
from alexstudio.layers.params import LARGEST, Param, pair_text
from alexstudio.layers.spec import LayerType
from alexstudio.layers.stricter import STRICTER


def page(kind: LayerType) -> str:
    """A page in Markdown: what the layer does, its parameters, its ports, and what it is in torch."""
    blocks = [f"# {kind.name}", f"{kind.family}. {kind.summary}"]
    text = inspect.getdoc(type(kind)) or ""
    if text and type(kind).__doc__:
        blocks.append(text)
    if kind.params:
        rows = ["| parameter | default | allowed | meaning |", "|---|---|---|---|"]
        rows += [_row(param) for param in kind.params]
        blocks.append("\n".join(["## Parameters", "", *rows]))
    rules = list(_formulas(kind))
    if rules:
        blocks.append("\n".join(["## Formulas", "", *rules]))
    blocks.append("\n".join(["## Inputs and outputs", "", *_ports(kind)]))
    blocks.append("\n".join(["## In torch", "", *_torch(kind)]))
    strict = [one.reason for one in STRICTER if kind.name in one.types]
    if strict:
        blocks.append("\n".join(["## Stricter than torch", "", *(f"- {reason}" for reason in strict)]))
    if kind.synonyms:
        blocks.append(f"Also found as: {', '.join(kind.synonyms)}.")
    return "\n\n".join(blocks) + "\n"


def _formulas(kind: LayerType) -> Iterator[str]:
    for what, rule in (
        ("value", kind.formula),
        ("size", with_names(kind, kind.size_rule(kind.defaults))),
        ("parameters", with_names(kind, kind.count_rule(kind.defaults))),
    ):
        if rule:
            yield f"- {what}: `{rule.replace('`', '')}`"


def _row(param: Param) -> str:
    default = pair_text(param.default) if isinstance(param.default, tuple) else _word(param.default)
    meaning = f"{param.meaning} ({param.unit})" if param.unit else param.meaning
    cells = (f"`{param.name}`", default, _allowed(param), meaning)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:,}" if isinstance(value, int) else f"{value:g}" if isinstance(value, float) else str(value)


def _allowed(param: Param) -> str:
    if param.kind == "bool":
        return "on or off"
    if param.kind == "choice":
        return ", ".join(param.choices)
    two = "one or two whole numbers (height, width)"
    what = {"int": "a whole number", "float": "a number", "pair": two}[param.kind]
    high = "" if param.high >= LARGEST else f", at most {param.high:,g}"
    return f"{what}, at least {param.low:,g}{high}"


def _ports(kind: LayerType) -> Iterator[str]:
    if not kind.slots:
        yield "- no input: the pictures come in here"
    for slot in kind.slots:
        many = " (any number of wires, in order)" if slot.endswith("*") else ""
        yield f"- input `{slot.rstrip('*')}`{many}"
    for name in kind.output_names(kind.defaults):
        yield f"- output `{name}`"


def _torch(kind: LayerType) -> Iterator[str]:
    if not kind.target:
        yield "- the argument of the network's `forward`"
        return
    module, _, name = kind.target.partition(":")
    what = "a function" if kind.is_function else "a module"
    yield f"- `{module}.{name}`, {what}"
    if kind.reference:
        yield f"- page of torch's documentation: `{kind.reference}`"
    if not kind.is_deterministic:
        yield "- its backward pass is not repeated bit for bit on CUDA"
