"""The sums of each stage: the rows of the paper's layer table."""

from __future__ import annotations

import csv
import io
from typing import Any, NamedTuple

from alexstudio.analysis.columns import COLUMNS, Column, Sheet, by_stage
from alexstudio.analysis.markup import guarded

SUMMED = tuple(column for column in COLUMNS if column.is_summed)


class StageSums(NamedTuple):
    """A stage, an empty name for the layers without one; ``sums`` holds `SUMMED` by key."""

    name: str
    layers: int
    known: int
    """Layers that could be worked out."""
    sums: dict[str, Any]

    def show(self, column: Column) -> str:
        """A sum with every digit; "0" where there is nothing."""
        value = self.sums[column.key]
        return column.exact(value) or "0"


def stage_sums(sheet: Sheet) -> list[StageSums]:
    """Every stage in the order of the data flow; together they hold every layer."""
    return [
        StageSums(
            group.name,
            len(group.entries),
            sum(bool(entry.numbers.shapes) for entry in group.entries),
            {column.key: column.total(group.entries) for column in SUMMED},
        )
        for group in by_stage(sheet.entries)
    ]


def stage_csv(sheet: Sheet) -> str:
    """Raw sums, a row for each stage, as `alexstudio.analysis.markup.csv_table` has one for each layer."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["stage", "layers", "known", *(column.key for column in SUMMED)])
    for stage in stage_sums(sheet):
        values = [column.plain(stage.sums[column.key]) for column in SUMMED]
        writer.writerow([guarded(stage.name), stage.layers, stage.known, *values])
    return out.getvalue()
