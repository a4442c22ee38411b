"""What studio and engine say to each other: one JSON object a line, validated on both sides.

Commands go to the engine's standard input, events come from its standard output. Nothing is pickled.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from alexstudio.runs.data_page import DataAsked, DataTold
from alexstudio.runs.evaluation import Classified, Classify, Evaluate, Evaluated
from alexstudio.runs.message import Message as _Message
from alexstudio.runs.model_forms import Kind
from alexstudio.runs.proof import Proof
from alexstudio.runs.steering import Control, Steered
from alexstudio.runs.timing import MachineRates, Measurement
from alexstudio.runs.vitals import Norms

LINE_LIMIT = 32 * 1024 * 1024


class MessageError(ValueError):
    """A line that is not a message."""


# -- studio -> engine --------------------------------------------------------------------------------------------------


class Warm(_Message):
    """Rehearse one tiny step, so that the next training starts at once. Answered by `Warmed`."""

    do: Literal["warm"] = "warm"


class Train(_Message):
    """Run the job of a run folder. Answered by `Started`, `Step`, `Validated`, ... and `Finished` or `Failed`.

    With ``resume`` it goes on from the folder's last checkpoint as if it had never been ended.
    """

    do: Literal["train"] = "train"
    run: str
    resume: bool = False


class Stop(_Message):
    """End the training that runs, after the step at hand, with checkpoint and result."""

    do: Literal["stop"] = "stop"


class Export(_Message):
    """Write a model file: of a run's checkpoint when ``run`` is given, else of ``document`` with fresh weights.

    ``kind`` is one of `alexstudio.runs.model_forms`. Answered by `Exported` or `Failed`.
    """

    do: Literal["export"] = "export"
    out: str
    kind: Kind = "state"
    document: str = ""
    """JSON text of the document, when there is no run."""
    run: str = ""
    weights: Literal["best", "last"] = "best"
    devices: bool = False
    """Whether source can spread its layers over devices, as the document does."""


class ImportModel(_Message):
    """Make a document of a network of torch. Answered by `Imported` or `Failed`.

    ``what`` is ``torchvision:`` and a name, a ``.pt`` of this program, or, only with ``trust``, ``FILE.py:Class``.
    """

    do: Literal["import_model"] = "import_model"
    what: str
    title: str = ""
    size: int | None = Field(None, ge=1, le=65536)
    """Side of the pictures; None: what the network is usually fed."""
    trust: bool = False
    """Whether the user said that the code of a Python file may run."""
    weights_out: str = ""
    """The file for weights that come along; empty: they are left out."""


class ImportWeights(_Message):
    """Let a document start from the weights in a file. Answered by `Imported` or `Failed`."""

    do: Literal["import_weights"] = "import_weights"
    document: str
    """JSON text of the document."""
    file: str
    weights_out: str
    """The file for the weights that fit."""


class LookAtData(_Message):
    """Open a data set and tell what is in it. Answered by `DataSeen` or `Failed`."""

    do: Literal["look_at_data"] = "look_at_data"
    data: str
    size: int = Field(64, ge=1, le=4096)
    seed: int = Field(0, ge=0)
    skip_broken: bool = False


class Prove(_Message):
    """Compute a document in several ways and compare them number by number. Answered by `Proved` or `Failed`."""

    do: Literal["prove"] = "prove"
    document: str
    """JSON text of the document."""
    batch: int = Field(4, ge=2, le=256)
    seed: int = Field(2012, ge=0)


class Calibrate(_Message):
    """Measure how fast devices of this machine are. Answered by `Working`, then `Calibrated` or `Failed`.

    `Stop` ends it with what is known by then. It waits for no training: while one runs, it is refused.
    """

    do: Literal["calibrate"] = "calibrate"
    devices: tuple[str, ...] = ()
    """Physical devices; all that there are without any."""
    seconds: float = Field(10.0, ge=0, le=600)
    """For each device, about."""


class Measure(_Message):
    """Train a document some steps on random pictures and time each layer. Answered as `Calibrate`, with `Measured`."""

    do: Literal["measure"] = "measure"
    document: str
    """JSON text of the document."""
    batch: int = Field(ge=1, le=65536)
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    devices: dict[str, str] = Field(default_factory=dict)
    """Logical device -> physical device; what is left out, the engine chooses."""
    steps: int = Field(5, ge=1, le=1000)
    trace: str = ""
    """File for the Chrome trace of torch's profiler; none without it."""


Command = Annotated[
    Warm
    | Train
    | Stop
    | Control
    | Export
    | ImportModel
    | ImportWeights
    | LookAtData
    | DataAsked
    | Prove
    | Calibrate
    | Measure
    | Evaluate
    | Classify,
    Field(discriminator="do"),
]

# -- engine -> studio --------------------------------------------------------------------------------------------------


class Ready(_Message):
    """The engine is up. ``devices`` are the physical devices of this machine, best first."""

    event: Literal["ready"] = "ready"
    torch: str
    devices: tuple[str, ...]
    threads: int
    memory: dict[str, int] = Field(default_factory=dict)
    """Bytes of the devices that have a memory of their own."""


