"""Sums that are typed instead of numbers: ``224/4``, ``96*2``. They are parsed and worked out here, never run."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from fractions import Fraction

LONGEST = 100
_LARGEST = Fraction(10) ** 30
_DO: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: lambda a, b: Fraction(a // b),
    ast.Mod: operator.mod,
}


def work_out(text: str) -> Fraction:
    """The exact value of a sum of numbers with ``+ - * / // %`` and brackets; `ValueError` when it is none."""
    if len(text) > LONGEST:
        raise ValueError("too long")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, MemoryError, RecursionError, ValueError):
        raise ValueError("not a sum") from None
    return _value(tree.body)


def _value(node: ast.expr) -> Fraction:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return _checked(Fraction(str(node.value)))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        value = _value(node.operand)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp) and type(node.op) in _DO:
        try:
            return _checked(_DO[type(node.op)](_value(node.left), _value(node.right)))
        except ZeroDivisionError:
            raise ValueError("divides by zero") from None
    raise ValueError("not a sum")


def _checked(value: Fraction) -> Fraction:
    if abs(value) > _LARGEST or value.denominator > _LARGEST:
        raise ValueError("too large")
    return value
