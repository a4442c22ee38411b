"""The recipes that people choose from, each with where it comes from."""

from __future__ import annotations

from alexstudio.graph.augmentation import Augmentation
from alexstudio.graph.recipe import InitRule, Recipe
from alexstudio.graph.schedule import RateRule, Schedule

QUICK_START = Recipe(
    epochs=9,
    learning_rate=0.005,
    # With small class scores the loss starts at ln(classes), not above it, and the first steps are not lost
    initialisation=(InitRule(stages=("FC8",), weights="normal", std=0.01), InitRule()),
)
"""Made to be seen to learn within a minute on a laptop; published nowhere."""

PAPER = Recipe(
    name="Paper (2012)",
    input_scale="0-255",
    crop_margin=32,
    batch_size=128,
    epochs=90,
    learning_rate=0.01,
    momentum=0.9,
    weight_decay=0.0005,
    schedule="plateau",
    # Section 5: N(0, 0.01) everywhere; biases 1 in the 2nd, 4th and 5th convolution and the hidden dense layers
    initialisation=(
        InitRule(stages=("Conv2", "Conv4", "Conv5", "FC6", "FC7"), weights="normal", std=0.01, bias=1.0),
        InitRule(weights="normal", std=0.01, bias=0.0),
    ),
    precision="float32",
    train_images=4096,
    validate_every=32,
)
"""As the text says it: Krizhevsky, Sutskever and Hinton, NIPS 2012, section 5."""

ORIGINAL_CODE = PAPER.model_copy(
    update={
        "name": "Original code (2012)",
        "augmentation": Augmentation(colour_noise="code", colour_off_from=68),
        "mean_image": True,
        "epochs": 93,
        "schedule": "steps",
        "drops": (23.0, 51.0, 78.0),
        "rates": (
            RateRule(
                stages=("Conv1",),
                kind="biases",
                rate=2.0,
                decay=0.0,
                frozen_from=72.0,
                schedule=Schedule(kind="steps", drops=(23.0, 51.0, 68.0)),
            ),
            RateRule(stages=("Conv1",), frozen_from=72.0, schedule=Schedule(kind="steps", drops=(23.0, 51.0, 68.0))),
            RateRule(kind="biases", rate=2.0, decay=0.0),
        ),
        "initialisation": (
            InitRule(stages=("Conv4", "Conv5"), weights="normal", std=0.03, bias=1.0),
            InitRule(stages=("Conv3",), weights="normal", std=0.03),
            InitRule(stages=("Conv2", "FC6", "FC7"), weights="normal", std=0.01, bias=1.0),
            InitRule(weights="normal", std=0.01),
        ),
    }
)
"""What gave the numbers of the paper: layers-145.cfg with its parameter file and log of the run on ILSVRC-2010, in the
source code that the Computer History Museum released in 2025.

Rates fall after 23, 51 and 78 of 93 epochs; those of the first convolution after 68 already, and it is frozen from 72
on; biases learn twice as fast and do not decay.
"""

CAFFE = PAPER.model_copy(
    update={
        "name": "Caffe (2014)",
        "crop_margin": 29,
        "batch_size": 256,
        "schedule": "steps",
        "drops": (20.0, 40.0, 60.0, 80.0),
        "rates": (RateRule(kind="biases", rate=2.0, decay=0.0),),
        "initialisation": (
            InitRule(stages=("FC6", "FC7"), weights="normal", std=0.005, bias=0.1),
            InitRule(stages=("Conv2", "Conv4", "Conv5"), weights="normal", std=0.01, bias=0.1),
            InitRule(weights="normal", std=0.01),
        ),
        "validate_every": 16,
    }
)
"""BVLC's bvlc_alexnet: solver.prototxt and train_val.prototxt.

Its 100,000 steps of 256 pictures from one drop to the next are 19.98 epochs of the 1,281,167 pictures of ImageNet, its
450,000 steps 89.9 epochs.
"""

TORCHVISION = Recipe(
    name="torchvision",
    crop_margin=32,
    augmentation=Augmentation(crop="resized"),
    train_images=4096,
    batch_size=256,
    epochs=90,
    learning_rate=0.01,
    momentum_style="torch",
    weight_decay=0.0001,
    schedule="steps",
    drops=(30.0, 60.0),
    initialisation=(InitRule(weights="torch"),),
)
"""References/classification of torchvision: ``train.py --model alexnet --lr 1e-2``, 32 pictures on each of 8 GPUs."""

NAMED = (QUICK_START, PAPER, ORIGINAL_CODE, CAFFE, TORCHVISION)
"""All of them, in the order of the window."""

MEANINGS = {
    QUICK_START.name: "Learns the built-in pictures within minutes",
    PAPER.name: "As the text of the paper says it; the rate falls when validation stalls",
    ORIGINAL_CODE.name: "What gave the paper's numbers: the files and log of its network, layers-145.cfg",
    CAFFE.name: "BVLC's bvlc_alexnet: biases learn twice as fast and do not decay",
    TORCHVISION.name: "As torchvision trains it: random parts of pictures, a tenth of the rate every 30 epochs",
}
"""What each is, in a line."""

SHORT_NAMES = dict(zip(("quick", "paper", "original", "caffe", "torchvision"), NAMED, strict=True))
"""As the command line calls them."""
