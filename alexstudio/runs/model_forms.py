"""The forms a network can be written in: how the file is called, what it is good for, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["state", "module", "exported_program", "onnx", "safetensors", "source", "table", "prototxt"]


class Form(NamedTuple):
    """One form of a model file."""

    kind: Kind
    title: str
    suffixes: tuple[str, ...]
    """The first one is added to a name without any."""
    purpose: str
    """What it is good for, in a sentence or two."""
    snippet: str = ""
    """Three lines that open it; ``{file}`` and ``{Model}`` are filled in."""
    has_weights: bool = True


FORMS: tuple[Form, ...] = (
    Form(
        "state",
        "Weights and description",
        (".pt", ".pth"),
        "For plain PyTorch: a dictionary that torch.load opens, with readable model.py beside it. Safe to share.",
        '{Model}\nmodel = Model()\nmodel.load_state_dict(torch.load({file})["state_dict"])',
    ),
    Form(
        "module",
        "Whole module",
        (".pt", ".pth"),
        "For PyTorch, in one file without source. Opening it runs code from the file: only for files you trust.",
        "import torch\nmodel = torch.load({file}, weights_only=False)\nscores = model(pictures)",
    ),
    Form(
        "exported_program",
        "Exported program",
        (".pt2",),
        "For deployment with PyTorch: torch.export's graph for any number of pictures, to compile or to lower.",
        "import torch\nmodel = torch.export.load({file}).module()\nscores = model(pictures)",
    ),
    Form(
        "onnx",
        "ONNX",
        (".onnx",),
        "For other programs: ONNX Runtime, TensorRT, OpenVINO, browsers. One file, for any number of pictures.",
        "import onnxruntime\nsession = onnxruntime.InferenceSession({file})\n"
        'scores = session.run(None, {{"pictures": pictures}})[0]',
    ),
    Form(
        "safetensors",
        "safetensors",
        (".safetensors",),
        "For sharing weights: no code can hide in it, and it loads fast. Readable model.py lies beside it.",
        "{Model}\nmodel = Model()\nmodel.load_state_dict(safetensors.torch.load_file({file}))",
    ),
    Form(
        "source",
        "Python source",
        (".py",),
        "For reading and changing: one file of plain PyTorch with the class Model, without weights.",
        "{Model}\nmodel = Model()\nscores = model(pictures)",
        has_weights=False,
    ),
    Form(
        "table",
        "Layer table",
        (".md", ".tex"),
        "For papers and issues: every layer with its shape and numbers, as Markdown (.md) or LaTeX (.tex).",
        "\\usepackage{{booktabs}}\n\\usepackage{{longtable}}\n\\input{{{name}}}",
        has_weights=False,
    ),
    Form(
        "prototxt",
        "Caffe prototxt",
        (".prototxt",),
        "For Caffe and what reads its networks. The layers only; a network with layers that Caffe lacks is refused.",
        "import caffe\nnet = caffe.Net({file}, caffe.TEST)\nscores = net.forward()",
        has_weights=False,
    ),
)

BY_KIND: dict[str, Form] = {form.kind: form for form in FORMS}
SHORT: dict[str, Kind] = {
    "pt": "state", "state": "state", "module": "module", "pt2": "exported_program", "onnx": "onnx",
    "safetensors": "safetensors", "source": "source", "table": "table", "prototxt": "prototxt",
}  # fmt: skip
"""What the command line calls them."""


def form_of(suffix: str) -> Form | None:
    """The form that a file with this suffix is in, the first of several; None where there is none."""
    return next((form for form in FORMS if suffix.lower() in form.suffixes), None)


def snippet(kind: Kind, path: Path, source: Path | None = None) -> str:
    """Python (or TeX) that opens a written file; ``source`` is the module with the class, where it is a file apart."""
    if kind == "table" and path.suffix.lower() != ".tex":
        return ""
    module = source or path
    name = module.stem
    model = f"from {name} import Model" if name.isidentifier() else _run(module.name)
    model = {"safetensors": "import safetensors.torch; ", "state": "import torch; "}.get(kind, "") + model
    return BY_KIND[kind].snippet.format(file=repr(path.name), Model=model, name=path.name)


def _run(name: str) -> str:
    return f"import runpy; Model = runpy.run_path({name!r})[{'Model'!r}]"
