"""The verb that predicts and measures: time."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from alexstudio.cli.asking import ask
from alexstudio.cli.documents import check_runnable, load_document
from alexstudio.cli.refusal import WELL, Parser, Refusal, visible

if TYPE_CHECKING:
    from alexstudio.analysis import Report
    from alexstudio.analysis.timing import Precision, Rates, Setup, Timeline
    from alexstudio.graph import Document
    from alexstudio.runs.timing import Measurement

PRECISIONS = ("float32", "tf32", "float16", "bfloat16")
HERE = ("float32", "bfloat16")
"""What the engine trains in."""
BATCHES = (1, 65536)
CLEARLY_FASTER = 1.1
DISTURBED = 1.5
"""Steps are all alike; when the slowest takes so many times the fastest, it is not their own doing."""


def time_step(chosen: argparse.Namespace) -> int:
    """Print what a training step takes: predicted, and measured where that is asked for."""
    from alexstudio.analysis import analyse
    from alexstudio.analysis.timing import Setup

    low, high = BATCHES
    if chosen.batch is not None and not low <= chosen.batch <= high:
        raise Refusal(f"--batch must be {low} to {high:,}, not {chosen.batch:,}.")
    if chosen.measure and chosen.precision not in (None, *HERE):
        raise Refusal(f"--measure trains in float32 or bfloat16, not in {chosen.precision}.")
    if chosen.measure and chosen.card:
        raise Refusal("--measure measures this machine, not a card of the shelf. Leave --card out.")
    card = _card(chosen.card) if chosen.card else None
    document = load_document(chosen.document)
    check_runnable(document, chosen.document)
    report = analyse(document)
    batch = document.recipe.batch_size if chosen.batch is None else chosen.batch
    setup = Setup.of_cards(report, card) if card else Setup.of_machine(report, _machine(again=chosen.calibrate))
    timeline = _predict(report, setup, batch, chosen.precision)
    measured = _measure(document, timeline, chosen.trace) if chosen.measure else None
    if chosen.trace:
        _write_trace(chosen.trace, report, timeline)
    if chosen.json:
        print(json.dumps(_data(document, report, setup, timeline, measured), indent=1))
    else:
        print("\n".join(_lines(report, setup, timeline, measured, by_layer=chosen.layers)))
    return WELL


def _card(name: str) -> Rates:
    from alexstudio.analysis.timing import RatesProblem, card_rates

    try:
        return card_rates(name)
    except RatesProblem as problem:
        raise Refusal(str(problem)) from None


def _machine(*, again: bool) -> dict[str, Rates]:
    """The rates of this machine, measured before or now."""
    from alexstudio.runs.messages import Calibrate, Calibrated
    from alexstudio.runs.timing import latest_rates, load_rates

    known = {} if again else latest_rates(load_rates())
    if known:
        return known
    print("Measuring how fast this machine is; about ten seconds, longer when it is busy ...", file=sys.stderr)
    answer = ask(Calibrate(), Calibrated)
    if answer.why_not:
        print(f"alexstudio: {visible(answer.why_not)}", file=sys.stderr)
    return latest_rates(answer.machines)


def _predict(report: Report, setup: Setup, batch: int, wanted: Precision | None) -> Timeline:
    """In the precision that was wanted, else the recipe's; "auto" is bfloat16 where that is at least 10 % faster."""
    from alexstudio.analysis.timing import RatesProblem, simulate

    recipe = report.document.recipe.precision
    exact: Precision | None = wanted or (None if recipe == "auto" else recipe)
    try:
        if exact is not None:
            return simulate(report, setup, batch, exact)
        plain = simulate(report, setup, batch, "float32")
    except RatesProblem as problem:
        raise Refusal(str(problem)) from None
    try:
        half = simulate(report, setup, batch, "bfloat16")
    except RatesProblem:
        return plain
    return half if plain.step_seconds >= CLEARLY_FASTER * half.step_seconds else plain


def _measure(document: Document, timeline: Timeline, trace: str | None) -> Measurement:
    from alexstudio.files import user_path
    from alexstudio.graph.fileformat import dumps
    from alexstudio.runs.messages import Measure, Measured

    precision = "bfloat16" if timeline.precision == "bfloat16" else "float32"
    print(f"Measuring real steps of {timeline.batch:,} pictures ...", file=sys.stderr)
    beside = ""
    if trace:
        path = user_path(trace).absolute()
        beside = str(path.with_name(f"{path.stem}-measured{path.suffix or '.json'}"))
    command = Measure(document=dumps(document), batch=timeline.batch, precision=precision, trace=beside)
    return ask(command, Measured).measurement


