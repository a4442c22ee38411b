"""The eight forms of the built-in pictures as signed distances, negative inside.

Every form fits in the unit circle and stays distinct from the others under rotation and change of scale. The star and
the heart follow Inigo Quilez, "2D distance functions" (iquilezles.org).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Field: TypeAlias = NDArray[np.floating[Any]]
Form: TypeAlias = Callable[[Field, Field], Field]
"""Coordinates u (right) and v (down) to distances, all (h, w)."""

_COS36, _SIN36 = 0.80901699, 0.58778525


def _circle(u: Field, v: Field) -> Field:
    return _length(u, v) - 0.94


def _ring(u: Field, v: Field) -> Field:
    return _abs(_length(u, v) - 0.72) - 0.24


def _square(u: Field, v: Field) -> Field:
    return np.maximum(_abs(u), _abs(v)) - 0.70


def _triangle(u: Field, v: Field) -> Field:
    return np.maximum(v, _abs(u) * 0.8660254 - v * 0.5) - 0.49


def _cross(u: Field, v: Field) -> Field:
    u, v = _abs(u), _abs(v)
    return _both(np.maximum(u, v) - 0.92, np.minimum(u, v) - 0.30)


def _crescent(u: Field, v: Field) -> Field:
    return _both(_length(u, v) - 0.97, 0.80 - _length(u - 0.46, v))


def _star(u: Field, v: Field) -> Field:
    inner = 0.46
    u = _abs(u)
    fold = 2 * np.maximum(u * _COS36 - v * _SIN36, 0)
    u, v = u - fold * _COS36, v + fold * _SIN36
    fold = 2 * np.maximum(-u * _COS36 - v * _SIN36, 0)
    u, v = _abs(u + fold * _COS36), v + fold * _SIN36 - 1
    edge_u, edge_v = inner * _SIN36, inner * _COS36 - 1
    along = np.clip((u * edge_u + v * edge_v) / (edge_u**2 + edge_v**2), 0, 1)
    return np.copysign(_length(u - along * edge_u, v - along * edge_v), v * edge_u - u * edge_v)


def _heart(u: Field, v: Field) -> Field:
    scale = 1.55
    u, v = _abs(u) / scale, 0.62 - v / scale
    lobe = _length(u - 0.25, v - 0.75) - 0.35355339
    near = 0.5 * np.maximum(u + v, 0)
    point = np.minimum(_length(u, v - 1), _length(u - near, v - near))
    return scale * np.where(u + v > 1, lobe, np.copysign(point, u - v))


def _both(one: Field, other: Field) -> Field:
    return np.asarray(np.maximum(one, other))


def _length(u: Field, v: Field) -> Field:
    return np.asarray(np.sqrt(u * u + v * v))


def _abs(u: Field) -> Field:
    return np.asarray(np.abs(u))


FORMS: Mapping[str, Form] = {
    "circle": _circle,
    "ring": _ring,
    "square": _square,
    "triangle": _triangle,
    "star": _star,
    "cross": _cross,
    "crescent": _crescent,
    "heart": _heart,
}
