"""What a verb answers when it cannot do what was asked, and the exit codes."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

WELL, FAILED, REFUSED, INTERRUPTED, UNHEARD = 0, 1, 2, 130, 141


class Refusal(Exception):
    """What was asked cannot be done; the text is one sentence for the user."""

    def __init__(self, text: str, code: int = REFUSED) -> None:
        super().__init__(text)
        self.code = code


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(allow_abbrev=False, **fields)

    def error(self, message: str) -> NoReturn:
        """Refuse the command line."""
        raise Refusal(f"{message[:1].lower()}{message[1:].rstrip('.')}. See {self.prog} --help.")


def visible(text: str) -> str:
    """``text`` with everything that a terminal would obey replaced."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)
