"""What the engine measured: how fast the devices of this machine are, and where the time of real steps goes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from alexstudio.analysis.timing import Precision, Rates
from alexstudio.files import FileProblem, read_bytes, reason, write_atomically

FILE_LIMIT = 16 * 2**20


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MachineRates(_Record):
    """The rates of one physical device, as a torch of this version reaches them with so many threads."""

    device: str
    """"cpu", "cuda:0"."""
    torch: str
    threads: int
    measured: str
    """When, in UTC: "2026-11-24 21:41"."""
    rates: Rates

    @property
    def key(self) -> tuple[str, str, int]:
        """What they depend on."""
        return self.device, self.torch, self.threads


class LayerTime(_Record):
    """Median seconds of one layer; ``node`` is its id."""

    node: str
    forward: float
    backward: float


class Measurement(_Record):
    """Where the time of real training steps went: medians, in seconds."""

    batch: int
    precision: Precision
    devices: dict[str, str]
    """Logical device -> physical device."""
    steps: int
    step: float
    """A whole step, as the trainer does it, with nothing measured inside."""
    fastest: float
    slowest: float
    layers: tuple[LayerTime, ...]
    """In the order in which they are computed."""
    input: float
    """Putting the pictures into order and onto their device."""
    transfer: float
    """Copies between devices, forward."""
    gradient_transfer: float
    loss: float
    """Loss and errors, and the backward pass of the loss."""
    update: float
    """The optimizer."""
    trace: str = ""
    """The file with torch's own trace of one step; empty when none was asked for."""

    @property
    def images_per_second(self) -> float:
        """Pictures a second."""
        return self.batch / self.step

    @property
    def forward(self) -> float:
        """All layers forward."""
        return sum(layer.forward for layer in self.layers)

    @property
    def backward(self) -> float:
        """All layers backward."""
        return sum(layer.backward for layer in self.layers)

    @property
    def rest(self) -> float:
        """What of a step none of these is: gradients that are added up, freeing, and the measuring itself."""
        known = self.forward + self.backward + self.input + self.transfer + self.gradient_transfer
        return self.step - known - self.loss - self.update


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: str = Field("alexstudio-rates/1", pattern=r"^alexstudio-rates/1$")
    machines: tuple[MachineRates, ...] = ()


def rates_path() -> Path:
    """Where the measured rates of this machine are kept."""
    return platformdirs.user_data_path("alexstudio", appauthor=False) / "rates.json"


def load_rates(path: Path | None = None) -> tuple[MachineRates, ...]:
    """Every rate that was measured here, the latest last; none when there is no file, or one that cannot be used."""
    try:
        return _File.model_validate_json(read_bytes(path or rates_path(), limit=FILE_LIMIT)).machines
    except (FileProblem, ValidationError):
        return ()


def save_rates(found: Iterable[MachineRates], path: Path | None = None) -> None:
    """Keep rates in place of older ones for the same device, torch and number of threads; may raise `FileProblem`."""
    path, new = path or rates_path(), tuple(found)
    keys = {one.key for one in new}
    kept = [one for one in load_rates(path) if one.key not in keys]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem(f"{path.parent} could not be made: {reason(error)}.") from None
    write_atomically(path, _File(machines=(*kept, *new)).model_dump_json(indent=1).encode())


def latest_rates(
    machines: Iterable[MachineRates], torch: str | None = None, threads: int | None = None
) -> dict[str, Rates]:
    """Physical device -> the latest rates for it; only those of this torch and number of threads where given."""
    return {one.device: one.rates for one in machines if torch in (None, one.torch) and threads in (None, one.threads)}
