"""Which pictures of a batch a process takes: the batch size of a recipe is that of all processes together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Share(NamedTuple):
    """The part of process ``rank`` among ``size``.

    The parts of a batch, one after the other, are the batch that one process alone would take. They differ by one
    picture at most; of a batch with fewer pictures than processes the last processes get none.
    """

    rank: int = 0
    size: int = 1

    def of(self, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
        """The part of a batch, given as sample numbers."""
        if self.size == 1:
            return chosen
        first, end = (-(-len(chosen) * place // self.size) for place in (self.rank, self.rank + 1))
        return chosen[first:end]


ALL = Share()
"""Everything, for a process that trains alone."""
