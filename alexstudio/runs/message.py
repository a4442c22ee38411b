"""What every message between studio and engine is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Message(BaseModel):
    """A value; a field that it does not have is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")
