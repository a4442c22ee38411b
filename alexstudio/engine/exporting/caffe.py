"""The form ``prototxt``: the layers in Caffe's words, read back before they are written."""

from __future__ import annotations

from alexstudio.analysis import analyse
from alexstudio.analysis.heads import without_heads
from alexstudio.engine.exporting.problem import ExportProblem
from alexstudio.graph import Document
from alexstudio.interop.caffe import import_prototxt
from alexstudio.interop.caffe.writing import prototxt
from alexstudio.interop.imported import ImportProblem


def content(document: Document) -> tuple[bytes, str, list[str]]:
    """The bytes of the file, how it was checked, and what it does not say."""
    text = prototxt(document)
    report = analyse(document)
    here = without_heads(report)
    try:
        back = analyse(import_prototxt(text).document)
    except ImportProblem as problem:
        raise ExportProblem(f"The prototxt does not read back, so it was not written: {problem}") from None
    there = back.total
    if back.problems or (there.params, there.multiply_adds) != (here.params, here.multiply_adds):
        raise ExportProblem(
            f"The prototxt reads back as another network ({there.params:,} parameters instead of {here.params:,}), so "
            "it was not written."
        )
    checked = f"Read back: {there.params:,} parameters and {there.multiply_adds:,} multiply-adds, as in the document."
    notes = ["A prototxt holds no weights, classes, recipe or stages."]
    if here != report.total:
        notes.append("Auxiliary classifiers are left out: they help in training alone.")
    devices = sorted({node.device for node in document.graph.nodes if node.type != "Input"})
    if len(devices) > 1:
        notes.append(f"That layers lie on {' and '.join(devices)}, Caffe cannot say; its layers are on one device.")
    return text.encode(), checked, notes
