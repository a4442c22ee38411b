"""Local response normalisation fast enough to train with on a CPU.

``nn.LocalResponseNorm`` pads, pools in three dimensions and raises to a power, each over the whole batch in memory.
Here the arithmetic of `lrn_pieces` takes the batch through in pieces that stay in the processor's cache.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from alexstudio.engine.lrn_pieces import Blocks, backward, forward


class FastLocalResponseNorm(nn.LocalResponseNorm):
    """``nn.LocalResponseNorm`` made fast on the CPU; same arguments, results within 1e-6.

    (n, c, h, w) -> the shape, layout and dtype that the standard module gives, which under CPU autocast means
    float32 for a bfloat16 input. Half-width inputs are computed in float32, others in their own dtype.
    The standard code runs off the CPU, for other than four dimensions and while torch compiles or traces.
    """

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """The normalised maps."""
        if not self._suits(input):
            return super().forward(input)
        result: torch.Tensor = _Norm.apply(input, self.size, self.alpha, self.beta, self.k)
        return result

    def _suits(self, x: torch.Tensor) -> bool:
        return (
            x.dim() == 4
            and x.is_floating_point()
            and x.numel() > 0
            and self.size > 0
            and x.device.type == "cpu"
            and x.layout == torch.strided
            and not torch.compiler.is_compiling()
            and torch._C._get_tracing_state() is None
        )


def use_fast_norms(module: nn.Module) -> int:
    """Put `FastLocalResponseNorm` in place of every ``nn.LocalResponseNorm`` inside ``module``; how many were put.

    Only the exact class is replaced, and never ``module`` itself. A norm used in two places stays one.
    """
    return _replace(module, nn.LocalResponseNorm, FastLocalResponseNorm)


def use_standard_norms(module: nn.Module) -> int:
    """Undo `use_fast_norms`, as export and saving want; how many were put back."""
    return _replace(module, FastLocalResponseNorm, nn.LocalResponseNorm)


def _replace(module: nn.Module, old: type[nn.LocalResponseNorm], new: type[nn.LocalResponseNorm]) -> int:
    made: dict[nn.Module, nn.Module] = {}
    for parent in list(module.modules()):
        for name, child in list(parent._modules.items()):
            if type(child) is not old:
                continue
            if child not in made:
                made[child] = new(child.size, child.alpha, child.beta, child.k).train(child.training)
            parent._modules[name] = made[child]
    return len(made)


class _Norm(torch.autograd.Function):
    """The norm as one step of autograd; the formulas are in `lrn_pieces`."""

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, n: int, alpha: float, beta: float, k: float) -> torch.Tensor:
        rows_first = x.is_contiguous() or not x.is_contiguous(memory_format=torch.channels_last)
        layout = torch.contiguous_format if rows_first else torch.channels_last
        working = torch.float32 if x.dtype in (torch.bfloat16, torch.float16) else x.dtype
        # not to(memory_format=...): it takes strides that only look like the layout for it, as with a single map
        wide = x.to(working).contiguous(memory_format=layout)
        y = torch.empty_like(wide, memory_format=layout)
        kept = torch.empty_like(wide, memory_format=layout)
        blocks = [_blocks(one, layout) for one in (wide, y, kept)]
        forward(blocks[0], blocks[1], blocks[2], n, alpha, beta, k, torch.get_num_threads())
        ctx.settings = (n, alpha, beta, k, layout)
        ctx.save_for_backward(x, kept)
        return y if torch.is_autocast_enabled("cpu") else y.to(x.dtype)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        x, kept = ctx.saved_tensors
        n, alpha, beta, k, layout = ctx.settings
        working = kept.dtype
        if torch.is_grad_enabled():  # the gradient itself is to be differentiated, which the pieces cannot be
            y = nn.functional.local_response_norm(x.to(working), n, alpha, beta, k)
            (exact,) = torch.autograd.grad(y, x, grad.to(working), create_graph=True)
            return exact, None, None, None, None
        wide = x.to(working).contiguous(memory_format=layout)
        grad = grad.to(working).contiguous(memory_format=layout)
        dx = torch.empty_like(kept, memory_format=layout)
        blocks = [_blocks(one, layout) for one in (wide, kept, grad, dx)]
        backward(blocks[0], blocks[1], blocks[2], blocks[3], n, alpha, beta, torch.get_num_threads())
        return dx.to(x.dtype), None, None, None, None


def _blocks(x: torch.Tensor, layout: torch.memory_format) -> Blocks:
    """The memory of ``x`` as (outer, c, inner): (n, c, h*w) when contiguous, (n*h*w, c, 1) in channels_last."""
    n, c, h, w = x.shape
    x = x.detach()
    is_rows = layout is torch.contiguous_format
    blocks: NDArray[np.floating[Any]]
    blocks = (x.view(n, c, h * w) if is_rows else x.permute(0, 2, 3, 1).view(n * h * w, c, 1)).numpy()
    return blocks
