"""Calls that take too long are ended, and nothing that is over is interrupted any more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from plugin_folders import enable, make_places, write_plugin

from alexstudio.analysis import analyse
from alexstudio.extensions import guard
from alexstudio.extensions.catalogue import plugins
from alexstudio.extensions.guard import RuleFault, guarded
from alexstudio.extensions.loading import load_enabled, unload
from alexstudio.extensions.places import Places
from alexstudio.extensions.watchdog import Interruption, TookTooLong, Watchdog
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.layers import Costs, LayerType, Shape, ShapeError, Values

SOON = 0.05
INPUT = ((8, 5, 5),)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The guard of plugins has little patience."""
    monkeypatch.setattr(guard, "watchdog", Watchdog(SOON))
    yield
    for name in ("waves", "loops"):
        guard.forget(name)


def for_ever() -> None:
    while True:
        pass


def long_in_c() -> int:
    return sum(range(25_000_000))


class Real(LayerType):
    name, family, summary, target = "Real", "Waves", "For a test.", "torch.nn:Tanh"

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return inputs


def test_a_loop_is_ended_soon_and_the_next_call_is_well() -> None:
    dog = Watchdog(SOON)
    for _ in range(3):
        before = time.monotonic()
        with pytest.raises(TookTooLong):
            dog.call(for_ever)
        assert SOON <= time.monotonic() - before < 1
        assert dog.call(lambda: 7) == 7


def test_what_the_call_raises_comes_through() -> None:
    dog = Watchdog(SOON)
    with pytest.raises(ZeroDivisionError):
        dog.call(lambda: 1 // 0)
    assert not dog._calls


def test_a_long_run_in_c_is_told_when_it_ends_and_leaves_nothing_behind() -> None:
    dog = Watchdog(0.01)
    with pytest.raises(TookTooLong):
        dog.call(long_in_c)
    assert sum(number for number in range(10_000)) == 49_995_000  # an exception still on its way would arrive here


def test_an_interruption_that_is_on_its_way_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The call ends in the very moment in which it was to be interrupted."""
    from alexstudio.extensions import watchdog

    sent: list[Any] = []
    monkeypatch.setattr(watchdog, "_raise_in", lambda thread, kind: sent.append(kind))
    dog = Watchdog(0.01)
    with pytest.raises(TookTooLong):
        dog.call(lambda: time.sleep(0.1))
    assert sent == [Interruption, None]


def test_in_a_call_the_time_of_the_outer_one_counts() -> None:
    dog = Watchdog(SOON)

    def outer() -> None:
        try:
            dog.call(for_ever)
        except Exception:
            pytest.fail("the inner call must not end alone")

    with pytest.raises(TookTooLong):
        dog.call(outer)
    assert dog.call(lambda: dog.call(lambda: 3)) == 3


def test_other_threads_are_left_alone() -> None:
    """Many short calls in some threads while others hang again and again."""
    dog = Watchdog(0.5)  # the threads wait for each other
    ends: list[str] = []

    def run(work: Callable[[], Any], count: int) -> None:
        try:
            for _ in range(count):
                dog.call(work)
            ends.append("all")
        except TookTooLong:
            ends.append("long")
        except BaseException as error:
            ends.append(repr(error))

    tasks = [(lambda: sum(range(10)), 3000)] * 3 + [(for_ever, 1)] * 2
    threads = [threading.Thread(target=run, args=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(ends) == ["all", "all", "all", "long", "long"]


def test_calls_that_end_about_when_they_are_interrupted() -> None:
    """Whatever wins, the call has one result, and nothing arrives afterwards."""
    dog = Watchdog(0.002)
    seen = set()
    for number in range(150):
        until = time.monotonic() + 0.0015 + number * 1e-5

        def spin(until: float = until) -> str:
            while time.monotonic() < until:
                pass
            return "done"

        try:
            seen.add(dog.call(spin))
        except TookTooLong:
            seen.add("long")
    assert sum(number for number in range(10_000)) == 49_995_000
    assert seen == {"done", "long"} and not dog._calls


def test_the_watcher_sleeps_while_nothing_is_called() -> None:
    dog = Watchdog(0.01)
    assert dog._watcher is None, "no thread before the first call"
    dog.call(lambda: 1)
    deadline = time.monotonic() + 5
    while dog._awake.is_set() and time.monotonic() < deadline:
        time.sleep(0.005)
    assert not dog._awake.is_set()
    with pytest.raises(TookTooLong):
        dog.call(for_ever)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("rule", ["output_shapes", "costs", "caption", "arguments"])
@pytest.mark.parametrize("act", [for_ever, long_in_c])
def test_a_rule_that_takes_too_long_is_told_once_and_never_asked_again(rule: str, act: Callable[[], Any]) -> None:
    asked = []

    def slow(*given: object) -> Any:
        asked.append(given)
        return act()

    kind = guarded(type("Slow", (Real,), {rule: slow}), "waves", "torch.nn:Tanh")
    text = "the plugin waves took more than 0.05 s and is not asked any more. Disable it"
    for _ in range(3):
        with pytest.raises(RuleFault, match=text):
            kind.output_shapes({}, INPUT)
        assert kind.costs({}, INPUT, INPUT) == Costs() and kind.caption({}) == "" and kind.arguments({}, INPUT) == {}
    assert len(asked) == 1
    with pytest.raises(RuleFault, match=text):  # nor is another type of the plugin
        guarded(Real, "waves", "torch.nn:Tanh").output_shapes({}, INPUT)
    assert guarded(Real, "others", "torch.nn:Tanh").output_shapes({}, INPUT) == INPUT


LAYERS = """
from alexstudio.layers import LayerType, Param
class Loop(LayerType):
    name, family, summary, target = 'Loop', 'Waves', 'Loops when it is told to.', 'torch.nn:Tanh'
    params = (Param('loop', 'bool', False, 'whether'),)
    def output_shapes(self, values, inputs):
        while values['loop']:
            pass
        return inputs
"""


@pytest.mark.usefixtures("hasty")
def test_a_document_with_a_rule_that_loops_for_ever(tmp_path: Any) -> None:
    places: Places = make_places(tmp_path)
    write_plugin(places, "loops", LAYERS)
    enable(places, "loops")
    assert load_enabled(places) == []
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"size": 8}, "host"))
    graph.add(Node("loop", "Loop", "Loop 1", {"loop": True}))
    graph.connect(Edge("input", 0, "loop", 0))
    text = (
        "Loop 1 cannot be worked out: the plugin loops took more than 0.05 s and is not asked any more. "
        "Disable it, or tell its author."
    )
    for _ in range(2):
        report = analyse(Document("T", graph))
        assert [(trouble.node, trouble.message) for trouble in report.problems] == [("loop", text)]
        assert report.nodes["input"].shapes
    (shown,) = [plugin for plugin in plugins(places)[0] if plugin.spot.name == "loops"]
    assert shown.state == "enabled" and shown.why.startswith("One of its rules took too long")
    unload("own/loops")
    assert load_enabled(places) == []
    graph.set_param("loop", "loop", False)
    assert analyse(Document("T", graph)).problems == (), "loaded anew, it is asked again"


def test_own_refusals_still_come_through() -> None:
    def refuse(*given: object) -> Any:
        raise ShapeError("does not fit.")

    kind = guarded(type("Refuses", (Real,), {"output_shapes": refuse}), "waves", "torch.nn:Tanh")
    with pytest.raises(ShapeError, match=r"^does not fit\.$"):
        kind.output_shapes({}, INPUT)
