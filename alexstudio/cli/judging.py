"""The verb that judges: evaluate."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from alexstudio.cli.asking import ask
from alexstudio.cli.refusal import FAILED, REFUSED, WELL, Parser, Refusal, visible

if TYPE_CHECKING:
    from pydantic import BaseModel

    from alexstudio.runs.evaluation import Classification, Evaluation

WORST = 10


def evaluate(chosen: argparse.Namespace) -> int:
    """Judge the network of a run on a data set, or on one picture, in the engine."""
    from alexstudio.files import user_path
    from alexstudio.runs.evaluation import Classified, Classify, Evaluate, Evaluated, Evaluation
    from alexstudio.runs.folder import RunFolder, RunProblem

    if chosen.images is not None and chosen.images < 1:
        raise Refusal(f"--images must be 1 or more, not {chosen.images:,}.")
    run = RunFolder(user_path(chosen.run).absolute())
    try:
        run.job()
    except (RunProblem, OSError, ValueError) as problem:
        raise Refusal(str(problem)) from None
    where: dict[str, Any] = {"run": str(run.path), "weights": chosen.weights}
    found: Evaluation | Classification
    if chosen.picture is not None:
        picture = user_path(chosen.picture).absolute()
        if not picture.is_file():
            raise Refusal(f"{picture} is a folder, not a file." if picture.is_dir() else f"There is no file {picture}.")
        found = ask(Classify(path=str(picture), **where), Classified, code=REFUSED).classification
    else:
        views = "ten" if chosen.ten_views else "centre"
        command = Evaluate(split=chosen.split, views=views, images=chosen.images, mistakes=0, **where)
        found = ask(command, Evaluated, code=REFUSED, hear=_show_part).evaluation
    if chosen.format == "json":
        print(found.model_dump_json(indent=1))
    else:
        lines = report_lines(found) if isinstance(found, Evaluation) else _guess_lines(found)
        print("\n".join(map(visible, lines)))
    return WELL


def _show_part(event: BaseModel) -> int | None:
    """How much is done, in a terminal; what fails after that was no bad request."""
    from alexstudio.runs.messages import Working

    if not isinstance(event, Working):
        return None
    if sys.stderr.isatty():
        print(f"\r{event.part:4.0%}", end="\r" if event.part == 1 else "", file=sys.stderr, flush=True)
    return FAILED


def _guess_lines(found: Classification) -> list[str]:
    return [f"{100 * guess.probability:6.2f} %  {found.classes[guess.label]}" for guess in found.guesses]


def report_lines(found: Evaluation) -> list[str]:
    """An evaluation for a terminal: errors, and which classes are confused most often."""
    views = "ten views of each" if found.views == "ten" else "the middle of each"
    loss = "not a number" if found.loss is None else f"{found.loss:.4g}"
    lines = [
        f"{found.images:,} {found.split} pictures, {views}; {found.weights} weights, of step {found.step:,}",
        f"top-1 error {100 * found.top1:.2f} %",
        *([f"top-{found.k} error {100 * found.top5:.2f} %"] if found.k < len(found.classes) else []),
        f"loss {loss}",
    ]
    pairs = [one for one in found.confusion if one[0] != one[1]][:WORST]
    if pairs:
        lines += ["", "Taken for another class most often:"]
        for label, guess, count in pairs:
            of = found.per_class[label].images
            lines.append(f"  {found.classes[label]} taken for {found.classes[guess]}: {count:,} of {of:,}")
    return lines


def add_parser(verbs: argparse._SubParsersAction[Parser]) -> None:
    """Declare the verb."""
    parser = verbs.add_parser(
        "evaluate", help="errors and confusions of a trained network, or what it sees in a picture"
    )
    parser.add_argument("run", metavar="RUN", help="the folder of a training")
    parser.add_argument("--weights", choices=("best", "last"), default="best", help="which checkpoint (default: best)")
    parser.add_argument("--split", choices=("validation", "training"), default="validation")
    parser.add_argument(
        "--ten-views", action="store_true", help="average ten views of each picture, as the paper does (section 4.1)"
    )
    parser.add_argument("--images", type=int, metavar="N", help="only the first N pictures")
    parser.add_argument("--picture", metavar="FILE", help="tell the five most likely classes of this picture instead")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json is for programs")
