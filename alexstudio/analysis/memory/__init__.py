"""Memory before the run: what a training step needs on each device, and which cards it fits."""

from alexstudio.analysis.memory.accounts import MEANINGS, Accounting, course, largest_batch, precision_of, predict
from alexstudio.analysis.memory.cards import CARDS, Card, Fit, shelf
from alexstudio.analysis.memory.course import BATCH_LIMIT, Course, DeviceMemory, Memory, TensorUse
from alexstudio.analysis.memory.modern import Precision
from alexstudio.analysis.memory.spans import PARTS, Part
from alexstudio.analysis.memory.text import batch_text, mebibytes, memory_data, memory_lines

__all__ = [
    "BATCH_LIMIT",
    "CARDS",
    "MEANINGS",
    "PARTS",
    "Accounting",
    "Card",
    "Course",
    "DeviceMemory",
    "Fit",
    "Memory",
    "Part",
    "Precision",
    "TensorUse",
    "batch_text",
    "course",
    "largest_batch",
    "mebibytes",
    "memory_data",
    "memory_lines",
    "precision_of",
    "predict",
    "shelf",
]
