"""Painting one generated picture: background, figure with shadow and texture, sensor noise."""

from __future__ import annotations

import colorsys
import math
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from alexstudio.engine.data import streams
from alexstudio.engine.data.forms import Field, Form

_NUMBERS = 96  # random numbers a scene may use
_CLOUD_WAVES = 12  # finest detail of the clouds, in waves per two picture sides


class Dice:
    """The random numbers of one scene, in the order in which they are asked for."""

    def __init__(self, key: int, index: int) -> None:
        self._numbers = iter(streams.unit(key, index * _NUMBERS + np.arange(_NUMBERS)).tolist())

    def between(self, low: float, high: float) -> float:
        """A number from ``low`` up to ``high``."""
        return low + (high - low) * float(next(self._numbers))

    def below(self, n: int) -> int:
        """A whole number 0 .. n - 1."""
        return int(self.between(0, n))

    def chance(self, share: float) -> bool:
        """True in a ``share`` of scenes."""
        return self.between(0, 1) < share

    def angle(self) -> float:
        """Radians, a full turn."""
        return self.between(0, 2 * math.pi)


class Painter:
    """Paints scenes of ``size`` x ``size`` pixels; coordinates run from -1 to 1, x to the right and y down."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._axis = ((np.arange(size, dtype=np.float32) + 0.5) * (2 / size) - 1).astype(np.float32)

    def paint(self, form: Form, degrees: float, dice: Dice) -> NDArray[np.uint8]:
        """A scene with ``form`` in the hue ``degrees``, uint8 (3, size, size)."""
        picture = self._background(dice)
        self._figure(picture, form, degrees, dice)
        self._grain(picture, dice)
        np.clip(picture, 0, 1, out=picture)
        picture *= 255
        picture += 0.5
        return picture.astype(np.uint8)

    def _background(self, dice: Dice) -> NDArray[np.float32]:
        """Muted gradient, blurred lights and a faint pattern, all sums of a column times a row; then clouds."""
        x = y = self._axis
        hue, value = dice.between(0, 1), dice.between(0.3, 0.9)
        near = _colour(hue, dice.between(0.04, 0.32), value)
        far = _colour(hue + dice.between(-0.2, 0.2), dice.between(0.04, 0.32), _within(value + dice.between(-0.3, 0.3)))
        slope = (far - near) / 2
        angle = dice.angle()
        one = np.ones_like(x)
        columns, rows, weights = (
            [one, y, one],
            [one, one, x],
            [near + slope, slope * math.sin(angle), slope * math.cos(angle)],
        )
        for _ in range(3):
            glow = _colour(hue + dice.between(-0.15, 0.15), dice.between(0.0, 0.3), 1.0)
            spread = dice.between(0.15, 0.6)
            weights.append((glow * dice.between(-0.2, 0.3)).astype(np.float32))
            columns.append(np.exp(-(((y - dice.between(-1.2, 1.2)) / spread) ** 2)))
            rows.append(np.exp(-(((x - dice.between(-1.2, 1.2)) / spread) ** 2)))
        if dice.chance(0.6):
            column, row = _wave(x, y, dice.angle(), dice.between(10, 32), dice.angle())
            strength = dice.between(0.01, 0.04)
            columns += list(column)
            rows += list(row)
            weights += [np.full(3, strength, np.float32)] * 2
        left = np.stack(weights, axis=1)[:, None, :] * np.stack(columns, axis=1)[None]
        picture = _product(left.reshape(-1, len(rows)), np.stack(rows)).reshape(3, self.size, self.size)
        cloud = self._cut(self._clouds, dice)
        strength = dice.between(0.01, 0.06)
        tint = _colour(hue, 0.2, strength)
        for plane, part in zip(picture, tint, strict=True):
            plane += cloud * part
        return picture

    def _figure(self, picture: NDArray[np.float32], form: Form, degrees: float, dice: Dice) -> None:
        radius = dice.between(0.36, 0.78)
        room = max(0.0, 0.96 - radius)
        centre_x, centre_y = dice.between(-room, room), dice.between(-room, room)
        turn, light = dice.angle(), dice.angle()
        stretch = np.float32(dice.between(0.94, 1.06))
        reach = radius * 1.3 + 0.05
        across, down = self._span(centre_x, reach), self._span(centre_y, reach)
        x = (self._axis[across] - np.float32(centre_x)) / np.float32(radius)
        y = ((self._axis[down] - np.float32(centre_y)) / np.float32(radius))[:, None]
        cos, sin = np.float32(math.cos(turn)), np.float32(math.sin(turn))
        u, v = x * (cos * stretch) + y * (sin * stretch), y * (cos / stretch) - x * (sin / stretch)
        distance = form(u, v)
        pixels = np.float32(radius * self.size / 2)
        window = picture[:, down, across]
        self._shadow(window, distance, light, pixels, dice)
        cover = np.clip(0.5 - distance * pixels, 0, 1)
        if dice.chance(0.25):
            border = np.float32(dice.between(0.05, 0.09))
            edge = np.clip(0.5 - (distance - border) * pixels, 0, 1)
            window += edge * (np.float32(dice.between(0.85, 1.0)) - window)
        tone = 1 + x * np.float32(-0.16 * math.cos(light)) + y * np.float32(-0.16 * math.sin(light))
        tone *= 1 - np.float32(dice.between(0.1, 0.3)) * np.square(np.clip(1 + distance / np.float32(0.22), 0, 1))
        pattern = _pattern(u, v, dice)
        if pattern is not None:
            tone *= pattern
        saturation = dice.between(0.74, 0.96)
        ink = _colour(degrees / 360, saturation, dice.between(0.78, 1.0))
        pale = np.float32(0.08)
        for plane, part in zip(window, ink, strict=True):
            plane += cover * (tone * (part + pale) - pale / 2 - plane)

    def _shadow(
        self, window: NDArray[np.float32], distance: Field, light: float, pixels: np.float32, dice: Dice
    ) -> None:
        """Darken what lies under the figure moved away from the light."""
        blur = np.float32(dice.between(0.12, 0.35))
        strength = np.float32(dice.between(0.2, 0.5))
        length = dice.between(0.04, 0.13) * float(pixels)
        down, across = round(length * math.sin(light)), round(length * math.cos(light))
        shade = np.clip(0.5 - distance / blur, 0, 1)
        shade *= strength * shade * (3 - 2 * shade)
        height, width = shade.shape
        to_y, to_x = slice(max(down, 0), height + min(down, 0)), slice(max(across, 0), width + min(across, 0))
        from_y, from_x = (
            slice(max(-down, 0), height - max(down, 0)),
            slice(max(-across, 0), width - max(across, 0)),
        )
        window[:, to_y, to_x] *= 1 - shade[from_y, from_x]

    def _grain(self, picture: NDArray[np.float32], dice: Dice) -> None:
        strength = np.float32(dice.between(0.006, 0.035))
        for plane in picture:
            plane += self._cut(self._noise, dice) * strength

    def _span(self, centre: float, reach: float) -> slice:
        first = math.floor((centre - reach + 1) / 2 * self.size)
        last = math.ceil((centre + reach + 1) / 2 * self.size)
        return slice(max(first, 0), min(last, self.size))

    def _cut(self, tile: Field, dice: Dice) -> Field:
        y, x = dice.below(len(tile) - self.size + 1), dice.below(len(tile) - self.size + 1)
        return tile[y : y + self.size, x : x + self.size]

    @cached_property
    def _noise(self) -> Field:
        side = self.size + 160
        return np.random.default_rng(20120930).standard_normal((side, side), dtype=np.float32)

    @cached_property
    def _clouds(self) -> Field:
        """Smooth noise falling as 1/f^1.7 and a standard deviation of 1: the same clouds at every size."""
        side = 2 * self.size
        waves = min(_CLOUD_WAVES, self.size // 2)
        random = np.random.default_rng(1912).standard_normal((2, 2 * _CLOUD_WAVES + 1, _CLOUD_WAVES + 1))
        spectrum = np.zeros((side, self.size + 1), dtype=np.complex128)
        for row in range(-waves, waves + 1):
            for column in range(waves + 1):
                frequency = math.hypot(row, column)
                if 0 < frequency <= waves:
                    spectrum[row, column] = complex(*random[:, row + _CLOUD_WAVES, column]) / frequency
        clouds = np.fft.irfft2(spectrum, s=(side, side))
        return np.ascontiguousarray(clouds / clouds.std(), dtype=np.float32)


def _product(left: Field, right: Field) -> NDArray[np.float32]:
    """left @ right in pieces too small for OpenBLAS to share among threads.

    Waking its threads for each picture beside torch's own costs ten times the work.
    """
    rows = max(1, 200_000 // right.size)
    result = np.empty((len(left), right.shape[1]), dtype=np.float32)
    for start in range(0, len(left), rows):
        np.matmul(left[start : start + rows], right, out=result[start : start + rows])
    return result


def _wave(
    x: Field, y: Field, angle: float, frequency: float, phase: float
) -> tuple[tuple[Field, Field], tuple[Field, Field]]:
    """sin(frequency * distance along ``angle`` + phase) as two columns times two rows."""
    a = np.float32(frequency * math.sin(angle)) * y + np.float32(phase)
    b = np.float32(frequency * math.cos(angle)) * x
    return (np.sin(a), np.cos(a)), (np.cos(b), np.sin(b))


def _pattern(u: Field, v: Field, dice: Dice) -> Field | None:
    """What the tone of the figure is multiplied by; about 1 on average, None for a plain figure."""
    kind = dice.below(6)
    if kind >= 4:
        return None
    frequency, phase = np.float32(dice.between(7, 18)), np.float32(dice.angle())
    depth, sharp = np.float32(dice.between(0.06, 0.2)), np.float32(dice.between(0.8, 4))
    if kind == 0:
        field = np.sin(u * frequency + phase)
    elif kind == 1:
        field = np.sin(u * frequency + phase) * np.sin(v * frequency)
    elif kind == 2:
        field = np.sin(np.sqrt(u * u + v * v) * frequency + phase)
    else:
        field = np.sin(u * frequency + phase + 2 * np.sin(v * np.float32(3)))
    return np.asarray(1 + depth * np.clip(field * sharp, -1, 1))


def _colour(hue: float, saturation: float, value: float) -> NDArray[np.float32]:
    return np.array(colorsys.hsv_to_rgb(hue % 1, saturation, value), dtype=np.float32)


def _within(value: float) -> float:
    return min(max(value, 0.15), 0.92)