def _lines(
    report: Report, setup: Setup, timeline: Timeline, measured: Measurement | None, *, by_layer: bool
) -> list[str]:
    from alexstudio.analysis.timing import Seconds
    from alexstudio.analysis.timing.explain import duration, explain
    from alexstudio.analysis.timing.table import layer_rows, ratio_text, stage_rows, table_lines

    layers = {one.node: Seconds(one.forward, one.backward) for one in measured.layers} if measured else None
    rows = (layer_rows if by_layer else stage_rows)(report, timeline, layers)
    where = ", ".join(f"{name}: {setup.of(name).rates.name}" for name in timeline.devices)
    lines = [visible(f"{report.document.title}, predicted ({where})"), "", *table_lines(rows), ""]
    lines += explain(report, setup, timeline)
    if measured:
        whole, found, busy = timeline.step_seconds, measured.step, measured.slowest / measured.fastest
        lines += [
            "",
            f"Measured: {duration(found)} a step (median of {measured.steps}; {duration(measured.fastest)} to "
            f"{duration(measured.slowest)}), {measured.images_per_second:,.1f} images/s.",
            f"The prediction is {ratio_text(whole, found)} times that, {abs(whole / found - 1):.0%} off; "
            f"{ratio_text(whole, measured.fastest)} times the fastest step.",
        ]
        if busy > DISTURBED:
            lines.append(
                f"The slowest step took {busy:.1f} times the fastest: something else keeps this machine busy, so "
                "neither the rates nor this measurement say much."
            )
    lines += [visible(f"Rates of {name}: {source}.") for name, source in _sources(setup, timeline).items()]
    return lines


def _sources(setup: Setup, timeline: Timeline) -> dict[str, str]:
    return {setup.of(name).rates.name: setup.of(name).rates.source for name in timeline.devices}


def _data(
    document: Document, report: Report, setup: Setup, timeline: Timeline, measured: Measurement | None
) -> dict[str, Any]:
    from alexstudio.analysis.timing.explain import explain
    from alexstudio.analysis.timing.table import timeline_data

    found: dict[str, Any] = {
        "format": "alexstudio-time/1",
        "title": document.title,
        "predicted": timeline_data(report, timeline),
        "explained": list(explain(report, setup, timeline)),
        "sources": _sources(setup, timeline),
    }
    if measured:
        ratio = timeline.step_seconds / measured.step
        found["measured"] = {**measured.model_dump(mode="json"), "images_per_second": measured.images_per_second}
        found["ratio"] = ratio
    return found


def _write_trace(name: str, report: Report, timeline: Timeline) -> None:
    from alexstudio.analysis.timing import trace_text
    from alexstudio.files import FileProblem, user_path, write_atomically

    try:
        write_atomically(user_path(name), trace_text(report, timeline).encode("utf-8", "replace"))
    except FileProblem as problem:
        raise Refusal(str(problem)) from None


def add_parser(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The options of the verb."""
    parser = verbs.add_parser("time", help="predict how long a training step takes, and measure it")
    parser.add_argument("document", metavar="DOC")
    parser.add_argument("--batch", type=int, metavar="N", help="pictures per step (default: the document's)")
    parser.add_argument("--precision", choices=PRECISIONS, help="(default: the document's)")
    rates = parser.add_mutually_exclusive_group()
    rates.add_argument("--card", metavar="NAME", help='a card of the shelf for each device, such as "GTX 580"')
    rates.add_argument("--calibrate", action="store_true", help="measure this machine again before (10 s)")
    parser.add_argument("--measure", action="store_true", help="train some steps on this machine and time each layer")
    parser.add_argument("--layers", action="store_true", help="a row for each layer instead of each stage")
    parser.add_argument(
        "--trace",
        metavar="FILE",
        help="write the predicted timeline as a Chrome trace; with --measure also torch's own, as FILE-measured",
    )
    parser.add_argument("--json", action="store_true", help="for programs, with every bar of the timeline")
