"""Pure functions from a document to a `Report`: shapes, costs, bytes, transfers, problems. Nothing runs."""

from alexstudio.analysis.plan import Compute, Hop, Plan, make_plan, training_plan
from alexstudio.analysis.report import NodeReport, Report, Sums, Transfer, Trouble
from alexstudio.analysis.walk import analyse

__all__ = [
    "Compute",
    "Hop",
    "NodeReport",
    "Plan",
    "Report",
    "Sums",
    "Transfer",
    "Trouble",
    "analyse",
    "make_plan",
    "training_plan",
]
