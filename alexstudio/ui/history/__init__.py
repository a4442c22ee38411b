"""The page of earlier runs: open, compare, continue, fork, delete."""

from alexstudio.ui.history.panel import HistoryPanel

__all__ = ["HistoryPanel"]
