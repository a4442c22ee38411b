"""Exceptions as one sentence for people, with the traceback for the log."""

from __future__ import annotations

import traceback

from alexstudio.engine.checkpoint import CheckpointError
from alexstudio.engine.compiler import CompileError
from alexstudio.engine.data.pictures import DataError
from alexstudio.engine.devices import DeviceProblem
from alexstudio.engine.exporting.problem import ExportProblem
from alexstudio.engine.importing import ImportProblem
from alexstudio.engine.outside import OutsideProblem
from alexstudio.engine.parallel.problem import MeetingProblem, PartnerLost
from alexstudio.engine.shortage import is_shortage
from alexstudio.extensions.memory import culprit
from alexstudio.extensions.problem import quoted
from alexstudio.files import FULL, FileProblem, reason
from alexstudio.graph import GraphError
from alexstudio.graph.fileformat import DocumentError
from alexstudio.runs.folder import RunProblem
from alexstudio.runs.messages import Failed


class TrainingProblem(Exception):
    """A training that cannot go on; the text is for the user."""


_PLAIN = (
    CheckpointError,
    CompileError,
    DataError,
    DeviceProblem,
    DocumentError,
    ExportProblem,
    FileProblem,
    GraphError,
    ImportProblem,
    OutsideProblem,
    MeetingProblem,
    PartnerLost,
    RunProblem,
    TrainingProblem,
)


def failed(command: str, error: BaseException) -> Failed:
    """The message that says why a command could not be carried out."""
    detail = "" if isinstance(error, _PLAIN) else "".join(traceback.format_exception(error))
    return Failed(command=command, why=_clean(why(error)), detail=_clean(detail))


def why(error: BaseException) -> str:
    """Why something failed, in one sentence and what to do."""
    if isinstance(error, _PLAIN):
        return str(error)
    if is_shortage(error):
        if isinstance(error, MemoryError) or "can't allocate memory" in str(error):
            return "This machine has too little memory for that. Use a smaller batch, or a smaller network."
        return "The GPU has too little memory for that. Use a smaller batch, or move layers to another device."
    if isinstance(error, OSError):
        if error.errno in FULL:
            return f"The disk is full{_place(error)}. Make room, and try again."
        return f"The operating system refused it{_place(error)}: {reason(error)}."
    plugin = culprit(error)
    if plugin:
        return f"The plugin {plugin} failed ({quoted(error)}). Take its layers out, or tell its author."
    first = str(error).strip().partition("\n")[0][:300]
    return f"The engine met an error it does not know: {type(error).__name__}: {first}"


def _place(error: OSError) -> str:
    return f" ({error.filename})" if error.filename else ""


def _clean(text: str) -> str:
    """Without the lone surrogates of odd file names, which are no UTF-8."""
    return text.encode("utf-8", "replace").decode()
