"""One process among several that train a network together, over torch.distributed."""

from __future__ import annotations

import json
import os
import socket
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import TypeVar

import torch
import torch.distributed as dist
from pydantic import BaseModel
from torch import nn
from torch._C._distributed_c10d import Store
from torch.nn.parallel import DistributedDataParallel

from alexstudio.engine.data.streams import stream
from alexstudio.engine.devices import DeviceProblem, check_physical, inventory
from alexstudio.engine.explain import failed
from alexstudio.engine.metrics import Sums
from alexstudio.engine.parallel.problem import PartnerLost
from alexstudio.engine.parallel.ranks import Ranks
from alexstudio.engine.parallel.vigil import Vigil
from alexstudio.engine.parallel.world import World
from alexstudio.engine.runlog import Emit, RunLog
from alexstudio.graph.node import HOST
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Failed

T = TypeVar("T")

WHY = "alexstudio/why"
"""Where in the store a process says why it gives up, before its connections close."""

_TRANSPORTS = ("gloo", "NCCL", "Connection closed by peer", "Connection reset", "TCPStore")


class Team(World):
    """A process among several; `meeting.join` makes it. Every method but the properties is called by all, in one order.

    What is added up goes over the CPU, whatever the network is on.
    """

    def __init__(self, ranks: Ranks, store: Store) -> None:
        super().__init__(ranks)
        self._store = store
        self._vigil = Vigil()

    @property
    def note(self) -> str:
        """How many share a batch."""
        machines = -(-self.size // self.ranks.local_size)
        where = f" on {machines} machines" if machines > 1 else ""
        return f"{self.size} processes{where} share each batch; the batch size is that of all together."

    def log(self, run: RunFolder, send: Emit) -> AbstractContextManager[Emit]:
        """The run's log in the first process; the others send what fails, and write nothing."""
        return RunLog(run, send) if self.leads else nullcontext(_only_failures(send))

    def settle(self, devices: Mapping[str, torch.device]) -> dict[str, torch.device]:
        """Give each process of a machine its own GPUs: the second one those after the first one's, and so on."""
        used = {device for logical, device in devices.items() if logical != HOST}
        kinds = sorted({device.type for device in used})
        if len(kinds) > 1:
            raise DeviceProblem(
                f"A network that is on {' and '.join(kinds)} at once cannot be trained by several processes. "
                "Put all its layers on devices of one kind."
            )
        if kinds != ["cuda"]:
            return dict(devices)
        span = 1 + max(device.index for device in used)
        there = sum(name.startswith("cuda") for name in inventory())
        needed = span * self.ranks.local_size
        if needed > there:
            raise DeviceProblem(
                f"{self.ranks.local_size} processes on a machine, each with {span} GPUs, need {needed}; this one has "
                f"{there}. Start fewer processes on it (--nproc-per-node)."
            )
        first = span * self.ranks.local_rank
        moved = {device: check_physical(f"cuda:{device.index + first}") for device in used}
        torch.cuda.set_device(moved[min(used, key=lambda device: device.index)])
        return {logical: moved.get(device, device) for logical, device in devices.items()}

    def wrap(self, module: nn.Module) -> nn.Module:
        """DistributedDataParallel over all devices of the module; the others take the first one's weights.

        Batch normalisation works with the statistics of each process's own pictures; the running statistics that are
        kept are the first one's, see `same_state`.
        """
        with self._together(), warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # torch 2.14 has another word for it, torch 2.10 has not
            return DistributedDataParallel(module, device_ids=None, broadcast_buffers=False)

    def of_first(self, value: T) -> T:
        """What the first process has; goes as JSON."""
        found: T = json.loads(self.hand_out(json.dumps(value).encode()))
        return found

    def hand_out(self, content: bytes) -> bytes:
        """The bytes that the first process has; those of the others are ignored."""
        length = torch.tensor([len(content)], dtype=torch.int64)
        with self._together():
            dist.broadcast(length, 0)
            data = torch.empty(int(length), dtype=torch.uint8)
            if self.leads and content:
                data.copy_(torch.frombuffer(bytearray(content), dtype=torch.uint8))
            if len(data):
                dist.broadcast(data, 0)
        return data.numpy().tobytes()

    def any(self, flag: bool) -> bool:
        """Whether it is so in one of the processes."""
        return self._add([float(flag)])[0] > 0

    def total(self, sums: Sums) -> Sums:
        """Sums over all pictures of all processes."""
        images, *others = self._add([sums.images, sums.loss, sums.top1, sums.topk])
        return Sums(round(images), *others)

    def mean(self, images: int, means: Sequence[float]) -> tuple[int, list[float]]:
        """Number of pictures of all processes, and the means over them."""
        whole, *others = self._add([images, *(images * value for value in means)])
        return round(whole), [value / whole for value in others]

    def same_state(self, module: nn.Module) -> None:
        """Take the buffers of the first process, so that all validate what its checkpoints hold."""
        with self._together():
            for buffer in module.buffers():
                dist.broadcast(buffer, 0)

    def stream_at(self, seed: int, step: int) -> None:
        """A stream for each step, so that nothing of it must be kept; the first process draws as one alone does."""
        if not self.leads:
            torch.manual_seed(stream(seed, "dropout", self.ranks.rank, step))

    def explain(self, error: Exception) -> Failed:
        """Why it could not go on: what another process left in the store before it gave up, else what happened here.

        Empty where the first process says it already.
        """
        message = failed("train", error)
        if _is_lost(error):
            again = (
                "torchrun starts it again." if self.ranks.restarts_left else "It can go on from its last checkpoint."
            )
            why = self._last_words()
            if why and not self.leads:
                return message.model_copy(update={"why": ""})  # the first process says it
            why = why or f"Another process of this training ended without a word. {again}"
            return Failed(command="train", why=why, detail=message.detail)
        with suppress(RuntimeError):
            self._store.set(WHY, f"Process {self.ranks.rank} on {socket.gethostname()}: {message.why}")
        return message

    def is_over(self, error: Exception) -> bool:
        """Only the first process writes the result, and not before torchrun's last attempt."""
        return self.leads and not (self.ranks.restarts_left and _is_lost(error))

    def leave(self, is_well: bool) -> None:
        """Wait for the others when it is well, and end the process.

        No orderly end of the interpreter: torch's threads abort in it, and what waits for a lost partner never ends.
        """
        if is_well:
            with suppress(PartnerLost):
                self.any(False)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0 if is_well else 1)

    def _last_words(self) -> str:
        try:
            return self._store.get(WHY).decode("utf-8", "replace") if self._store.check([WHY]) else ""
        except RuntimeError:  # the store was with the one that is gone
            return ""

    def _add(self, values: Sequence[float]) -> list[float]:
        numbers = torch.tensor(values, dtype=torch.float64)
        with self._together():
            dist.all_reduce(numbers)
        found: list[float] = numbers.tolist()
        return found

    @contextmanager
    def _together(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:
            raise PartnerLost(f"The other processes do not answer: {str(error)[:200]}") from error
        self._vigil.beat()


def _is_lost(error: Exception) -> bool:
    return isinstance(error, PartnerLost) or any(word in str(error) for word in _TRANSPORTS)


def _only_failures(send: Emit) -> Emit:
    def emit(event: BaseModel) -> None:
        if isinstance(event, Failed) and event.why:
            send(event)

    return emit


def spoken(world: World, send: Emit) -> Emit:
    """``send`` for the process that speaks; the others say what fails on standard error."""

    def complain(event: BaseModel) -> None:
        sys.stderr.write(f"alexstudio, process {world.ranks.rank}: {getattr(event, 'why', event)}\n")

    return send if world.leads else _only_failures(complain)
