"""Where pictures come in and class scores go out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.footprint import Footprint
from alexstudio.layers.params import Param, Values, as_int, as_pair, pair_text
from alexstudio.layers.spec import Kept, LayerType, Shape, needs_vector


class Input(LayerType):
    """The pictures of a batch, as the network sees them."""

    name = "Input"
    family = "Input and output"
    summary = "The pictures: channels x height x width, after cropping."
    slots = ()
    target = ""
    synonyms = ("data", "images", "pictures")
    params = (
        Param("channels", "int", 3, "3 for RGB, 1 for grey", low=1, high=4096),
        Param("size", "pair", (224, 224), "height and width of a picture", low=1, high=65536, unit="pixels"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        height, width = as_pair(values["size"])
        return ((as_int(values["channels"]), height, width),)

    def caption(self, values: Values) -> str:
        kind = {1: "grey", 3: "RGB"}.get(as_int(values["channels"]), f"{values['channels']} channels")
        return f"{kind} {pair_text(values['size'])}"


class Softmax(LayerType):
    """Class scores to probabilities. At the end of a network it is a part of the loss (cross-entropy)."""

    name = "Softmax"
    family = "Input and output"
    summary = "Scores to probabilities that sum to 1; part of the loss in training."
    target = "torch.nn:Softmax"
    reference = "torch.nn.Softmax"
    synonyms = ("probabilities", "prob", "classifier")
    formula = "yᵢ = exp(xᵢ) / Σ exp(xⱼ)"
    passes_shape = True

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_vector(inputs[0])
        return inputs

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(outputs=True)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"dim": 1}

    def caption(self, values: Values) -> str:
        return "class probabilities"


class LogSoftmax(LayerType):
    """Class scores to logarithms of probabilities. Cross-entropy of them is that of the scores."""

    name = "LogSoftmax"
    family = "Input and output"
    summary = "Scores to logarithms of probabilities."
    target = "torch.nn:LogSoftmax"
    reference = "torch.nn.LogSoftmax"
    synonyms = ("log probabilities", "classifier")
    formula = "yᵢ = xᵢ − log Σ exp(xⱼ)"
    passes_shape = True

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_vector(inputs[0])
        return inputs

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(outputs=True)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"dim": 1}

    def caption(self, values: Values) -> str:
        return "log probabilities"


class AuxiliaryLoss(LayerType):
    """The end of an auxiliary classifier: a second loss that reaches the early layers, in training only.

    A deep network learns faster when layers in its middle must tell the classes apart too (Szegedy et al.: Going
    Deeper with Convolutions, CVPR 2015, section 5). What it reads are class scores like those at the end; the loss of
    a training is the cross-entropy of the network's scores plus weight times that of these, and so is the training
    curve. Validation, evaluation and every exported file know the network's own scores only: the layers that nothing
    but this one needs are left out of them. The scores pass on unchanged.
    """

    name = "AuxiliaryLoss"
    family = "Input and output"
    summary = "Ends an auxiliary classifier: its cross-entropy is added to the loss in training, and left out after."
    target = "torch.nn:Identity"
    memory = Footprint(is_view=True, passes=True)
    reference = "torch.nn.CrossEntropyLoss"
    synonyms = ("auxiliary classifier", "auxiliary head", "aux logits", "side head", "deep supervision", "second loss")
    formula = "loss = CE(scores) + Σ weight · CE(x)"
    passes_shape = True
    params = (
        Param(
            "weight", "float", 0.3, "how much its cross-entropy counts in the loss; 0 switches it off", low=0, high=10
        ),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_vector(inputs[0])
        return inputs

    def caption(self, values: Values) -> str:
        return f"{values['weight']:g} × loss, in training"
