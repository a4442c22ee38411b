"""The shelf: graphics cards from 2010 on, and this machine."""

from __future__ import annotations

import os
from typing import NamedTuple

from alexstudio.analysis.memory.course import Course

MIB, GIB = 2**20, 2**30


class Card(NamedTuple):
    """A graphics card, or this machine's main memory."""

    name: str
    year: int
    """When it was introduced; 0 for this machine."""
    memory: int
    """Bytes as sold, 1024³ for each GB; error correction takes a sixteenth of it on cards that have it."""


CARDS = (
    Card("GTX 580", 2010, 3072 * MIB),
    Card("Tesla K20", 2012, 5 * GIB),
    Card("Tesla K40", 2013, 12 * GIB),
    Card("GTX Titan X", 2015, 12 * GIB),
    Card("GTX 1080 Ti", 2017, 11 * GIB),
    Card("V100 16 GB", 2017, 16 * GIB),
    Card("V100 32 GB", 2018, 32 * GIB),
    Card("T4", 2018, 16 * GIB),
    Card("RTX 3060", 2021, 12 * GIB),
    Card("RTX 3090", 2020, 24 * GIB),
    Card("RTX 4090", 2022, 24 * GIB),
    Card("A100 40 GB", 2020, 40 * GIB),
    Card("A100 80 GB", 2020, 80 * GIB),
    Card("H100 80 GB", 2022, 80 * GIB),
    Card("H200 141 GB", 2024, 140 * GIB),
)
"""The GTX 580 with 3 GB is what AlexNet was trained on, two of them."""

THIS_MACHINE = "This machine (CPU)"


class Fit(NamedTuple):
    """A card and a training step."""

    card: Card
    cards: int
    """How many of them: one for each logical device."""
    needed: int
    """Bytes on the fullest."""
    largest: int
    """The largest batch that fits; 0 when not even one picture does."""

    @property
    def fits(self) -> bool:
        """Whether the step fits with the batch it was asked for."""
        return self.needed <= self.card.memory


def shelf(found: Course, batch: int, machine: Course | None = None) -> list[Fit]:
    """Every card with a step of ``batch`` pictures; ``machine`` is the course on the CPU, which comes last."""
    if not found.devices:
        return []
    needed, cards = found.peak(batch), len(found.devices)
    fits = [Fit(card, cards, needed, found.largest_batch(card.memory)) for card in CARDS]
    memory = machine_memory()
    if machine is not None and machine.devices and memory:
        own = Card(THIS_MACHINE, 0, memory)
        fits.append(Fit(own, 1, machine.peak(batch), machine.largest_batch(memory)))
    return fits


def machine_memory() -> int:
    """Main memory of this machine in bytes; 0 where the system does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 0
