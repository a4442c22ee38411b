"""The command line: the window, and the same analysis, training and export without one.

Heavy modules are imported by the verb that needs them, so that ``alexstudio --help`` answers at once.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.metadata
import json
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from alexstudio import __version__

if TYPE_CHECKING:
    from alexstudio.graph import Document
    from alexstudio.runs.client import EngineProcess

WELL, FAILED, REFUSED, INTERRUPTED, UNHEARD = 0, 1, 2, 130, 141

EPILOG = """\
DOC is a document (.json) or the name of a preset. Exit codes: 0 well; 1 the document has problems, or the training or
export failed; 2 the command line or a file cannot be used; 130 ended by Ctrl-C."""


class Refusal(Exception):
    """What was asked cannot be done; the text is one sentence for the user."""

    def __init__(self, text: str, code: int = REFUSED) -> None:
        super().__init__(text)
        self.code = code


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(allow_abbrev=False, **fields)

    def error(self, message: str) -> NoReturn:
        """Refuse the command line."""
        raise Refusal(f"{message[:1].lower()}{message[1:].rstrip('.')}. See {self.prog} --help.")


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
        print(f"alexstudio: {_visible(text)}", file=sys.stderr)
        return refusal.code


def _carry_out(given: list[str]) -> int:
    if any("\ud800" <= letter <= "\udfff" for argument in given for letter in argument):
        raise Refusal("a file name that is not UTF-8 cannot be used. Rename it.")
    parser, verbs = _parsers()
    if not given or given[0] == "--" or (not given[0].startswith("-") and given[0] not in verbs):
        window = Parser(prog="alexstudio", add_help=False)
        window.add_argument("document", nargs="?")
        return _open_window(window.parse_args(given).document)
    try:
        chosen = parser.parse_args(given)
    except SystemExit as end:  # --help and --version
        return int(end.code or 0)
    return verbs[chosen.verb](chosen)


def _parsers() -> tuple[Parser, dict[str, Callable[[argparse.Namespace], int]]]:
    parser = Parser(
        prog="alexstudio",
        usage="alexstudio [DOC]\n       alexstudio {analyze,train,export,presets} ...",
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
    analyze.add_argument("--json", action="store_true", help="every number, for programs")

    train = verbs.add_parser("train", help="train a document; Ctrl-C stops with a checkpoint")
    train.add_argument("document", metavar="DOC")
    train.add_argument(
        "--data", metavar="PATH", help="builtin:shapes or a folder of pictures (default: the document's)"
    )
    length = train.add_mutually_exclusive_group()
    length.add_argument("--epochs", type=int, metavar="N", help="passes over the pictures (default: the recipe's)")
    length.add_argument("--minutes", type=float, metavar="M", help="train for this time instead")
    train.add_argument("--recipe", choices=("quick", "paper"), help="instead of the document's recipe")
    train.add_argument("--batch-size", type=int, metavar="N", help="pictures per step")
    train.add_argument("--rate", type=float, metavar="R", help="learning rate")
    train.add_argument("--seed", type=int, metavar="S")
    train.add_argument(
        "--device", action="append", default=[], metavar="gpu0=cpu", help="what a device of the document is here"
    )
    train.add_argument("--out", required=True, metavar="RUN", help="folder for log and checkpoints; must hold no run")

    export = verbs.add_parser("export", help="write a model file that plain PyTorch opens")
    export.add_argument("what", metavar="RUN|DOC", help="a run folder, or a document for fresh weights")
    export.add_argument("--out", required=True, metavar="MODEL.pt")
    export.add_argument("--module", action="store_true", help="the whole module instead of a dictionary and model.py")
    export.add_argument("--weights", choices=("best", "last"), help="which checkpoint of a run (default: best)")

    presets = verbs.add_parser("presets", help="the networks that come with the program")
    presets.add_argument("--json", action="store_true", help="for programs")
    return parser, {"analyze": _analyze, "train": _train, "export": _export, "presets": _presets}


# -- verbs -------------------------------------------------------------------------------------------------------------


def _open_window(document: str | None) -> int:
    _check_qt()
    try:
        from alexstudio.app import run_window
    except ImportError as error:
        raise _qt_refusal(error) from None
    return run_window(document)


def _analyze(chosen: argparse.Namespace) -> int:
    from alexstudio.analysis import analyse
    from alexstudio.analysis.table import report_data, report_text

    document = _load(chosen.document)
    report = analyse(document)
    print(json.dumps(report_data(document, report), indent=1) if chosen.json else report_text(document, report))
    return WELL if report.is_runnable else FAILED


def _presets(chosen: argparse.Namespace) -> int:
    from alexstudio.analysis import analyse
    from alexstudio.analysis.table import columns
    from alexstudio.graph.fileformat import load
    from alexstudio.graph.presets import presets

    documents = [(preset, load(preset.path)) for preset in presets()]
    rows = [(preset.name, document.title, analyse(document).total.params) for preset, document in documents]
    if chosen.json:
        print(json.dumps([{"name": name, "title": title, "params": params} for name, title, params in rows], indent=1))
    else:
        shown = [(name, _visible(title), f"{params:,}") for name, title, params in rows]
        print("\n".join(columns([("Preset", "Network", "Parameters"), *shown], (2,))))
    return WELL


def _train(chosen: argparse.Namespace) -> int:
    from alexstudio.files import user_path
    from alexstudio.runs.folder import RunFolder, RunProblem
    from alexstudio.runs.messages import Failed, Finished, Started, Train
    from alexstudio.runs.options import OptionProblem, choose_devices, choose_recipe
    from alexstudio.runs.progress import Progress

    document = _load(chosen.document)
    _check_runnable(document, chosen.document)
    options = ("recipe", "data", "epochs", "minutes", "batch_size", "rate", "seed")
    try:
        document = choose_recipe(document, **{name: getattr(chosen, name) for name in options})
        devices = choose_devices(document, chosen.device)
        path = user_path(chosen.out).absolute()
        run = RunFolder.create(path, document, devices=devices, minutes=chosen.minutes)
    except (OptionProblem, RunProblem) as problem:
        raise Refusal(str(problem)) from None
    progress = Progress(sys.stdout, sys.stderr if sys.stderr.isatty() else None, chosen.minutes)
    with _engine() as engine, contextlib.closing(progress), _stop_on_interrupt(engine):
        engine.send(Train(run=str(run.path)))
        has_started, ended = False, None
        for event in engine.events():
            if isinstance(event, (Failed, Finished)):
                ended = event
                progress.show(event)
                break
            has_started |= isinstance(event, Started)
            progress.show(event)
    if isinstance(ended, Failed):
        if not has_started:
            run.discard()  # only now that the engine writes no more
        raise Refusal(ended.why, FAILED if has_started else REFUSED)
    return WELL


def _export(chosen: argparse.Namespace) -> int:
    from alexstudio.files import user_path
    from alexstudio.graph.fileformat import dumps
    from alexstudio.runs.folder import RunFolder, RunProblem
    from alexstudio.runs.messages import Export, Exported, Failed, Note

    out = user_path(chosen.out).absolute()
    if out.suffix.lower() not in (".pt", ".pth") or not out.parent.is_dir():
        raise Refusal(f"--out {chosen.out} must be a .pt file in a folder that exists.")
    command = Export(out=str(out), kind="module" if chosen.module else "state", weights=chosen.weights or "best")
    if Path(chosen.what).is_dir():
        try:
            run = RunFolder(Path(chosen.what).absolute())
            run.job()
        except RunProblem as problem:
            raise Refusal(str(problem)) from None
        command = command.model_copy(update={"run": str(run.path)})
    elif chosen.weights:
        raise Refusal(f"--weights chooses a checkpoint of a run, but {chosen.what} is not a run folder.")
    else:
        document = _load(chosen.what)
        _check_runnable(document, chosen.what)
        command = command.model_copy(update={"document": dumps(document)})
    with _engine() as engine:
        engine.send(command)
        for event in engine.events():
            if isinstance(event, Failed):
                raise Refusal(event.why, FAILED)
            if isinstance(event, Note):
                print(_visible(event.text))
            if isinstance(event, Exported):
                weights = f"after {event.trained_steps:,} steps" if event.trained_steps else "fresh weights"
                beside = f" and {event.source}" if event.source else ""
                print(_visible(f"Wrote {event.path}{beside} ({event.bytes:,} bytes, {weights})."))
                break
    return WELL


# -- what the verbs share ----------------------------------------------------------------------------------------------


def _load(name: str) -> Document:
    """The preset of this name, or the document at this path."""
    from alexstudio.graph.fileformat import DocumentError, load
    from alexstudio.graph.presets import load_preset, presets

    names = [preset.name for preset in presets()]
    try:
        return load_preset(name) if name in names else load(name)
    except DocumentError as error:
        missing = not Path(name).exists() if "\0" not in name else False
        hint = f" The presets are {', '.join(names)}." if missing else ""
        raise Refusal(f"{error}{hint}") from None


def _check_runnable(document: Document, name: str) -> None:
    from alexstudio.analysis import analyse

    problems = analyse(document).problems
    if problems:
        more = f" ({len(problems) - 1} more; alexstudio analyze {name} lists them)" if len(problems) > 1 else ""
        raise Refusal(f"{problems[0].message}{more}", FAILED)


@contextlib.contextmanager
def _engine() -> Iterator[EngineProcess]:
    from alexstudio.runs.client import EngineDied, EngineProcess

    try:
        with EngineProcess() as engine:
            yield engine
    except EngineDied as death:
        raise Refusal(str(death), FAILED) from None


@contextlib.contextmanager
def _stop_on_interrupt(engine: EngineProcess) -> Iterator[None]:
    """The first Ctrl-C asks the engine to stop, the second one ends it."""
    from alexstudio.runs.client import EngineDied
    from alexstudio.runs.messages import Stop

    presses = 0

    def on_interrupt(number: int, frame: object) -> None:
        nonlocal presses
        presses += 1
        if presses == 1:
            engine.send(Stop())
            with contextlib.suppress(OSError):  # not print: the signal may have come in the middle of one
                os.write(2, b"\nStopping after this step, with a checkpoint. Ctrl-C again ends it at once.\n")
        else:
            engine.kill()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield
    except EngineDied:
        if presses > 1:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def _check_qt() -> None:
    """Refuse where Qt would abort the process, before it is imported."""
    if sys.version_info < (3, 12) and _installed("PySide6_Essentials") == "6.12.0":
        raise Refusal(
            "PySide6 6.12.0 crashes on Python 3.11. Install another version: pip install 'pyside6-essentials!=6.12.0'."
        )
    from alexstudio.ui.display import why_no_window

    sentence = why_no_window()
    if sentence:
        raise Refusal(sentence)


def _qt_refusal(error: ImportError) -> Exception:
    """What to do about a Qt that cannot be imported; the error itself when it is about something else."""
    from alexstudio.ui.display import PACKAGES

    library = re.search(r"lib[\w+.-]+\.so[\d.]*", str(error))
    if library:
        return Refusal(
            f"Qt needs {library[0]}, which this system lacks. On Debian and Ubuntu: sudo apt install {PACKAGES}."
        )
    if (error.name or "").partition(".")[0] in ("PySide6", "shiboken6", "pyqtgraph", "qtawesome"):
        return Refusal(f"the window needs {error.name}, which cannot be imported ({error}). Install alexstudio again.")
    return error


def _installed(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _visible(text: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in text)
