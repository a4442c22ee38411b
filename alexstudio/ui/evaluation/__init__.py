"""The page that judges a trained network: errors, confusions, classes, mistakes, and a picture of the user's own."""

from alexstudio.ui.evaluation.panel import EvaluationPanel

__all__ = ["EvaluationPanel"]
