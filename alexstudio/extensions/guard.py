"""Layer types of plugins behind a guard: whatever their rules raise or give, others get what they expect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar, get_args

from alexstudio.extensions.problem import one_line, quoted
from alexstudio.extensions.watchdog import Interruption, TookTooLong, Watchdog
from alexstudio.layers import Costs, Kept, LayerType, Shape, ShapeError, Values, Window
from alexstudio.layers.footprint import Footprint, Place
from alexstudio.layers.remedy import Remedy

TEXT_LIMIT = 400

Given = TypeVar("Given")

watchdog = Watchdog()
"""Ends rules that take too long."""
_stuck: set[str] = set()


class RuleFault(ShapeError):
    """A rule of a plugin failed; ``fault`` says how in a few words."""

    def __init__(self, plugin: str, fault: str) -> None:
        super().__init__(f"cannot be worked out: the plugin {plugin} {fault}. Disable it, or tell its author.")
        self.fault = fault


class Guard(LayerType):
    """Stands before the class of a plugin. `output_shapes` tries every rule, so that a fault shows on the node at once.

    It raises `ShapeError` only; after it went well the other rules answer as the plugin's, or with a default. A rule
    that takes more than a second is interrupted (`watchdog` says what cannot be), and no rule of that plugin is asked
    again until it is loaded anew.
    """

    plugin: ClassVar[str]
    real: ClassVar[type[LayerType]]

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """The plugin's shapes, or `ShapeError`: its own, or one that says how the plugin failed."""
        try:
            return _ask(self.plugin, lambda: self._output_shapes(values, inputs))
        except RuleFault:
            raise
        except ShapeError as error:
            remedies = (one for one in error.remedies if isinstance(one, Remedy))
            raise ShapeError(one_line(str(error), TEXT_LIMIT), *remedies) from None

    def _output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        real = self.real
        outputs = _shapes(real.output_shapes(self, values, inputs), len(_names(real.output_names(self, values))))
        _counts(real.costs(self, values, inputs, outputs))
        _kept(real.kept(self, values, inputs, outputs))
        for place in get_args(Place):
            _kept(real.kept_at(self, values, inputs, outputs, place))
            _footprint(real.footprint(self, values, inputs, place))
        for axis, window in enumerate(_windows(real.windows(self, values))):
            if len(inputs[0]) == 3 and window.stride == 0:
                _range(real.reads(self, values, axis, inputs[0][axis + 1], 0))
        dict(real.arguments(self, values, inputs))
        for rule in (real.caption, real.size_rule, real.count_rule, real.is_repeatable):
            str(rule(self, values))
        return outputs

    def _or(self, otherwise: Given, rule: Callable[[], Given]) -> Given:
        """What a rule gives, or something else when it fails."""
        try:
            return _ask(self.plugin, rule)
        except ShapeError:
            return otherwise

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        """The plugin's costs."""
        return self._or(Costs(), lambda: _counts(self.real.costs(self, values, inputs, outputs)))

    def output_names(self, values: Values) -> tuple[str, ...]:
        """The plugin's names of the outputs."""
        return self._or(self.outputs, lambda: _names(self.real.output_names(self, values)))

    def is_repeatable(self, values: Values) -> bool:
        """The plugin's word, False where it fails."""
        return self._or(False, lambda: bool(self.real.is_repeatable(self, values)))

    def windows(self, values: Values) -> tuple[Window, Window]:
        """The plugin's windows."""
        return self._or((Window(), Window()), lambda: _windows(self.real.windows(self, values)))

    def reads(self, values: Values, axis: int, size: int, position: int) -> range:
        """The positions that the plugin says."""
        return self._or(range(0), lambda: _range(self.real.reads(self, values, axis, size, position)))

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """What the plugin says autograd keeps; everything where it fails."""
        everything = Kept(inputs=True, outputs=True)
        return self._or(everything, lambda: _kept(self.real.kept(self, values, inputs, outputs)))

    def kept_at(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...], place: Place) -> Kept:
        """What the plugin says autograd keeps there; what it keeps anywhere where that fails."""
        kept = self.kept(values, inputs, outputs)
        return self._or(kept, lambda: _kept(self.real.kept_at(self, values, inputs, outputs, place)))

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        """The plugin's footprint, that of an element-wise layer where it fails."""
        return self._or(Footprint(), lambda: _footprint(self.real.footprint(self, values, inputs, place)))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        """The plugin's arguments."""
        return self._or({}, lambda: dict(self.real.arguments(self, values, inputs)))

    def caption(self, values: Values) -> str:
        """The plugin's caption, on one line."""
        return self._or("", lambda: one_line(str(self.real.caption(self, values)), 60))

    def size_rule(self, values: Values) -> str:
        """The plugin's rule of sizes, on one line."""
        return self._or("", lambda: one_line(str(self.real.size_rule(self, values)), 200))

    def count_rule(self, values: Values) -> str:
        """The plugin's rule of counts, on one line."""
        return self._or("", lambda: one_line(str(self.real.count_rule(self, values)), 200))

    @property
    def has_weights(self) -> bool:
        """Whether the plugin's type learns, or at least costs multiply-adds."""
        return self.real.costs is not LayerType.costs


