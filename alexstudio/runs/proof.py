"""What a proof found: the same network computed in several ways, compared number by number."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Difference(_Record):
    """How far two sets of tensors are apart. None where a number was not finite."""

    is_equal: bool
    """Whether they are equal to the bit."""
    largest: float | None
    """The largest absolute difference."""
    relative: float | None
    """The largest difference in relation to the largest value of the same tensor."""
    where: str = ""
    """The tensor in which that is, as people call it; empty where there is only one."""

    @property
    def text(self) -> str:
        """``by at most 1.2e-07 (3.4e-07 of the largest value, in FC6)``."""
        if self.is_equal:
            return "not at all"
        if self.largest is None or self.relative is None:
            return f"by more than any number{f', in {self.where}' if self.where else ''}"
        place = f", in {self.where}" if self.where else ""
        return f"by at most {self.largest:.1e} ({self.relative:.1e} of the largest value{place})"


class Comparison(_Record):
    """Two ways to compute one network, with the same weights and pictures."""

    name: Literal["placement", "towers", "norms"]
    """placement: the same graph on other devices; towers: one column and two towers; norms: these two, where response
    normalisation reads across the border of the towers in one of them."""
    ways: tuple[str, str]
    """The two ways, as people call them."""
    precision: Literal["float32", "float64"]
    gradients_of: int
    """Number of tensors of which there are gradients: the parameters, and the pictures."""
    scores: Difference
    gradients: Difference
    holds: bool
    """Whether this is as it must be."""
    why: str
    """One sentence that says where a difference comes from, or why there is none."""

    @property
    def is_equal(self) -> bool:
        """Whether every number is equal to the bit."""
        return self.scores.is_equal and self.gradients.is_equal

    @property
    def text(self) -> str:
        """Some sentences for people."""
        ways = f"{self.ways[0]} against {self.ways[1]} ({self.precision})"
        if self.is_equal:
            found = f"the scores and {self.gradients_of} gradients are equal to the bit"
        elif self.scores.is_equal:
            found = f"the scores are equal to the bit, the gradients differ {self.gradients.text}"
        else:
            found = f"the scores differ {self.scores.text}, the gradients {self.gradients.text}"
        return f"{ways}: {found}. {self.why}"


class Proof(_Record):
    """All comparisons of one document."""

    title: str
    batch: int
    seed: int
    comparisons: tuple[Comparison, ...]
    notes: tuple[str, ...] = ()
    """What could not be compared, and why; one sentence each."""

    @property
    def holds(self) -> bool:
        """Whether every comparison is as it must be."""
        return all(comparison.holds for comparison in self.comparisons)

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole proof for people, a line for each comparison."""
        first = f"{self.title}: {self.batch} pictures and weights from seed {self.seed}, on the CPU, without dropout."
        marks = [f"{'holds' if one.holds else 'FAILS'}  {one.text}" for one in self.comparisons]
        failed = sum(not one.holds for one in self.comparisons)
        many = len(self.comparisons)
        last = f"All {many} comparisons hold." if not failed else f"{failed} of {many} comparisons fail."
        if many == 1:
            last = "The comparison holds." if not failed else "The comparison fails."
        return (first, *marks, *(f"note   {note}" for note in self.notes), last)
