"""A training as a terminal shows it: a bar that moves, and lines that stay."""

from __future__ import annotations

import time
from typing import NoReturn, TextIO

from pydantic import BaseModel
from tqdm import tqdm

from alexstudio.analysis.markup import visible
from alexstudio.analysis.numbers import pace, percent
from alexstudio.runs.messages import Finished, Note, Started, Step, Validated


class Progress:
    """Shows events: one line for each validation on ``lines``, and between them a bar on ``bar`` unless it is None.

    With ``minutes`` the bar is the share of the time that is over, else that of the steps.
    """

    def __init__(self, lines: TextIO, bar: TextIO | None, minutes: float | None = None) -> None:
        self._lines, self._stream, self._minutes = lines, bar, minutes
        self._bar: tqdm[NoReturn] | None = None
        self._began = time.monotonic()
        self._steps = 0

    def show(self, event: BaseModel) -> None:
        """Show an event, or nothing when it is none for people."""
        match event:
            case Started():
                self._start(event)
            case Step():
                self._move(event)
            case Note():
                self.say(event.text)
            case Validated():
                loss = "not a number" if event.loss is None else f"{event.loss:.3f}"
                best = ", the best so far" if event.is_best else ""
                self.say(
                    f"Step {event.step:,}, epoch {event.epoch:,}: validation loss {loss}, "
                    f"top-1 error {percent(event.top1)}, top-5 error {percent(event.top5)}{best}"
                )
            case Finished():
                self._end(event)

    def say(self, text: str) -> None:
        """Write a line above the bar."""
        if self._bar is not None:
            self._bar.clear()
        self._lines.write(visible(text) + "\n")
        self._lines.flush()
        if self._bar is not None:
            self._bar.refresh()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _start(self, event: Started) -> None:
        self._steps = event.steps
        devices = ", ".join(f"{logical} = {physical}" for logical, physical in sorted(event.devices.items()))
        length = f"{self._minutes:g} minutes" if self._minutes else f"{event.steps:,} steps"
        self.say(
            f"Training {len(event.classes):,} classes for {length} ({event.steps_per_epoch:,} an epoch) in "
            f"{event.precision} on {devices}; guessing has a top-5 error of {percent(event.chance_top5)}"
        )
        if self._stream is not None:
            total = self._minutes * 60 if self._minutes else event.steps
            layout = "{percentage:3.0f} % |{bar:24}| {desc}"
            self._bar = tqdm(total=total, file=self._stream, leave=False, dynamic_ncols=True, bar_format=layout)

    def _move(self, event: Step) -> None:
        if self._bar is None:
            return
        loss = "not a number" if event.loss is None else f"{event.loss:.3f}"
        of = "" if self._minutes else f"/{self._steps:,}"
        left = "" if event.seconds_left is None else f", {_clock(event.seconds_left)} left"
        text = f"step {event.step:,}{of}, loss {loss}, top-5 error {percent(event.top5)}, "
        self._bar.set_description_str(f"{text}{pace(event.images_per_second)} images/s{left}", refresh=False)
        done = min(time.monotonic() - self._began, self._minutes * 60) if self._minutes else event.step
        self._bar.update(done - self._bar.n)

    def _end(self, event: Finished) -> None:
        self.close()
        how = "Stopped" if event.reason == "stopped" else "Done"
        errors = ""
        if event.top1 is not None and event.top5 is not None:
            errors = f": top-1 error {percent(event.top1)}, top-5 error {percent(event.top5)}"
        if event.best_top5 is not None:
            errors += f", best top-5 error {percent(event.best_top5)}"
        self.say(f"{how} after {event.step:,} steps in {_clock(event.seconds)}{errors}")
        self.say(f"The run is in {event.run}")


def _clock(seconds: float) -> str:
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
