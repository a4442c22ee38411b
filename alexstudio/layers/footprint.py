"""What torch's kernels do with memory beyond an output and what autograd keeps: views, casts and passing buffers."""

from __future__ import annotations

from typing import Literal, NamedTuple

Place = Literal["gpu", "cpu"]


class Footprint(NamedTuple):
    """How a layer treats memory beside its output and what autograd keeps, as torch 2.14 does on the CPU.

    The defaults are those of an element-wise layer. Maps lie in memory pixel by pixel (channels_last, as the engine
    feeds them) or channel by channel (plain). Passing buffers are given in sizes of something.
    """

    is_view: bool = False
    """The output is the input's memory."""
    views_plain: bool = False
    """It is when the input is plain."""
    passes: bool = False
    """The gradient of the input is the memory of the gradient of the output."""
    layout: Literal["as the input", "channels_last", "plain", "part"] = "as the input"
    """The order of its output in memory; "part" is that of the input with gaps, where other channels lie."""
    order: Literal["as the input", "as it comes", "channels_last", "plain"] = "as the input"
    """The same of the gradient it gives; "as it comes" is that of the gradient it takes."""
    sorts: bool = False
    """It computes in channels_last: of an input with another order or with gaps it makes a copy, and again backward."""
    copies: Literal["", "taken", "given"] = ""
    """Which gradient is copied when the one that comes in has another order than what it computes with."""
    narrows: bool = False
    """Autocast computes it in bfloat16."""
    widens: bool = False
    """Autocast gives float32."""
    forward: float = 0
    """In sizes of the output."""
    full_forward: float = 0
    """The same on top, but only in float32."""
    backward: float = 0
    """In sizes of the input, if that has a gradient."""
    same_backward: float = 0
    """The same, but only when the gradient comes in the order of the input."""
    other_backward: float = 0
    """In sizes of a float32 input, only when the input is bfloat16 and the gradient comes in another order."""
    wide_forward: float = 0
    """In sizes of a float32 input, only when the input is bfloat16."""
    wide_backward: float = 0
    """In sizes of a float32 input, only when the input is bfloat16."""
    wide_extra: bool = False
    """What autograd keeps besides inputs and outputs is as large in bfloat16: indices, means."""
    weights: float = 0
    """In sizes of the weights, in the backward pass."""
    sorts_pictures: bool = False
    """In bfloat16 the backward pass puts one picture at a time, input and gradient, into another order."""


def has_one_order(shape: tuple[int, ...]) -> bool:
    """Whether channels_last and plain are the same order: of a vector, of one channel, of one pixel."""
    return len(shape) == 1 or shape[0] == 1 or shape[1:] == (1, 1)
