"""The colours of a report's picture and page, light and dark; the window's theme takes them from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

LIGHT: Mapping[str, str] = {
    "window": "#ffffff", "panel": "#f6f7f9", "canvas": "#f4f6f9", "card": "#ffffff", "frame": "#e9edf3",
    "border": "#d3d9e2", "text": "#172033", "muted": "#5c6675", "accent": "#2563eb", "warn": "#8a5300",
    "warn-back": "#fff4de", "bad": "#b42318", "bad-back": "#fdecea", "wire": "#8b97a8", "crossing": "#c2410c",
    "io": "#475467", "convolution": "#3565d8", "pooling": "#0e8a94", "normalisation": "#7c4fd0",
    "activation": "#c2620a", "dense": "#12855a", "merge": "#5f6b7a",
}  # fmt: skip

PAPER: Mapping[str, str] = {**LIGHT, "canvas": "#ffffff"}

DARK: Mapping[str, str] = {
    "window": "#171b22", "panel": "#1d222b", "canvas": "#12151b", "card": "#202632", "frame": "#1a1f29",
    "border": "#38404e", "text": "#e8ecf3", "muted": "#9aa5b5", "accent": "#7aa5ff", "warn": "#f0b254",
    "warn-back": "#33291a", "bad": "#ff8a80", "bad-back": "#3a2020", "wire": "#66728a", "crossing": "#ff8b5e",
    "io": "#98a2b3", "convolution": "#6b95ff", "pooling": "#3cc4cf", "normalisation": "#b08cff",
    "activation": "#f59e42", "dense": "#43c78f", "merge": "#a3aebf",
}  # fmt: skip

DEVICES = ("#e69f00", "#1f8fd6", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#b5a800", "#8c6bb1")
"""Rims by the number of the logical device; safe for colour-blind people (Okabe and Ito)."""

FAMILIES = {
    "Input and output": "io", "Convolution": "convolution", "Pooling": "pooling", "Normalisation": "normalisation",
    "Activation": "activation", "Dense": "dense", "Merge": "merge",
}  # fmt: skip
"""Family of layer types -> name of its colour."""

FONTS = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def device_class(device: str) -> str:
    """The class of what is drawn in the colour of a logical device."""
    return f"on{int(device[3:]) % len(DEVICES)}" if device.startswith("gpu") else "on-host"


def family_class(family: str) -> str:
    """The class of what is drawn in the colour of a family; also for families of later days."""
    return f"is-{FAMILIES.get(family, 'merge')}"


TONES = ("#5b8def", "#e0a030", "#3aa675", "#c66bb0", "#d96c57", "#8a8f98")
"""Colours of comments; the title says what they mean."""


def picture_style(colour: Callable[[str], str]) -> str:
    """The rules of a picture; ``colour`` says how a colour is written: as its value, or as a variable of a page.

    Only classes and values that also small SVG readers know; they know no variables.
    """
    rules = [
        f".canvas{{fill:{colour('canvas')}}}",
        f".frame{{fill:{colour('frame')}}}",
        f".card{{fill:{colour('card')};stroke-width:1.6}}",
        f".rule{{fill:{colour('border')}}}",
        f".wire{{fill:none;stroke:{colour('wire')};stroke-width:1.6}}",
        f".tip{{fill:{colour('wire')}}}",
        f".cross{{fill:none;stroke:{colour('crossing')};stroke-width:1.8;stroke-dasharray:6 4}}",
        f".crosstip{{fill:{colour('crossing')}}}",
        f".pill{{fill:{colour('canvas')};stroke:{colour('crossing')};stroke-width:1}}",
        f".bytes{{fill:{colour('crossing')};font-weight:bold}}",
        f".name{{fill:{colour('text')};font-weight:bold}}",
        f".word{{fill:{colour('text')}}}",
        f".quiet{{fill:{colour('muted')}}}",
        ".badge{fill:#10151f;font-weight:bold}",
        f".on-host{{stroke:{colour('muted')};fill:{colour('muted')}}}",
    ]
    rules += [f".on{number}{{stroke:{value};fill:{value}}}" for number, value in enumerate(DEVICES)]
    rules += [f".is-{name}{{fill:{colour(name)}}}" for name in FAMILIES.values()]
    rules.append(f".block{{stroke:{colour('border')};stroke-width:1.2}}")
    rules.append(".comment{fill-opacity:.1;stroke-width:1.6}")
    rules += [f".tone{number}{{fill:{tone};stroke:{tone}}}" for number, tone in enumerate(TONES)]
    rules.append(f".fault{{stroke:{colour('bad')};stroke-width:2.8;stroke-dasharray:7 4}}")
    rules.append(f".face{{fill:{colour('card')}}}")  # after the devices, whose fill it takes back
    rules.append(f".skipped{{fill:{colour('frame')};stroke-dasharray:2 3}}")
    return "\n".join(rules)


def variables(colours: Mapping[str, str]) -> str:
    """Declarations of a page's variables."""
    return ";".join(f"--{name}:{value}" for name, value in colours.items())
