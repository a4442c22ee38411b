"""The loader: right batches, ahead of time, and never a thread left."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import torch

from alexstudio.engine.data import DataError
from alexstudio.engine.data.augment import crop_and_flip, epoch_order, normalise
from alexstudio.engine.data.loader import AHEAD, Loader
from alexstudio.engine.data.shapes import MEAN, STD, Shapes


class Counted:
    """Pictures that know how often they were asked, and may take long, wait or fail."""

    def __init__(self, n: int = 40, *, fail_at: int = -1, wait: float = 0, gate: threading.Event | None = None) -> None:
        self.labels = torch.arange(n) % 7
        self.calls = 0
        self.fail_at, self.wait, self.gate = fail_at, wait, gate

    def __len__(self) -> int:
        return len(self.labels)

    def batch(self, indices: Sequence[int]) -> torch.Tensor:
        self.calls += 1
        if self.gate is not None:
            self.gate.wait(5)
        time.sleep(self.wait)
        if self.fail_at in indices:
            raise DataError("picture is broken")
        return (
            torch.tensor([index % 256 for index in indices], dtype=torch.uint8)
            .view(-1, 1, 1, 1)
            .expand(-1, 3, 6, 6)
            .contiguous()
        )


def loader(pictures: Any, **options: Any) -> Loader:
    plain = {"batch_size": 8, "size": 4, "mean": (0.0,) * 3, "std": (1 / 255,) * 3}
    return Loader(pictures, **(plain | options))


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "alexstudio-loader"]


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    yield
    gc.collect()
    assert not threads()


def test_plain_batches_come_in_order_with_their_labels() -> None:
    batches = list(loader(Counted(20)).epoch())
    assert [len(inputs) for inputs, _ in batches] == [8, 8, 4]
    inputs, labels = (torch.cat(parts) for parts in zip(*batches, strict=True))
    assert inputs.dtype == torch.float32 and inputs.shape == (20, 3, 4, 4) and labels.dtype == torch.int64
    assert torch.allclose(inputs[:, 0, 0, 0], torch.arange(20.0), atol=1e-4)
    assert torch.equal(labels, torch.arange(20) % 7)


def test_drop_last_leaves_the_small_batch_out() -> None:
    dropping = loader(Counted(20), drop_last=True)
    assert len(dropping) == 2 == len(list(dropping.epoch()))
    assert len(loader(Counted(20))) == 3
    assert list(loader(Counted(5), drop_last=True).epoch()) == []


def test_augmented_batches_are_the_pieces_put_together() -> None:
    pictures = Shapes(seed=1, split="train", count=40, size=20)
    made = list(loader(pictures, size=16, mean=MEAN, std=STD, augment=True, seed=9).epoch(3))
    order = epoch_order(40, 9, 3).tolist()
    for number, (inputs, labels) in enumerate(made):
        chosen = order[number * 8 : number * 8 + 8]
        raw = crop_and_flip(pictures.batch(chosen), size=16, flip=True, seed=9, epoch=3, indices=chosen)
        assert torch.equal(inputs, normalise(raw, MEAN, STD))
        assert torch.equal(labels, pictures.labels[chosen])


def test_an_epoch_can_start_anywhere_and_differs_from_the_next() -> None:
    training = loader(Counted(40), augment=True)
    whole = list(training.epoch(1))
    part = list(training.epoch(1, start=3))
    assert len(part) == 2
    assert all(torch.equal(a[0], b[0]) and torch.equal(a[1], b[1]) for a, b in zip(whole[3:], part, strict=True))
    assert not torch.equal(whole[0][0], next(training.epoch(2))[0])
    assert sorted(torch.cat([inputs for inputs, _ in whole])[:, 0, 0, 0].round().int().tolist()) == list(range(40))


def test_loading_goes_on_while_the_batch_is_used_but_not_far() -> None:
    pictures = Counted(80)
    batches = loader(pictures).epoch()
    next(batches)
    deadline = time.monotonic() + 5
    while pictures.calls < AHEAD + 2 and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(0.05)
    # one in use, AHEAD waiting, one in the hands of the thread
    assert pictures.calls == AHEAD + 2
    batches.close()


def test_loading_overlaps_the_work() -> None:
    start = time.monotonic()
    for _ in loader(Counted(80, wait=0.05)).epoch():
        time.sleep(0.05)
    together = time.monotonic() - start
    assert together < 0.9  # one after the other: at least 1.0


def test_what_the_thread_raises_comes_out_in_its_turn() -> None:
    batches = loader(Counted(40, fail_at=17)).epoch()
    assert len([next(batches), next(batches)]) == 2
    with pytest.raises(DataError, match="picture is broken"):
        next(batches)
    assert not threads()


def test_a_forgotten_iteration_ends_its_thread() -> None:
    for _ in loader(Counted(80)).epoch():
        assert len(threads()) == 1
        break
    gc.collect()
    assert not threads()


def test_close_ends_everything_at_any_moment() -> None:
    for waited in (0, 1, 3):
        with loader(Counted(800)) as served:
            batches = served.epoch()
            other = served.epoch(1)
            next(other)
            for _ in range(waited):
                next(batches)
        assert not threads()
        assert list(other) == []
        assert len(list(served.epoch())) == 100  # it can be used again


def test_close_from_another_thread_wakes_who_waits() -> None:
    gate = threading.Event()
    served = loader(Counted(80, gate=gate))
    seen: list[int] = []
    consumer = threading.Thread(target=lambda: seen.append(len(list(served.epoch()))))
    consumer.start()
    while not threads():
        time.sleep(0.001)
    closer = threading.Thread(target=served.close)
    closer.start()
    consumer_was_waiting = consumer.is_alive()
    gate.set()
    consumer.join(5)
    closer.join(5)
    assert consumer_was_waiting and not consumer.is_alive() and not closer.is_alive()
    assert seen and seen[0] < 10


def test_an_empty_batch_size_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        loader(Counted(), batch_size=0)
