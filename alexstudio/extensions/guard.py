"""Layer types of plugins behind a guard: whatever their rules raise or give, others get what they expect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from alexstudio.extensions.problem import one_line, quoted
from alexstudio.layers import Costs, Kept, LayerType, Shape, ShapeError, Values, Window

TEXT_LIMIT = 400


class Guard(LayerType):
    """Stands before the class of a plugin. `output_shapes` tries every rule, so that a fault shows on the node at once.

    It raises `ShapeError` only; after it went well the other rules answer as the plugin's, or with a default.
    """

    plugin: ClassVar[str]
    real: ClassVar[type[LayerType]]

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """The plugin's shapes, or `ShapeError`: its own, or one that says how the plugin failed."""
        try:
            return self._output_shapes(values, inputs)
        except ShapeError as error:
            raise ShapeError(one_line(str(error), TEXT_LIMIT), *error.remedies) from None
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            raise ShapeError(
                f"cannot be worked out: the plugin {self.plugin} failed ({quoted(error)}). "
                "Disable it, or tell its author."
            ) from None

    def _output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        outputs = _shapes(self.real.output_shapes(self, values, inputs), len(_names(super().output_names(values))))
        _counts(super().costs(values, inputs, outputs), Costs)
        _kept(super().kept(values, inputs, outputs))
        for axis, window in enumerate(_windows(super().windows(values))):
            if len(inputs[0]) == 3 and window.stride == 0:
                super().reads(values, axis, inputs[0][axis + 1], 0)
        dict(super().arguments(values, inputs))
        super().caption(values)
        super().is_repeatable(values)
        return outputs

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        """The plugin's costs."""
        try:
            return _counts(super().costs(values, inputs, outputs), Costs)
        except (Exception, SystemExit):
            return Costs()

    def output_names(self, values: Values) -> tuple[str, ...]:
        """The plugin's names of the outputs."""
        try:
            return _names(super().output_names(values))
        except (Exception, SystemExit):
            return self.outputs

    def is_repeatable(self, values: Values) -> bool:
        """The plugin's word, False where it fails."""
        try:
            return bool(super().is_repeatable(values))
        except (Exception, SystemExit):
            return False

    def windows(self, values: Values) -> tuple[Window, Window]:
        """The plugin's windows."""
        try:
            return _windows(super().windows(values))
        except (Exception, SystemExit):
            return Window(), Window()

    def reads(self, values: Values, axis: int, size: int, position: int) -> range:
        """The positions that the plugin says."""
        try:
            found = super().reads(values, axis, size, position)
            return found if isinstance(found, range) else range(0)
        except (Exception, SystemExit):
            return range(0)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """What the plugin says autograd keeps; everything where it fails."""
        try:
            return _kept(super().kept(values, inputs, outputs))
        except (Exception, SystemExit):
            return Kept(inputs=True, outputs=True)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        """The plugin's arguments."""
        try:
            return dict(super().arguments(values, inputs))
        except (Exception, SystemExit):
            return {}

    def caption(self, values: Values) -> str:
        """The plugin's caption, on one line."""
        try:
            return one_line(str(super().caption(values)), 60)
        except (Exception, SystemExit):
            return ""

    @property
    def has_weights(self) -> bool:
        """Whether the plugin's type learns, or at least costs multiply-adds."""
        return self.real.costs is not LayerType.costs


def guarded(kind: type[LayerType], plugin: str, target: str) -> LayerType:
    """An instance of a plugin's layer type behind a `Guard`, with its torch target written in full."""
    made = type(kind.__name__, (Guard, kind), {"plugin": plugin, "real": kind, "target": target})
    guard: LayerType = made()
    return guard


def _shapes(found: object, count: int) -> tuple[Shape, ...]:
    if not isinstance(found, (tuple, list)) or len(found) != count:
        raise TypeError(
            f"output_shapes must give {count} shape{'s' if count != 1 else ''} in a tuple, not {found!r:.60}"
        )
    for shape in found:
        if not isinstance(shape, (tuple, list)) or not shape or not all(type(part) is int for part in shape):
            raise TypeError(f"a shape is a tuple of whole numbers, not {shape!r:.60}")
        if not all(part > 0 for part in shape):
            raise TypeError(f"a shape has positive numbers only, not {shape!r:.60}")
    return tuple(tuple(shape) for shape in found)


def _names(found: object) -> tuple[str, ...]:
    if not isinstance(found, tuple) or not found or not all(isinstance(name, str) for name in found):
        raise TypeError(f"output_names must give a tuple of texts, not {found!r:.60}")
    return found


def _counts(found: object, kind: type[Costs]) -> Costs:
    if not isinstance(found, kind) or not all(type(part) is int and part >= 0 for part in found):
        raise TypeError(f"costs must give Costs of whole numbers, not {found!r:.60}")
    return found


def _kept(found: object) -> Kept:
    if not isinstance(found, Kept) or type(found.extra_bytes) is not int or found.extra_bytes < 0:
        raise TypeError(f"kept must give a Kept with whole bytes, not {found!r:.60}")
    return Kept(bool(found.inputs), bool(found.outputs), found.extra_bytes)


def _windows(found: object) -> tuple[Window, Window]:
    if not isinstance(found, tuple) or len(found) != 2 or not all(isinstance(one, Window) for one in found):
        raise TypeError(f"windows must give two Windows, not {found!r:.60}")
    down, across = found
    for window in (down, across):
        if not all(type(part) is int for part in window) or window.gap < 1 or window.spread < 1 or window.stride < 0:
            raise TypeError(f"a Window has whole numbers, with gap and spread of at least 1, not {window!r:.80}")
    return down, across
