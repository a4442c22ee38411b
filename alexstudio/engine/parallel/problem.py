"""What goes wrong between processes."""

from __future__ import annotations


class MeetingProblem(Exception):
    """The processes of a training that do not find each other; the text is one sentence."""


class PartnerLost(Exception):
    """Another process of the training is gone; the text is one sentence."""
