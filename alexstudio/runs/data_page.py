"""What the Data page asks and is told: what a data set holds, one picture on its way, what is kept decoded."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alexstudio.runs.message import Message

BROKEN = 1000
SHEET = 48
"""Pictures on the sample sheet at most, and broken files that are named."""


class Survey(Message):
    """Look through a whole data set. Answered by `Surveying`, then `Surveyed` or `Failed`; a later one ends it."""

    do: Literal["survey"] = "survey"
    document: str
    """JSON text of the document, whose recipe names the data and whose input the size."""
    download: bool = False
    """Whether the user pressed for fetching a known set from its site."""
    measured: int = Field(10_000, ge=1, le=10_000_000)
    """Training pictures, evenly spread, whose colours are measured."""


class Preview(Message):
    """One training picture through every step, as an epoch will show it. Answered by `Previewed` or `Failed`."""

    do: Literal["preview"] = "preview"
    document: str
    sample: int = Field(0, ge=0)
    epoch: int = Field(1, ge=1)


class KeepPictures(Message):
    """Decode all pictures of a folder and keep them. Answered by `KeepingPictures`, then `PicturesKept` or `Failed`.

    It goes on where an earlier one ended; `LeaveOff`, a later one and a training end it.
    """

    do: Literal["keep_pictures"] = "keep_pictures"
    document: str
    """JSON text of the document, whose recipe names the folder and whose input and margin the size."""


class LeaveOff(Message):
    """End the survey and the keeping of pictures that are under way; only the latter is then answered."""

    do: Literal["leave_off"] = "leave_off"


DataAsked = Survey | Preview | KeepPictures | LeaveOff


class ClassCount(Message):
    """Pictures of a class."""

    name: str
    train: int
    validation: int


class Sample(Message):
    """A picture of the sample sheet: PNG, base64."""

    index: int
    label: int
    png: str


class Broken(Message):
    """A file that cannot be read, and why."""

    path: str
    why: str


class SizeCount(Message):
    """How many files have a size in pixels."""

    width: int
    height: int
    files: int


class Colours(Message):
    """Mean and spread per channel, principal variances, largest first, and axes as rows, all in 0 .. 255."""

    pictures: int
    mean: tuple[float, ...]
    std: tuple[float, ...]
    variances: tuple[float, ...]
    axes: tuple[tuple[float, ...], ...]


class DataSurvey(Message):
    """What a data set holds. ``problem`` says why it cannot be trained on as it is; empty when it can."""

    data: str
    classes: tuple[ClassCount, ...] = ()
    sizes: tuple[SizeCount, ...] = ()
    """Most frequent first."""
    broken: tuple[Broken, ...] = ()
    broken_files: int = 0
    samples: tuple[Sample, ...] = ()
    colours: Colours | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""


class Surveying(Message):
    """How far a survey is."""

    event: Literal["surveying"] = "surveying"
    what: Literal["files", "colours"]
    done: int
    total: int


class Surveyed(Message):
    """A survey is over."""

    event: Literal["surveyed"] = "surveyed"
    survey: DataSurvey


class Stage(Message):
    """A step of the way; normalised values are shown with their smallest black and their largest white."""

    name: str
    width: int
    height: int
    png: str


class Previewed(Message):
    """One picture's way."""

    event: Literal["previewed"] = "previewed"
    sample: int
    pictures: int
    """How many there are to train on."""
    epoch: int
    label: str
    stages: tuple[Stage, ...]


class KeepingPictures(Message):
    """How far the keeping of pictures is."""

    event: Literal["keeping_pictures"] = "keeping_pictures"
    done: int
    total: int


class PicturesKept(Message):
    """The keeping of pictures is over, or was ended; ``why`` says what stood in its way."""

    event: Literal["pictures_kept"] = "pictures_kept"
    done: int
    total: int
    side: int
    """Pixels."""
    bytes: int
    """Of those that are kept."""
    why: str = ""


DataTold = Surveying | Surveyed | Previewed | KeepingPictures | PicturesKept
