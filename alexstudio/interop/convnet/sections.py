"""The INI text of cuda-convnet's files, as Python 2's ConfigParser read it."""

from __future__ import annotations

import re
from typing import NamedTuple

from alexstudio.interop.imported import ImportProblem, check_text

SECTION_LIMIT = 10_000
OPTION_LIMIT = 200_000
_LONGEST = 4_000
"""Characters of a value; lists of numbers are far shorter."""

_HEADER = re.compile(r"\[([^]]+)\]")
_OPTION = re.compile(r"([^:=\s][^:=]*?)\s*[:=]\s*(.*)")
_INLINE = re.compile(r"\s;.*")


class Option(NamedTuple):
    """A value as it was written."""

    value: str
    line: int


class Section:
    """A section; names of options are in lower case, as ConfigParser does not tell cases apart."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line
        self.options: dict[str, Option] = {}


def parse(text: str) -> dict[str, Section]:
    """The sections of a text by name, in their order; `ImportProblem` with the number of the line that is wrong."""
    check_text(text)
    sections: dict[str, Section] = {}
    section: Section | None = None
    last, count = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        strange = next((letter for letter in line.strip() if not letter.isprintable() and letter != "\t"), "")
        if strange:
            raise ImportProblem(f"Line {number:,}: the character U+{ord(strange):04X} cannot stand here.")
        if not line.strip() or line[0] in "#;" or re.match(r"[rR][eE][mM]\s", line):
            continue
        if line[0].isspace() and section is not None and last:
            option = section.options[last]
            section.options[last] = _bounded(option._replace(value=f"{option.value} {line.strip()}"))
            continue
        line = line.strip()
        header = _HEADER.match(line)
        if header:
            name = header[1].strip()
            section = sections.setdefault(name, Section(name, number))
            last = ""
            if len(sections) > SECTION_LIMIT:
                raise ImportProblem(f"Line {number:,}: there are more than {SECTION_LIMIT:,} sections.")
            continue
        found = _OPTION.match(line)
        if section is None or found is None:
            what = "an option must stand below a [section]" if section is None else "an option has the form name=value"
            raise ImportProblem(f"Line {number:,}: {what}.")
        count += 1
        if count > OPTION_LIMIT:
            raise ImportProblem(f"Line {number:,}: there are more than {OPTION_LIMIT:,} options.")
        last = found[1].lower()
        section.options[last] = _bounded(Option(_INLINE.sub("", found[2]).strip(), number))
    return sections


def _bounded(option: Option) -> Option:
    if len(option.value) > _LONGEST:
        raise ImportProblem(f"Line {option.line:,}: the value has more than {_LONGEST:,} characters.")
    return option


def items(value: str) -> list[str]:
    """The parts of a list; a comma in brackets does not part them."""
    found, depth, start = [], 0, 0
    for place, letter in enumerate(value):
        depth += (letter == "[") - (letter == "]")
        if letter == "," and depth <= 0:
            found.append(value[start:place].strip())
            start = place + 1
    return [*found, value[start:].strip()] if value.strip() else []
