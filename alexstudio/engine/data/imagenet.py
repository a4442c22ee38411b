"""ImageNet as its archives unpack: class folders named by WordNet numbers, and a flat folder of validation pictures."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from alexstudio.engine.data.folder import Found, Sample, find_pictures, folders_in, pictures_in
from alexstudio.engine.data.pictures import DataError
from alexstudio.files import FileProblem, read_bytes

_WNID = re.compile(r"n\d{8}")
_LIMIT = 64 * 1024 * 1024
_WORDS = ("LOC_synset_mapping.txt", "synset_words.txt", "words.txt")
_ANSWERS = "LOC_val_solution.csv"


def find_imagenet(root: Path) -> Found:
    """The pictures of ``root``/train/n01440764/… and ``root``/val/….

    ``root`` may also be the top of the Kaggle archive, where both lie in ILSVRC/Data/CLS-LOC. Validation pictures that
    lie flat in val are sorted by the file LOC_val_solution.csv. Classes take their words from LOC_synset_mapping.txt,
    where one of these lists lies beside or above. Raises `DataError`.
    """
    places = (root, root / "ILSVRC" / "Data" / "CLS-LOC", root / "Data" / "CLS-LOC")
    top = next((place for place in places if (place / "train").is_dir()), None)
    if top is None:
        raise DataError(f"{root} holds no ImageNet: expected are the folders train/n01440764 and val.")
    flat = top / "val"
    answers = _beside(root, top, (_ANSWERS,))
    is_flat = flat.is_dir() and not folders_in(flat)
    found = _with_answers(top, flat, answers) if is_flat else find_pictures(top)
    odd = [name for name in found.classes if not _WNID.fullmatch(name)]
    if odd:
        raise DataError(
            f"{top / 'train'} has the folder {odd[0]}, which is no WordNet number such as n01440764. "
            "Open it as a plain folder instead."
        )
    return Found(_titles(found.classes, _beside(root, top, _WORDS)), found.train, found.validation, found.notes)


def _with_answers(top: Path, flat: Path, answers: Path | None) -> Found:
    if answers is None:
        raise DataError(
            f"The pictures of {flat} lie in no class folders, and {_ANSWERS}, which tells their classes, is not there. "
            f"Put that file into {top}, or sort the pictures into folders such as val/n01440764."
        )
    found = find_pictures(top, only_train=True)
    numbers = {name: number for number, name in enumerate(found.classes)}
    classes = {}
    for row in csv.reader(_text(answers).splitlines()[1:]):
        if len(row) == 2 and row[1].split():
            classes[row[0]] = row[1].split()[0]
    samples: list[Sample] = []
    for path in pictures_in(flat):
        wnid = classes.get(path.stem)
        if wnid is None or wnid not in numbers:
            raise DataError(
                f"{answers} tells no class of {path.name}" + (f" that train has ({wnid})." if wnid else ".")
            )
        samples.append((path, numbers[wnid]))
    if not samples:
        raise DataError(f"There are no pictures in {flat}.")
    return Found(found.classes, found.train, tuple(samples), found.notes)


def _titles(wnids: tuple[str, ...], words: Path | None) -> tuple[str, ...]:
    """The first word of each class; where two share it, as the two cranes, with the number."""
    if words is None:
        return wnids
    named = {}
    for line in _text(words).splitlines():
        wnid, _, text = line.replace("\t", " ").partition(" ")
        named[wnid] = text.split(",")[0].strip()
    count = Counter(named.get(wnid, wnid) for wnid in wnids)
    titles = [named.get(wnid) or wnid for wnid in wnids]
    return tuple(title if count[title] == 1 else f"{title} ({wnid})" for title, wnid in zip(titles, wnids, strict=True))


def _beside(root: Path, top: Path, names: tuple[str, ...]) -> Path | None:
    return next((place / name for place in (root, top, top.parent) for name in names if (place / name).is_file()), None)


def _text(path: Path) -> str:
    try:
        return read_bytes(path, limit=_LIMIT).decode("utf-8", "replace")
    except FileProblem as problem:
        raise DataError(str(problem)) from None
