"""Small pictures for the wire."""

from __future__ import annotations

import base64
import io

import torch
from PIL import Image


def png(picture: torch.Tensor, most: int) -> str:
    """uint8 (c, h, w), RGB or grey, as a PNG of at most ``most`` pixels a side, base64."""
    pixels = picture.permute(1, 2, 0).numpy()
    image = Image.fromarray(pixels if pixels.shape[2] == 3 else pixels[..., 0])
    if max(image.size) > most:
        image.thumbnail((most, most), Image.Resampling.BILINEAR)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()
