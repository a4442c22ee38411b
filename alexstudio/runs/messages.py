"""What studio and engine say to each other: one JSON object a line, validated on both sides.

Commands go to the engine's standard input, events come from its standard output. Nothing is pickled.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from alexstudio.runs.proof import Proof

LINE_LIMIT = 32 * 1024 * 1024


class MessageError(ValueError):
    """A line that is not a message."""


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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

    ``kind``: ``state`` is a dictionary of plain tensors and strings with ``model.py`` beside it; ``module`` is the
    whole compiled module. Answered by `Exported` or `Failed`.
    """

    do: Literal["export"] = "export"
    out: str
    kind: Literal["state", "module"] = "state"
    document: str = ""
    """JSON text of the document, when there is no run."""
    run: str = ""
    weights: Literal["best", "last"] = "best"


class LookAtData(_Message):
    """Open a data set and tell what is in it. Answered by `DataSeen` or `Failed`."""

    do: Literal["look_at_data"] = "look_at_data"
    data: str
    size: int = Field(64, ge=1, le=4096)
    seed: int = Field(0, ge=0)


class Prove(_Message):
    """Compute a document in several ways and compare them number by number. Answered by `Proved` or `Failed`."""

    do: Literal["prove"] = "prove"
    document: str
    """JSON text of the document."""
    batch: int = Field(4, ge=2, le=256)
    seed: int = Field(2012, ge=0)


Command = Annotated[Warm | Train | Stop | Export | LookAtData | Prove, Field(discriminator="do")]

# -- engine -> studio --------------------------------------------------------------------------------------------------


class Ready(_Message):
    """The engine is up. ``devices`` are the physical devices of this machine, best first."""

    event: Literal["ready"] = "ready"
    torch: str
    devices: tuple[str, ...]
    threads: int


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
    bytes: int


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


class Failed(_Message):
    """A command could not be carried out; ``why`` is one sentence, ``detail`` is for the log."""

    event: Literal["failed"] = "failed"
    command: str
    why: str
    detail: str = ""


Event = Annotated[
    Ready
    | Warmed
    | Note
    | Started
    | Step
    | Validated
    | Checkpointed
    | Finished
    | Exported
    | DataSeen
    | Proved
    | Failed,
    Field(discriminator="event"),
]

_COMMANDS: TypeAdapter[Any] = TypeAdapter(Command)
_EVENTS: TypeAdapter[Any] = TypeAdapter(Event)


def to_line(message: BaseModel) -> bytes:
    """A message as one line of UTF-8."""
    return message.model_dump_json().encode() + b"\n"


def read_command(line: bytes) -> Warm | Train | Stop | Export | LookAtData | Prove:
    """The command in a line; `MessageError` when it is none."""
    return _read(_COMMANDS, line)  # type: ignore[no-any-return]


def read_event(
    line: bytes,
) -> (
    Ready | Warmed | Note | Started | Step | Validated | Checkpointed | Finished | Exported | DataSeen | Proved | Failed
):
    """The event in a line; `MessageError` when it is none."""
    return _read(_EVENTS, line)  # type: ignore[no-any-return]


def _read(adapter: TypeAdapter[Any], line: bytes) -> Any:
    if len(line) > LINE_LIMIT:
        raise MessageError(f"a line of {len(line):,} bytes")
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        raise MessageError(f"not a message: {line[:200]!r} ({error.error_count()} faults)") from None
