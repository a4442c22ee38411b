"""Device maps: which names can be, what is missing on a machine, and what takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from alexstudio.graph import GraphError
from alexstudio.graph.fileformat import DocumentError, dumps, load, loads, save
from alexstudio.graph.placement import check_map, choice, missing, remapped, used_map
from alexstudio.graph.presets import load_preset


def test_a_map_is_saved_with_the_document(tmp_path: Path) -> None:
    document = load_preset("alexnet_two_gpu").with_recipe(devices={"gpu1": "cuda:1", "gpu0": "cpu"})
    save(document, tmp_path / "net.json")
    assert load(tmp_path / "net.json").recipe.devices == {"gpu0": "cpu", "gpu1": "cuda:1"}
    assert '"devices"' not in dumps(load_preset("alexnet_two_gpu"))


@pytest.mark.parametrize(
    ("devices", "words"),
    [
        ({"gpu1": "cuda:256"}, "'cuda:256' for 'gpu1'"),
        ({"gpu1": "gpu:-1"}, "'gpu:-1' for 'gpu1'"),
        ({"gpu1": "cuda:01"}, "'cuda:01' for 'gpu1'"),
        ({"gpu:-1": "cpu"}, "'gpu:-1'"),
        ({"gpu64": "cpu"}, "'gpu64'"),
        ({"host": "cuda:0"}, "the host is always the cpu"),
        ({"gpu0": "cuda:999", "gpu1": "tpu", "x": "cpu"}, "'x' is no .*'cuda:999' for 'gpu0', 'tpu' for 'gpu1'"),
    ],
)
def test_names_that_cannot_be_are_told_in_one_sentence(devices: dict[str, str], words: str) -> None:
    with pytest.raises(GraphError, match=words) as caught:
        check_map(devices)
    assert str(caught.value).count(". ") == 0
    document = load_preset("alexnet_two_gpu")
    text = dumps(document.with_recipe(devices={"gpu0": "cpu"}))
    with pytest.raises(DocumentError, match=words):
        loads(text.replace('{"gpu0": "cpu"}', str(devices).replace("'", '"')))


def test_what_a_machine_lacks_only_it_can_know() -> None:
    devices = check_map({"gpu1": "cuda:7", "gpu0": "cpu"})
    assert missing(devices, ("cuda:0", "cpu")) == {"gpu1": "cuda:7"}
    assert remapped(devices, ("cuda:0", "cpu")) == {"gpu0": "cpu", "gpu1": "cuda:0"}
    assert remapped(devices, ("cpu",)) == {"gpu0": "cpu", "gpu1": "cpu"}
    assert used_map(devices, ["gpu1", "host"]) == {"gpu1": "cuda:7"}


def test_what_is_chosen_where_nothing_is_said() -> None:
    there = ("cuda:0", "cuda:1", "cpu")
    assert [choice(name, there) for name in ("host", "gpu0", "gpu1", "gpu2")] == ["cpu", "cuda:0", "cuda:1", "cuda:0"]
    assert choice("gpu1", ("mps", "cpu")) == "mps"
