"""Time before the run: how long a training step takes on each device, from rates of a datasheet or measured ones.

report = analyse(document)
timeline = simulate(report, Setup.of_cards(report, card_rates("GTX 580")), batch=128)
timeline.images_per_second, timeline.idle("gpu1"), timeline.spans
"""

from alexstudio.analysis.timing.predict import Seconds
from alexstudio.analysis.timing.rates import Kind, Link, Precision, Rates, RatesProblem, Sample, read_rates
from alexstudio.analysis.timing.replay import Taken, replay
from alexstudio.analysis.timing.setup import CPU, Physical, Setup, logical_devices
from alexstudio.analysis.timing.shelf import CARD_RATES, card_rates
from alexstudio.analysis.timing.timeline import EPOCHS, IMAGENET, PHASES, Phase, Span, Timeline, simulate, simulation
from alexstudio.analysis.timing.trace import trace_data, trace_text

__all__ = [
    "CARD_RATES",
    "CPU",
    "EPOCHS",
    "IMAGENET",
    "PHASES",
    "Kind",
    "Link",
    "Phase",
    "Physical",
    "Precision",
    "Rates",
    "RatesProblem",
    "Sample",
    "Seconds",
    "Setup",
    "Span",
    "Taken",
    "Timeline",
    "card_rates",
    "logical_devices",
    "read_rates",
    "replay",
    "simulate",
    "simulation",
    "trace_data",
    "trace_text",
]
