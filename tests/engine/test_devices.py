from __future__ import annotations

import pytest
import torch

from alexstudio.engine import devices
from alexstudio.engine.devices import DeviceProblem, check_copies, check_physical, device_map, inventory

TWO = ("cuda:0", "cuda:1", "cpu")

HOSTILE = [
    "cuda",
    "cuda:2",
    "cuda:7",
    "cuda:128",
    "cuda:255",
    "cuda:256",
    "cuda:999",
    "cuda:-1",
    "cuda:00",
    "cuda:01",
    "cuda:٠",
    "cuda:0\n",
    " cuda:0",
    "CUDA:0",
    "gpu:0",
    "mps",
    "mps:0",
    "cpu:0",
    "cpu\x00",
    "meta",
    "",
    "x" * 1_000_000,
]


def test_the_inventory_ends_with_the_cpu_and_every_entry_of_it_is_accepted() -> None:
    assert inventory()[-1] == "cpu"
    assert [str(check_physical(name)) for name in inventory()] == list(inventory())


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: repr(name[:12]))
def test_hostile_names_never_reach_torch(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"torch.device{arguments!r} was called")

    monkeypatch.setattr(torch, "device", refuse)
    with pytest.raises(DeviceProblem) as caught:
        check_physical(name, TWO)
    assert len(str(caught.value)) < 200
    assert "cuda:0, cuda:1, cpu" in str(caught.value)
    with pytest.raises(DeviceProblem):
        device_map(["gpu0"], {"gpu0": name}, TWO)


def test_torch_itself_would_take_one_of_them_for_another_device() -> None:
    assert torch.device("cuda:256") == torch.device("cuda:0")


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (("cpu",), {"host": "cpu", "gpu0": "cpu", "gpu1": "cpu"}),
        (("mps", "cpu"), {"host": "cpu", "gpu0": "mps", "gpu1": "mps"}),
        (("cuda:0", "cpu"), {"host": "cpu", "gpu0": "cuda:0", "gpu1": "cuda:0"}),
        (TWO, {"host": "cpu", "gpu0": "cuda:0", "gpu1": "cuda:1"}),
    ],
)
def test_logical_devices_find_their_place(there: tuple[str, ...], expected: dict[str, str]) -> None:
    found = device_map(["host", "gpu0", "gpu1"], {}, there)
    assert {logical: str(device) for logical, device in found.items()} == expected


def test_a_wish_comes_first_and_all_bad_wishes_are_named_in_one_sentence() -> None:
    assert str(device_map(["gpu0"], {"gpu0": "cuda:1"}, TWO)["gpu0"]) == "cuda:1"
    with pytest.raises(DeviceProblem) as caught:
        device_map(["gpu0", "gpu1"], {"gpu0": "cuda:9", "gpu1": "tpu", "gpu2": "cpu"}, TWO)
    assert str(caught.value) == (
        "This machine has no device 'cuda:9' for 'gpu0', 'tpu' for 'gpu1'. It has: cuda:0, cuda:1, cpu."
    )
    with pytest.raises(DeviceProblem, match="host is always the cpu"):
        device_map(["host"], {"host": "cuda:0"}, TWO)


def test_copies_between_devices_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = [torch.device("cpu"), torch.device("cpu", 0)]  # two names for one device stand in for two devices
    check_copies(pair)
    check_copies(pair[:1])
    monkeypatch.setattr(devices, "_copy", lambda tensor, destination: torch.zeros_like(tensor))
    with pytest.raises(DeviceProblem, match="Copying from cpu to cpu:0 changes the data"):
        check_copies(pair)