def guarded(kind: type[LayerType], plugin: str, target: str) -> LayerType:
    """An instance of a plugin's layer type behind a `Guard`, with its torch target written in full."""
    made = type(kind.__name__, (Guard, kind), {"plugin": plugin, "real": kind, "target": target})
    guard: LayerType = made()
    return guard


def is_stuck(plugin: str) -> bool:
    """Whether a rule of a plugin took too long, so that it is not asked any more in this process."""
    return plugin in _stuck


def forget(plugin: str) -> None:
    """Ask the rules of a plugin again: other bytes may be there now."""
    _stuck.discard(plugin)


def _ask(plugin: str, rule: Callable[[], Given]) -> Given:
    """What ``rule`` gives; `ShapeError` when it says so, or when it fails: then as a `RuleFault`."""
    if plugin in _stuck:
        raise RuleFault(plugin, f"took more than {watchdog.seconds:g} s and is not asked any more")
    try:
        return watchdog.call(rule)
    except (ShapeError, KeyboardInterrupt, Interruption):
        raise
    except TookTooLong:
        _stuck.add(plugin)
        raise RuleFault(plugin, f"took more than {watchdog.seconds:g} s and is not asked any more") from None
    except BaseException as error:
        raise RuleFault(plugin, f"failed ({quoted(error)})") from None


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


def _counts(found: object) -> Costs:
    if not isinstance(found, Costs) or not all(type(part) is int and part >= 0 for part in found):
        raise TypeError(f"costs must give Costs of whole numbers, not {found!r:.60}")
    return found


def _kept(found: object) -> Kept:
    if not isinstance(found, Kept) or type(found.extra_bytes) is not int or found.extra_bytes < 0:
        raise TypeError(f"kept must give a Kept with whole bytes, not {found!r:.60}")
    return Kept(bool(found.inputs), bool(found.outputs), found.extra_bytes)


def _footprint(found: object) -> Footprint:
    if not isinstance(found, Footprint) or not all(
        type(value) is type(usual) or (isinstance(value, (int, float)) and not isinstance(usual, (bool, str)))
        for value, usual in zip(found, Footprint(), strict=True)
    ):
        raise TypeError(f"footprint must give a Footprint, not {found!r:.60}")
    return found


def _windows(found: object) -> tuple[Window, Window]:
    if not isinstance(found, tuple) or len(found) != 2 or not all(isinstance(one, Window) for one in found):
        raise TypeError(f"windows must give two Windows, not {found!r:.60}")
    down, across = found
    for window in (down, across):
        if not all(type(part) is int for part in window) or window.gap < 1 or window.spread < 1 or window.stride < 0:
            raise TypeError(f"a Window has whole numbers, with gap and spread of at least 1, not {window!r:.80}")
    return down, across


def _range(found: object) -> range:
    if not isinstance(found, range):
        raise TypeError(f"reads must give a range, not {found!r:.60}")
    return found
