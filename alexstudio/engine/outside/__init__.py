"""A process beside the engine that opens files: ours as a user would, without this program; foreign, with limits."""

from alexstudio.engine.outside.client import OUTSIDE, Outside, OutsideProblem

__all__ = ["OUTSIDE", "Outside", "OutsideProblem"]
