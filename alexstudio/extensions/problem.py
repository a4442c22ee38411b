"""`PluginProblem`, and how foreign errors are quoted."""

from __future__ import annotations


class PluginProblem(Exception):
    """A plugin that cannot be read or loaded; the text is one sentence for the user."""


def quoted(error: BaseException) -> str:
    """The kind and the first line of an error from foreign code: short, on one line, printable."""
    try:
        text = str(error)
    except BaseException as worse:
        if isinstance(worse, KeyboardInterrupt):
            raise
        text = ""
    name = type(error).__name__
    first = one_line(text.strip().partition("\n")[0], 160).rstrip(".")
    return f"{one_line(name, 60)}: {first}" if first else one_line(name, 60)


def one_line(text: str, limit: int) -> str:
    """``text`` with everything that a terminal or a label would obey replaced, cut to ``limit`` characters."""
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: 4 * limit]).split())
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"
