"""The layers of a prototxt in either syntax, and which of them belong to the network that is deployed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alexstudio.interop.caffe.message import Message
from alexstudio.interop.drafting import Draft, Owner, Wire, shown
from alexstudio.interop.imported import ImportProblem

LAYER_LIMIT = 10_000

_OLD_NAMES = {
    "ABSVAL": "AbsVal", "ACCURACY": "Accuracy", "ARGMAX": "ArgMax", "BNLL": "BNLL", "CONCAT": "Concat",
    "CONTRASTIVE_LOSS": "ContrastiveLoss", "CONVOLUTION": "Convolution", "DATA": "Data",
    "DECONVOLUTION": "Deconvolution", "DROPOUT": "Dropout", "DUMMY_DATA": "DummyData", "ELTWISE": "Eltwise",
    "EUCLIDEAN_LOSS": "EuclideanLoss", "EXP": "Exp", "FLATTEN": "Flatten", "HDF5_DATA": "HDF5Data",
    "HDF5_OUTPUT": "HDF5Output", "HINGE_LOSS": "HingeLoss", "IM2COL": "Im2col", "IMAGE_DATA": "ImageData",
    "INFOGAIN_LOSS": "InfogainLoss", "INNER_PRODUCT": "InnerProduct", "LRN": "LRN", "MEMORY_DATA": "MemoryData",
    "MULTINOMIAL_LOGISTIC_LOSS": "MultinomialLogisticLoss", "MVN": "MVN", "POOLING": "Pooling", "POWER": "Power",
    "RELU": "ReLU", "SIGMOID": "Sigmoid", "SIGMOID_CROSS_ENTROPY_LOSS": "SigmoidCrossEntropyLoss",
    "SILENCE": "Silence", "SLICE": "Slice", "SOFTMAX": "Softmax", "SOFTMAX_LOSS": "SoftmaxWithLoss", "SPLIT": "Split",
    "TANH": "TanH", "THRESHOLD": "Threshold", "WINDOW_DATA": "WindowData",
}  # fmt: skip
"""Types of V1LayerParameter (2013-2014), as the layers have been called since."""

_FRAME = frozenset({"name", "type", "bottom", "top", "include", "exclude"})

_STATE = ("TEST", 0, frozenset({"deploy"}))
"""Phase, level and stages of the network that is deployed."""


@dataclass(frozen=True)
class Layer:
    """One layer of the file: ``bottoms`` are names of what it reads, ``tops`` of what it writes."""

    name: str
    type: str
    bottoms: tuple[str, ...]
    tops: tuple[str, ...]
    message: Message

    @property
    def owner(self) -> Owner:
        """The layer as nodes and problems call it."""
        return Owner(self.name, self.message.line)

    def problem(self, text: str) -> ImportProblem:
        """A problem with this layer; ``text`` goes on after its name."""
        return self.owner.problem(text)

    def only(self, inputs: list[Wire]) -> Wire:
        """What it reads, where that is one thing."""
        if len(inputs) != 1:
            raise self.problem(f"is of type {shown(self.type)}, which reads one bottom, but it has {len(inputs):,}.")
        return inputs[0]

    def several(self, inputs: list[Wire]) -> list[Wire]:
        """What it reads, where that is anything but nothing."""
        if not inputs:
            raise self.problem(f"is of type {shown(self.type)}, which reads something, but it has no bottom.")
        return inputs

    def placeholder(self, draft: Draft, inputs: Sequence[Wire]) -> list[Wire]:
        """A node that keeps the type and the settings, for a layer that there is none like."""
        settings = {name: value for name, value in self.message.plain().items() if name not in _FRAME}
        self.message.asked |= set(settings)
        return list(draft.placeholder(self.type, settings, inputs, len(self.tops), "Caffe"))

    @property
    def is_deployed(self) -> bool:
        """Whether its include and exclude rules let it into the network that is deployed."""
        return self.is_in("TEST")

    def is_in(self, phase: str) -> bool:
        """Whether its include and exclude rules let it into the network of a phase."""
        include, exclude = self.message.messages("include"), self.message.messages("exclude")
        stages = _STATE[2] if phase == "TEST" else frozenset({"train"})
        if include:
            return any(_meets(rule, phase, stages) for rule in include)
        return not any(_meets(rule, phase, stages) for rule in exclude)


def read_layers(net: Message) -> list[Layer]:
    """All layers in their order; `ImportProblem` when there are none or too many."""
    fields = [field for field in net.fields if field.name in ("layer", "layers")]
    net.asked |= {"layer", "layers"}
    if not fields:
        hint = " It looks like a solver, which belongs beside a network." if net.has("base_lr") else ""
        raise ImportProblem(f"There is no layer {{ … }} in this text, so it is no Caffe network.{hint}")
    if len(fields) > LAYER_LIMIT:
        raise ImportProblem(f"The text has {len(fields):,} layers; at most {LAYER_LIMIT:,} are read.")
    return [_layer(field.name, field.value, field.line) for field in fields]


def _layer(kind: str, message: object, line: int) -> Layer:
    if not isinstance(message, Message):
        raise ImportProblem(f"Line {line:,}: {kind} must be followed by braces.")
    if message.has("layer"):
        raise ImportProblem(
            f"Line {line:,}: this is the format of 2013, layers {{ layer {{ … }} }}. "
            "Caffe's upgrade_net_proto_text turns it into the present one."
        )
    name, written = message.text("name"), message.text("type")
    found = _OLD_NAMES.get(written, written) if kind == "layers" else written
    if not found:
        raise Owner(name or "A layer", message.line).problem("has no type.")
    bottoms, tops = (tuple(_names(message, what)) for what in ("bottom", "top"))
    return Layer(name or found, found, bottoms, tops, message)


def _names(message: Message, what: str) -> list[str]:
    found = []
    for field in message.all(what):
        if not isinstance(field.value, str):
            raise ImportProblem(f"Line {field.line:,}: {what} must be a text.")
        found.append(str(field.value))
    return found


def _meets(rule: Message, phase: str, stages: frozenset[str]) -> bool:
    """Caffe's ``StateMeetsRule``."""
    level = _STATE[1]
    if rule.has("phase") and rule.text("phase") != phase:
        return False
    if rule.integer("min_level", level) > level or rule.integer("max_level", level) < level:
        return False
    needed, unwanted = (set(map(str, (field.value for field in rule.all(name)))) for name in ("stage", "not_stage"))
    return needed <= stages and not unwanted & stages
