"""One question to an engine that is started for it, and its answer."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from alexstudio.cli.refusal import FAILED, Refusal

if TYPE_CHECKING:
    from pydantic import BaseModel

    from alexstudio.runs.client import EngineProcess

Answer = TypeVar("Answer", bound="BaseModel")


@contextlib.contextmanager
def engine() -> Iterator[EngineProcess]:
    """An engine to ask; one that dies becomes a `Refusal`."""
    from alexstudio.runs.client import EngineDied, EngineProcess

    try:
        with EngineProcess() as running:
            yield running
    except EngineDied as death:
        raise Refusal(str(death), FAILED) from None


def ask(
    command: BaseModel,
    answer: type[Answer],
    *,
    code: int = FAILED,
    hear: Callable[[BaseModel], int | None] = lambda event: None,
) -> Answer:
    """The event of the kind ``answer`` that a command leads to; `Refusal` with ``code`` when it fails.

    ``hear`` gets every other event, and may return another code that counts from then on.
    """
    from alexstudio.runs.messages import Failed

    with engine() as running:
        running.send(command)
        for event in running.events():
            if isinstance(event, Failed):
                raise Refusal(event.why, code)
            if isinstance(event, answer):
                return event
            code = hear(event) or code
    raise Refusal("The engine ended without an answer.", FAILED)
