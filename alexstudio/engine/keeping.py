"""Keeping the pictures of a folder decoded before a training needs them."""

from __future__ import annotations

from collections.abc import Callable

from alexstudio.engine.data import DataError, open_data
from alexstudio.engine.data.known import KNOWN
from alexstudio.engine.data.packed import PackedPictures
from alexstudio.engine.data.source import BUILTIN
from alexstudio.engine.feeder import picture_form
from alexstudio.engine.runlog import Emit
from alexstudio.graph.fileformat import loads
from alexstudio.runs.data_page import KeepingPictures, KeepPictures, PicturesKept


def keep_pictures(command: KeepPictures, send: Emit, should_stop: Callable[[], bool] = lambda: False) -> PicturesKept:
    """Decode what is not kept yet of a document's data, in the size that its training reads.

    Ended early, it keeps what it has, and goes on from there next time. Raises `DataError` where there is nothing to
    keep or nothing can be.
    """
    document = loads(command.document)
    recipe = document.recipe
    where = recipe.data.strip()
    if where.startswith(BUILTIN) or where.partition(":")[0] in KNOWN:
        raise DataError("Only the pictures of a folder are kept decoded; this data is quick to read as it is.")
    side = picture_form(document)[0] + recipe.crop_margin
    data = open_data(where, size=side, seed=recipe.seed, skip_broken=recipe.skip_broken, cache="on")
    try:
        parts = [part for part in (data.train, data.validation) if isinstance(part, PackedPictures)]
        if not parts:
            raise DataError(data.notes[-1])
        total = sum(len(part) for part in parts)
        before = 0
        for part in parts:

            def tell(done: int, of: int, before: int = before) -> None:
                send(KeepingPictures(done=before + done, total=total))

            tell(part.kept, len(part))
            part.fill(tell, should_stop)
            before += len(part)
        done = sum(part.kept for part in parts)
        lacking = next((part.trouble for part in parts if part.trouble), "")
        why = f"No more can be kept: {lacking}." if lacking else ""
        if not why and len(parts) < 2:
            why = data.notes[-1]
        return PicturesKept(done=done, total=total, side=side, bytes=done * 3 * side**2, why=why)
    finally:
        data.close()