class Warmed(_Message):
    """The rehearsal is over."""

    event: Literal["warmed"] = "warmed"
    seconds: float


class Note(_Message):
    """Something that the user should know, in one sentence."""

    event: Literal["note"] = "note"
    text: str


class Started(_Message):
    """A training begins. ``chance_top5`` is the top-5 error of guessing."""

    event: Literal["started"] = "started"
    run: str
    classes: tuple[str, ...]
    steps: int
    """Steps in all epochs together."""
    steps_per_epoch: int
    precision: str
    devices: dict[str, str]
    chance_top1: float
    chance_top5: float
    resumed_at: int = 0
    """Steps that were done before, when it goes on from a checkpoint."""


class Step(_Message):
    """One optimizer step: loss and errors are those of its batch, before the step; errors are fractions."""

    event: Literal["step"] = "step"
    step: int
    epoch: int
    loss: float | None
    """None when it was not finite."""
    top1: float
    top5: float
    rate: float
    """Learning rate."""
    images_per_second: float
    seconds_left: float | None


class Validated(_Message):
    """Loss and errors on the validation data after ``step`` steps."""

    event: Literal["validated"] = "validated"
    step: int
    epoch: int
    loss: float | None
    top1: float
    top5: float
    is_best: bool
    asked: bool = False
    """Whether it came out of turn, at the user's wish."""


class Checkpointed(_Message):
    """A checkpoint is on disk, read back and verified."""

    event: Literal["checkpointed"] = "checkpointed"
    step: int
    path: str


class Finished(_Message):
    """A training ended as it should."""

    event: Literal["finished"] = "finished"
    run: str
    reason: Literal["done", "stopped"]
    step: int
    top1: float | None
    top5: float | None
    best_top5: float | None
    seconds: float


class Exported(_Message):
    """A model file was written and verified."""

    event: Literal["exported"] = "exported"
    path: str
    source: str
    """The model.py beside it, empty when there is none."""
    trained_steps: int
    """0 when the weights are fresh."""
    starts_from: str = ""
    """The file of weights that a network starts from, when these are its weights."""
    bytes: int
    kind: Kind = "state"
    snippet: str = ""
    """Lines that open it."""
    verified: str = ""
    """How it was checked after it was written, in a sentence."""
    notes: tuple[str, ...] = ()
    """What the form leaves out."""


class Imported(_Message):
    """A document that was made of a file or a network."""

    event: Literal["imported"] = "imported"
    document: str
    """Its JSON text."""
    remarks: tuple[str, ...] = ()
    """What became of what was read."""
    weights: str = ""
    """The file that it starts from, empty when it starts from drawn weights."""


class DataSeen(_Message):
    """What a data set holds."""

    event: Literal["data_seen"] = "data_seen"
    data: str
    classes: tuple[str, ...]
    train: int
    validation: int
    notes: tuple[str, ...] = ()


class Proved(_Message):
    """What was found; also where it does not hold."""

    event: Literal["proved"] = "proved"
    proof: Proof


class Working(_Message):
    """How much of a calibration or a measurement is done, from 0 to 1."""

    event: Literal["working"] = "working"
    command: str
    part: float


class Calibrated(_Message):
    """The rates of the devices, which are kept on disk already unless ``why_not`` says otherwise."""

    event: Literal["calibrated"] = "calibrated"
    machines: tuple[MachineRates, ...]
    why_not: str = ""


class Measured(_Message):
    """Where the time of real steps went."""

    event: Literal["measured"] = "measured"
    measurement: Measurement


class Failed(_Message):
    """A command could not be carried out; ``why`` is one sentence, ``detail`` is for the log."""

    event: Literal["failed"] = "failed"
    command: str
    why: str
    detail: str = ""
    can_go_on: bool = False
    """Whether the training can go on from its last checkpoint, once the cause is gone."""
    smaller_batch: int = 0
    """Where memory was short: a batch with which it may work."""


Event = Annotated[
    Ready
    | Warmed
    | Note
    | Started
    | Step
    | Validated
    | Checkpointed
    | Steered
    | Norms
    | Finished
    | Exported
    | Imported
    | DataSeen
    | DataTold
    | Proved
    | Working
    | Calibrated
    | Measured
    | Evaluated
    | Classified
    | Failed,
    Field(discriminator="event"),
]

_COMMANDS: TypeAdapter[Any] = TypeAdapter(Command)
_EVENTS: TypeAdapter[Any] = TypeAdapter(Event)


def to_line(message: BaseModel) -> bytes:
    """A message as one line of UTF-8."""
    return message.model_dump_json().encode() + b"\n"


def read_command(line: bytes) -> Command:
    """The command in a line; `MessageError` when it is none."""
    return _read(_COMMANDS, line)  # type: ignore[no-any-return]


def read_event(line: bytes) -> Event:
    """The event in a line; `MessageError` when it is none."""
    return _read(_EVENTS, line)  # type: ignore[no-any-return]


def _read(adapter: TypeAdapter[Any], line: bytes) -> Any:
    if len(line) > LINE_LIMIT:
        raise MessageError(f"a line of {len(line):,} bytes")
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        raise MessageError(f"not a message: {line[:200]!r} ({error.error_count()} faults)") from None
