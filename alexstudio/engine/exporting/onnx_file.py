"""The form ``onnx``: one file for any number of pictures."""

from __future__ import annotations

from importlib.util import find_spec

from alexstudio.engine.exporting.model import Model
from alexstudio.engine.exporting.problem import ExportProblem
from alexstudio.engine.exporting.program import program

INPUT, OUTPUT = "pictures", "scores"
LARGEST = 2**31 - 1
"""Bytes that one ONNX file can hold."""
HINT = "Install it: pip install 'alexstudio[onnx]'."


def content(model: Model) -> bytes:
    """The bytes of the file; document, classes, devices and normalisation are its metadata."""
    missing = [name for name in ("onnx", "onnxscript") if find_spec(name) is None]
    if missing:
        raise ExportProblem(f"ONNX files need {' and '.join(missing)}, which is not installed. {HINT}")
    if sum(value.nbytes for value in model.module.state_dict().values()) > LARGEST - (1 << 20):
        raise ExportProblem("An ONNX file holds 2 GiB at most, and this network has more weights. Choose another form.")
    import torch

    try:
        made = torch.onnx.export(
            program(model),
            dynamo=True,
            external_data=False,
            verbose=False,
            optimize=False,  # which would fold batch normalisation into convolutions, and drop biases of 0
            input_names=[INPUT],
            output_names=[OUTPUT],
        )
    except ExportProblem:
        raise
    except Exception as error:
        why = str(error).strip().partition("\n")[0][:200]
        raise ExportProblem(f"ONNX cannot say this network ({type(error).__name__}: {why}).") from error
    assert made is not None  # it was not asked to write the file
    from onnxscript import optimizer

    optimizer.fold_constants(made.model)  # works out shapes, and no more
    optimizer.remove_unused_nodes(made.model)
    proto = made.model_proto
    for value in (*proto.graph.input, *proto.graph.output):
        dims = value.type.tensor_type.shape.dim
        if dims and not dims[0].HasField("dim_value"):
            dims[0].dim_param = "batch"
    proto.producer_name = "alexstudio"
    proto.metadata_props.extend(_entries(proto, model))
    text: bytes = proto.SerializeToString()
    return text


def _entries(proto: object, model: Model) -> list[object]:
    import onnx

    return [onnx.StringStringEntryProto(key=key, value=value) for key, value in model.facts.items()]
