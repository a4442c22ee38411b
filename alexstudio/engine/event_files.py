"""Event files for TensorBoard beside the log of a run. Nothing needs to be installed for them.

Format: records of length (8 bytes), masked CRC-32C of it, data, masked CRC-32C of that, as in TensorFlow's
``record_writer.cc``; the data is the protobuf message of ``tensorflow/core/util/event.proto``.
"""

from __future__ import annotations

import os
import socket
import struct
import time
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from alexstudio.engine.runlog import Emit
from alexstudio.files import reason
from alexstudio.runs.messages import Note, Step, Validated
from alexstudio.runs.vitals import Norms

_STEP = {
    "train/loss": "loss",
    "train/top-1 error": "top1",
    "train/top-5 error": "top5",
    "learning rate": "rate",
    "images per second": "images_per_second",
}
_VALIDATION = {"validation/loss": "loss", "validation/top-1 error": "top1", "validation/top-5 error": "top5"}
_MIB = 2**20


class EventFile:
    """Passes events on, and writes their numbers to a file that begins with the first step.

    A file that cannot be written is said once, and the training goes on without it.
    """

    def __init__(self, folder: Path, emit: Emit, names: Mapping[str, str], done: int) -> None:
        """``names`` are those of the nodes by id; points after ``done`` steps in earlier files no longer count."""
        self._folder, self._emit, self._names, self._done = folder, emit, names, done
        self._file = -1
        self._is_given_up = False

    def emit(self, event: BaseModel) -> None:
        """Pass an event on, and write its numbers."""
        self._emit(event)
        match event:
            case Step():
                self._write(event.step, {tag: getattr(event, name) for tag, name in _STEP.items()})
            case Validated():
                self._write(event.step, {tag: getattr(event, name) for tag, name in _VALIDATION.items()})
            case Norms():
                values: dict[str, float | None] = {}
                for title, norms in (("gradient norm", event.gradients), ("weight norm", event.weights)):
                    values |= {f"{title}/{self._names.get(layer, layer)}": norm for layer, norm in norms.items()}
                values |= {f"memory (MiB)/{device}": size / _MIB for device, size in event.memory.items()}
                self._write(event.step, values)

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _write(self, step: int, values: Mapping[str, float | None]) -> None:
        if self._is_given_up:
            return
        try:
            if self._file < 0:
                self._begin()
            _append(self._file, _record(_event(step, _summary(values))))
        except OSError as error:
            self._is_given_up = True
            self.close()
            what = f"The event file for TensorBoard in {self._folder} cannot be written ({reason(error)})"
            self._emit(Note(text=f"{what}; the training goes on without it."))

    def _begin(self) -> None:
        name = f"events.out.tfevents.{time.time():.0f}.{socket.gethostname()}.{os.getpid()}.{self._done}"
        self._file = os.open(self._folder / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
        _append(self._file, _record(_event(0, _text(3, b"brain.Event:2"))))
        if self._done:  # a session that starts at a step takes the place of what came after it
            _append(self._file, _record(_event(self._done + 1, _text(7, b"\x08\x01"))))


def _append(file: int, content: bytes) -> None:
    while content:
        content = content[os.write(file, content) :]


# -- protobuf ----------------------------------------------------------------------------------------------------------


def _event(step: int, what: bytes) -> bytes:
    return b"\x09" + struct.pack("<d", time.time()) + b"\x10" + _varint(step) + what


def _summary(values: Mapping[str, float | None]) -> bytes:
    parts = []
    for tag, value in values.items():
        number = struct.pack("<f", float("nan") if value is None else value)
        parts.append(_text(1, _text(1, tag.encode("utf-8", "replace")) + b"\x15" + number))
    return _text(5, b"".join(parts))


def _text(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


# -- records -----------------------------------------------------------------------------------------------------------


def _record(content: bytes) -> bytes:
    length = struct.pack("<Q", len(content))
    return length + _masked(length) + content + _masked(content)


def _masked(content: bytes) -> bytes:
    crc = 0xFFFFFFFF
    for byte in content:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    crc ^= 0xFFFFFFFF
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)


def _castagnoli() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
        table.append(crc)
    return tuple(table)


_TABLE = _castagnoli()
