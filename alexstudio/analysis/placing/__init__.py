"""Which device each layer is best put on: an honest search, measured by a prediction of a training step."""

from alexstudio.analysis.placing.balance import Balance, Side, balance
from alexstudio.analysis.placing.problem import Cost, Goal, PlacingProblem, Task, Way, Wish
from alexstudio.analysis.placing.search import search

__all__ = ["Balance", "Cost", "Goal", "PlacingProblem", "Side", "Task", "Way", "Wish", "balance", "search"]
