"""The job ``scores``: open a model file that this program just wrote, as its user would, and compute a picture.

Here alone, in a process that was made for it, a file that the engine wrote a moment ago is unpickled or executed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import Any

import torch


class _Hidden:
    """Finds nothing where this program would be."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Refuse this program by name."""
        if name.partition(".")[0] == "alexstudio":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def work(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Read ``picture.npy``, open ``file`` of the form ``kind``, write ``scores.npy``."""
    import numpy

    for name in [name for name in sys.modules if name.partition(".")[0] == "alexstudio"]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Hidden())
    torch.set_num_threads(int(job["threads"]))
    picture = torch.from_numpy(numpy.load(folder / "picture.npy", allow_pickle=False))
    path, source = Path(job["file"]), job["source"]
    with torch.no_grad():
        scores = _OPENERS[job["kind"]](path, source)(picture)
    numpy.save(folder / "scores.npy", scores.numpy())
    return {}


Network = Callable[[torch.Tensor], torch.Tensor]


def _model(text: str, state: dict[str, torch.Tensor]) -> Network:
    space: dict[str, Any] = {"__name__": "model"}
    exec(compile(text, "model.py", "exec"), space)  # the source that was generated a moment ago
    if "devices" not in signature(space["Model"]).parameters:  # then it copies its values
        torch.set_default_device("meta")  # makes no values: torch's own would take a second
    model = space["Model"]()
    torch.set_default_device(None)
    model.load_state_dict(state, assign=True)
    network: torch.nn.Module = model.eval()
    return network


def _state(path: Path, source: str) -> Network:
    return _model(source, torch.load(path)["state_dict"])


def _module(path: Path, source: str) -> Network:
    module: torch.nn.Module = torch.load(path, weights_only=False)
    return module


def _program(path: Path, source: str) -> Network:
    with path.open("rb") as stream:
        module: torch.nn.Module = torch.export.load(stream).module()
    return module


def _safetensors(path: Path, source: str) -> Network:
    from safetensors.torch import load_file

    return _model(source, load_file(path))


def _source(path: Path, source: str) -> Network:
    """``source`` is a file of weights here, and the form is the text in ``path``."""
    from safetensors.torch import load_file

    return _model(path.read_text("utf-8"), load_file(source))


def _onnx(path: Path, source: str) -> Network:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    session = onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return lambda picture: torch.from_numpy(session.run(None, {name: picture.numpy()})[0])


_OPENERS: dict[str, Callable[[Path, str], Network]] = {
    "state": _state,
    "module": _module,
    "exported_program": _program,
    "safetensors": _safetensors,
    "source": _source,
    "onnx": _onnx,
}
