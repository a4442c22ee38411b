"""One picture file to one square of pixels, with the reason in plain words when that fails."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from alexstudio.files import reason


class PictureProblem(Exception):
    """Why a picture cannot be read; part of a sentence."""


def check(path: Path) -> None:
    """Read the header, and what else the format lets be verified without decoding; raises `PictureProblem`."""
    with _opened(path) as image:
        image.verify()


def measure_file(path: Path) -> tuple[int, int]:
    """Check a file and tell its width and height; raises `PictureProblem`."""
    with _opened(path) as image:
        size = image.size
        image.verify()
    return size


def decode(path: Path, size: int) -> NDArray[np.uint8]:
    """RGB, upright, short side brought to ``size`` and the middle kept: uint8 (3, size, size)."""
    with _opened(path) as image:
        return _square(image, size)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """The file as a PIL image; whatever opening or using it raises comes out as `PictureProblem`."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise PictureProblem("it is not a regular file")
        if status.st_size == 0:
            raise PictureProblem("the file is empty")
        with Image.open(path) as image:
            if Image.MAX_IMAGE_PIXELS and image.width * image.height > Image.MAX_IMAGE_PIXELS:
                raise PictureProblem(_large(image.width, image.height))
            yield image
    except PictureProblem:
        raise
    except FileNotFoundError:
        raise PictureProblem("there is no such file") from None
    except UnidentifiedImageError:
        raise PictureProblem("it is no picture of a known format, whatever its name says") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureProblem(_large()) from None
    except MemoryError:
        raise PictureProblem("there is not enough memory to decode it") from None
    except Exception as error:  # the decoders of PIL raise OSError, SyntaxError, struct.error, zlib.error and others
        raise PictureProblem(f"it is broken, {reason(error)}") from None


def _large(width: int = 0, height: int = 0) -> str:
    what = f"its {width:,} x {height:,} pixels are" if width else "it is"
    return f"{what} more than the {Image.MAX_IMAGE_PIXELS or 0:,} pixels that are taken to be safe to decode"


def _square(image: Image.Image, size: int) -> NDArray[np.uint8]:
    image.draft("RGB", (2 * size, 2 * size))  # a JPEG far larger than needed is decoded at a half, quarter or eighth
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16"):  # PIL would clip 16-bit greys to white
        upright = Image.fromarray((np.asarray(upright) >> 8).astype(np.uint8))
    side = min(upright.size)
    left, top = (upright.width - side) / 2, (upright.height - side) / 2
    square = upright.convert("RGB").resize(
        (size, size), Image.Resampling.BILINEAR, box=(left, top, left + side, top + side)
    )
    return np.ascontiguousarray(np.asarray(square).transpose(2, 0, 1))
