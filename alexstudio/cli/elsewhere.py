"""The verbs for trainings on other machines: job and watch."""

from __future__ import annotations

import argparse
import contextlib
import sys
import time

from alexstudio.cli.documents import check_runnable, load_document
from alexstudio.cli.refusal import FAILED, WELL, Parser, Refusal, visible

LOOK_SECONDS = 0.5


def job(chosen: argparse.Namespace) -> int:
    """Write a run folder that torchrun or Slurm trains elsewhere."""
    from alexstudio.files import user_path
    from alexstudio.runs.elsewhere import SCRIPT, WORDS, Elsewhere, spread_devices, write_job
    from alexstudio.runs.folder import RunProblem
    from alexstudio.runs.options import OptionProblem, choose_recipe

    document = load_document(chosen.document)
    check_runnable(document, chosen.document)
    path = user_path(chosen.out).absolute()
    try:
        if chosen.minutes is not None:
            document = choose_recipe(document, minutes=chosen.minutes)
        plan = Elsewhere(chosen.nodes, chosen.gpus, spread_devices(document))
        write_job(path, document, plan, chosen.minutes)
    except (RunProblem, OptionProblem) as problem:
        raise Refusal(str(problem)) from None
    who = "One process trains" if plan.size == 1 else f"{plan.size:,} processes train"
    print(visible(f"Wrote {path}: job.json, {SCRIPT} and {WORDS}. {who} it with"))
    print(visible(plan.line(str(path))))
    return WELL


def watch(chosen: argparse.Namespace) -> int:
    """Follow a run folder that another process or machine writes, until the run ends."""
    from alexstudio.files import user_path
    from alexstudio.runs.folder import RunFolder
    from alexstudio.runs.follower import Follower
    from alexstudio.runs.messages import Failed
    from alexstudio.runs.progress import Progress

    path = user_path(chosen.run).absolute()
    if path.exists() and not path.is_dir():
        raise Refusal(f"{path} is a file, not a run folder.")
    run = RunFolder(path)
    follower = Follower(path)
    progress = Progress(sys.stdout, sys.stderr if sys.stderr.isatty() else None)
    if not run.metrics_path.exists():
        progress.say(f"Nothing is written in {path} yet; waiting for it. Ctrl-C ends the watching, not the training.")
    was_quiet, why = False, ""
    with contextlib.closing(progress):
        while not follower.is_over:
            for event in follower.look():
                why = event.why if isinstance(event, Failed) else ""
                progress.show(event)
            if follower.is_quiet and not was_quiet:
                progress.say(f"Nothing was written for {follower.quiet_seconds / 60:.0f} minutes. Does it still run?")
            was_quiet = follower.is_quiet
            if not follower.is_behind and not follower.is_over:
                time.sleep(LOOK_SECONDS)
    if why:
        raise Refusal(why, FAILED)
    return WELL


def add_parsers(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The options of both verbs."""
    parser = verbs.add_parser("job", help="write a run folder, a torchrun line and a Slurm script, to train elsewhere")
    parser.add_argument("document", metavar="DOC")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="the run folder; must hold no run")
    parser.add_argument("--nodes", type=int, default=1, metavar="M", help="machines (default: 1)")
    parser.add_argument("--gpus", type=int, default=1, metavar="N", help="processes on each machine (default: 1)")
    parser.add_argument("--minutes", type=float, metavar="M", help="stop after this time")
    parser = verbs.add_parser("watch", help="follow a training that another process or machine runs")
    parser.add_argument("run", metavar="RUN", help="its run folder; it may not be there yet")
