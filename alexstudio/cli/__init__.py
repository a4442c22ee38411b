"""The command line: the window, and the same analysis, training and export without one.

Heavy modules are imported by the verb that needs them, so that ``alexstudio --help`` answers at once.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable

from alexstudio import __version__
from alexstudio.cli import (
    cache,
    compare,
    elsewhere,
    exports,
    imports,
    judging,
    layers,
    look,
    networks,
    pictures,
    plugins,
    timing,
    verify,
    work,
)
from alexstudio.cli.refusal import INTERRUPTED, UNHEARD, Parser, Refusal, visible
from alexstudio.cli.window import open_window

RECIPES = ("quick", "paper", "original", "caffe", "torchvision")
"""As `alexstudio.graph.recipes_named` has them, which takes time to import."""

EPILOG = """\
DOC is a document (.json) or the name of a preset. Exit codes: 0 well; 1 the document has problems, the training or
export failed, or a proof does not hold; 2 the command line or a file cannot be used; 130 ended by Ctrl-C.
--no-plugins anywhere: no plugin is loaded."""


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _carry_out(given)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Nobody reads any more. The interpreter would complain again when it flushes at its end
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNHEARD
    except KeyboardInterrupt:
        return INTERRUPTED
    except Refusal as refusal:
        text = " ".join(str(refusal).split())
        print(f"alexstudio: {visible(text)}", file=sys.stderr)
        return refusal.code


def _carry_out(given: list[str]) -> int:
    if any("\ud800" <= letter <= "\udfff" for argument in given for letter in argument):
        raise Refusal("a file name that is not UTF-8 cannot be used. Rename it.")
    given = plugins.take_switch(given)
    parser, verbs = _parsers()
    if not given or given[0] == "--" or (not given[0].startswith("-") and given[0] not in verbs):
        window = Parser(prog="alexstudio", add_help=False)
        window.add_argument("documents", nargs="*")
        return open_window(window.parse_args(given).documents)
    try:
        chosen = parser.parse_args(given)
    except SystemExit as end:  # --help and --version
        return int(end.code or 0)
    if chosen.verb != "plugins":
        plugins.load_plugins()
    return verbs[chosen.verb](chosen)


def _parsers() -> tuple[Parser, dict[str, Callable[[argparse.Namespace], int]]]:
    parser = Parser(
        prog="alexstudio",
        usage="alexstudio [DOC ...]\n"
        "       alexstudio {analyze,picture,diff,verify,time,import,weights,train,resume,job,watch,evaluate,export,"
        "presets,layers,cache,plugins} ...",
        description="Edit, analyse, train and export AlexNet-like convolutional networks. Without a verb: the window.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"alexstudio {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs", prog="alexstudio")

    analyze = verbs.add_parser(
        "analyze", help="shapes, parameters, multiply-adds, transfers and problems of a document"
    )
    analyze.add_argument("document", metavar="DOC")
    analyze.add_argument(
        "--format",
        choices=look.FORMATS,
        default="table",
        help="table for people (default), json and csv for programs, markdown, or html: one page with the picture",
    )
    analyze.add_argument("--json", dest="format", action="store_const", const="json", help=argparse.SUPPRESS)
    analyze.add_argument("--out", metavar="FILE", help="write to this file instead of printing")
    analyze.add_argument(
        "--by", choices=("stage",), help="sums of each stage instead of the layers; json and html have both anyway"
    )

    pictures.add_parser(verbs)
    compare.add_parser(verbs)
    verify.add_parser(verbs)
    timing.add_parser(verbs)
    elsewhere.add_parsers(verbs)
    imports.add_parser(verbs)

    train = verbs.add_parser("train", help="train a document; Ctrl-C stops with a checkpoint")
    train.add_argument("document", metavar="DOC")
    train.add_argument(
        "--data", metavar="PATH", help="builtin:shapes or a folder of pictures (default: the document's)"
    )
    length = train.add_mutually_exclusive_group()
    length.add_argument("--epochs", type=int, metavar="N", help="passes over the pictures (default: the recipe's)")
    length.add_argument("--minutes", type=float, metavar="M", help="train for this time instead")
    train.add_argument("--recipe", choices=RECIPES, help="instead of the document's recipe")
    train.add_argument("--batch-size", type=int, metavar="N", help="pictures per step")
    train.add_argument("--rate", type=float, metavar="R", help="learning rate")
    train.add_argument("--seed", type=int, metavar="S")
    train.add_argument(
        "--device", action="append", default=[], metavar="gpu0=cpu", help="what a device of the document is here"
    )
    train.add_argument("--out", required=True, metavar="RUN", help="folder for log and checkpoints; must hold no run")

    resume = verbs.add_parser("resume", help="go on with a training that was ended, from its last checkpoint")
    resume.add_argument("run", metavar="RUN", help="the run folder")

    judging.add_parser(verbs)
    exports.add_parser(verbs)

    explain = verbs.add_parser("layers", help="the layer types, or the page of one")
    explain.add_argument("type", nargs="?", metavar="TYPE", help="such as Conv2d")

    presets = verbs.add_parser("presets", help="the networks that come with the program")
    presets.add_argument("--json", action="store_true", help="for programs")

    cache.add_parser(verbs)
    plugins.add_parser(verbs)
    return parser, {
        "analyze": look.analyze,
        "picture": pictures.picture,
        "diff": compare.diff,
        "verify": verify.verify,
        "evaluate": judging.evaluate,
        "time": timing.time_step,
        "import": imports.import_network,
        "weights": networks.import_weights,
        "train": work.train,
        "resume": work.resume,
        "job": elsewhere.job,
        "watch": elsewhere.watch,
        "export": exports.export,
        "presets": look.list_presets,
        "layers": layers.explain,
        "cache": cache.cache,
        "plugins": plugins.plugins,
    }
