"""The time of a training step: predicted from rates, measured on this machine, as a picture and as a table."""

from alexstudio.ui.timeline.forecast import Forecast
from alexstudio.ui.timeline.panel import TimelinePanel

__all__ = ["Forecast", "TimelinePanel"]
