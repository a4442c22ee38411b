"""Judging a trained network: on a whole data set, and on a picture of the user's own."""

from alexstudio.engine.evaluation.classify import classify
from alexstudio.engine.evaluation.evaluate import evaluate

__all__ = ["classify", "evaluate"]
