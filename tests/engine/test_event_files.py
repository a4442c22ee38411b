"""Event files for TensorBoard: records with right sums, and the numbers of the log in them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorProto
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass

from alexstudio.engine import event_files
from alexstudio.engine.loop import train
from alexstudio.runs.messages import Note, Step, Validated
from alexstudio.runs.vitals import Norms

Make = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("one_thread")


def event_class() -> Any:
    """The message ``Event`` of TensorFlow's event.proto, as far as it is written."""
    kinds = FieldDescriptorProto
    file = FileDescriptorProto(name="event.proto", package="t", syntax="proto3")
    fields = {
        "Value": [("tag", 1, kinds.TYPE_STRING, ""), ("simple_value", 2, kinds.TYPE_FLOAT, "")],
        "Summary": [("value", 1, kinds.TYPE_MESSAGE, ".t.Value")],
        "SessionLog": [("status", 1, kinds.TYPE_INT32, "")],
        "Event": [
            ("wall_time", 1, kinds.TYPE_DOUBLE, ""), ("step", 2, kinds.TYPE_INT64, ""),
            ("file_version", 3, kinds.TYPE_STRING, ""), ("summary", 5, kinds.TYPE_MESSAGE, ".t.Summary"),
            ("session_log", 7, kinds.TYPE_MESSAGE, ".t.SessionLog"),
        ],
    }  # fmt: skip
    for name, parts in fields.items():
        message = file.message_type.add(name=name)
        for field, number, kind, of in parts:
            label = kinds.LABEL_REPEATED if field == "value" else kinds.LABEL_OPTIONAL
            message.field.add(name=field, number=number, type=kind, label=label, type_name=of or None)
    pool = DescriptorPool()
    pool.Add(file)
    return GetMessageClass(pool.FindMessageTypeByName("t.Event"))


def read(path: Path) -> Iterator[Any]:
    kind, content = event_class(), path.read_bytes()
    while content:
        (length,) = struct.unpack("<Q", content[:8])
        data = content[12 : 12 + length]
        assert content[8:12] == event_files._masked(content[:8]) and content[12 + length :][:4] == event_files._masked(
            data
        )
        yield kind.FromString(data)
        content = content[16 + length :]


def test_sums_are_those_of_crc_32c() -> None:
    value = struct.unpack("<I", event_files._masked(b"123456789"))[0]
    back = value - 0xA282EAD8 & 0xFFFFFFFF
    assert back >> 17 | back << 15 & 0xFFFFFFFF == 0xE3069283  # the check value of RFC 3720


def test_the_numbers_of_the_log(tiny: Make, make_run: Make) -> None:
    run, events = make_run(tiny(epochs=3, tensorboard=True)), []
    train(run, events.append, lambda: sum(isinstance(event, Step) for event in events) >= 10)
    train(run, events.append, lambda: False, resume=True)
    files = sorted(run.path.glob("events.out.tfevents.*"), key=lambda path: int(path.suffix[1:]))
    assert len(files) == 2
    first, second = (list(read(path)) for path in files)
    assert first[0].file_version == second[0].file_version == "brain.Event:2"
    assert second[1].session_log.status == 1 and second[1].step == 11
    found = {(one.step, value.tag): value.simple_value for one in first + second for value in one.summary.value}
    steps = [event for event in events if isinstance(event, Step)]
    assert [found[event.step, "train/loss"] for event in steps] == pytest.approx([event.loss for event in steps])
    checks = {event.step: event for event in events if isinstance(event, Validated)}
    assert found[4, "validation/top-5 error"] == pytest.approx(checks[4].top5)
    norms = next(event for event in events if isinstance(event, Norms))
    assert found[1, "gradient norm/Conv1"] == pytest.approx(norms.gradients["conv1"])


def test_one_that_cannot_be_written_is_said_once(tmp_path: Path) -> None:
    told: list[Any] = []
    file = event_files.EventFile(tmp_path / "gone", told.append, {}, 0)
    for step in (1, 2):
        file.emit(Norms(step=step, weights={"a": 1.0}))
    assert [event.text for event in told if isinstance(event, Note)] == [
        f"The event file for TensorBoard in {tmp_path / 'gone'} cannot be written (no such file or directory); "
        "the training goes on without it."
    ]
