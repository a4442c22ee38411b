"""Whether labels and classes of the data fit each other, and a training that goes on."""

from __future__ import annotations

from collections.abc import Sequence

from alexstudio.engine.data import Data, DataError
from alexstudio.engine.data.pictures import Pictures


def check_labels(data: Data) -> None:
    """`DataError` when a picture has a label that is no class: a GPU would stop at it without a word."""
    for name, pictures in (("training", data.train), ("validation", data.validation)):
        labels, classes = pictures.labels, len(data.classes)
        wrong = ((labels < 0) | (labels >= classes)).nonzero()
        if len(wrong):
            place = int(wrong[0])
            raise DataError(
                f"{_picture(pictures, place, name)} has the label {int(labels[place]):,}, but there are {classes:,} "
                f"classes, 0 to {classes - 1:,}. Put the labels right, or add what is missing."
            )


def check_same_classes(data: Data, before: Sequence[str]) -> None:
    """`DataError` when a training that goes on began with other classes, in their order."""
    if not before or tuple(before) == data.classes:
        return
    gone = [name for name in before if name not in data.classes]
    new = [name for name in data.classes if name not in before]
    what = f"{_list(gone)} {'is' if len(gone) == 1 else 'are'} gone" if gone else ""
    if new:
        what += f"{' and ' if what else ''}{_list(new)} {'is' if len(new) == 1 else 'are'} new"
    raise DataError(
        f"The data has other classes than when this training began: {what or 'their order is another'}. "
        "Put them back to go on, or train anew."
    )


def _picture(pictures: Pictures, place: int, name: str) -> str:
    paths = getattr(pictures, "paths", None)
    return f"The picture {paths[place]}" if paths else f"Picture {place + 1:,} of the {name} data"


def _list(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
