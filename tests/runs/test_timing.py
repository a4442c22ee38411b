"""Measured rates on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from alexstudio.analysis.timing import Link, Rates
from alexstudio.files import FileProblem
from alexstudio.runs.timing import (
    LayerTime,
    MachineRates,
    Measurement,
    latest_rates,
    load_rates,
    rates_path,
    save_rates,
)

LINK = Link(bandwidth=1e9, latency=0)
RATES = Rates(
    name="processor", peaks={"float32": 1e9}, bandwidth=1e9, overhead=0, backward_overhead=0, host=LINK, peer=LINK
)


def machine(device: str = "cpu", torch: str = "2.14", threads: int = 2, bandwidth: float = 1e9) -> MachineRates:
    rates = RATES.model_copy(update={"bandwidth": bandwidth})
    return MachineRates(device=device, torch=torch, threads=threads, measured="2026-11-24 21:41", rates=rates)


def test_rates_are_kept_by_device_torch_and_threads(tmp_path: Path) -> None:
    path = tmp_path / "new" / "rates.json"
    save_rates([machine(), machine("cuda:0")], path)
    save_rates([machine(threads=4), machine(torch="2.15")], path)
    save_rates([machine(bandwidth=5e9)], path)
    assert [one.key for one in load_rates(path)] == [
        ("cuda:0", "2.14", 2), ("cpu", "2.14", 4), ("cpu", "2.15", 2), ("cpu", "2.14", 2),
    ]  # fmt: skip
    found = latest_rates(load_rates(path))
    assert set(found) == {"cpu", "cuda:0"} and found["cpu"].bandwidth == 5e9
    assert latest_rates(load_rates(path), torch="2.15") == {"cpu": RATES}
    assert latest_rates(load_rates(path), threads=8) == {}


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": "other/1"}', b'{"machines": [1]}'])
def test_a_file_that_is_none_holds_no_rates(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rates.json"
    assert load_rates(path) == ()
    path.write_bytes(content)
    assert load_rates(path) == ()
    save_rates([machine()], path)
    assert load_rates(path) == (machine(),)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileProblem, match="could not be made"):
        save_rates([machine()], tmp_path / "file" / "rates.json")


def test_they_are_in_the_users_folder() -> None:
    assert rates_path().name == "rates.json" and "alexstudio" in rates_path().parts


def test_sums_of_a_measurement() -> None:
    found = Measurement(
        batch=8, precision="float32", devices={"gpu0": "cpu"}, steps=3, step=2.0, fastest=1.5, slowest=3.0,
        layers=(LayerTime(node="a", forward=0.25, backward=0.5), LayerTime(node="b", forward=0.25, backward=0.25)),
        input=0.125, transfer=0.0, gradient_transfer=0.0, loss=0.125, update=0.25,
    )  # fmt: skip
    assert (found.images_per_second, found.forward, found.backward, found.rest) == (4.0, 0.5, 0.75, 0.25)
