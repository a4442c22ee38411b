"""Protobuf's text format: `parse` makes nested messages of a prototxt, whatever its fields are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from alexstudio.interop.caffe.message import Field, Message, Scalar, Word
from alexstudio.interop.imported import ImportProblem, check_text

DEPTH_LIMIT = 64
FIELD_LIMIT = 200_000
"""Fields in a file; the largest published networks have some 20,000."""

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\f\v]+ | \#[^\n]*)
  | (?P<newline>\n)
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<number>(?:0[xX][0-9A-Fa-f]+ | (?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?[fF]?)(?![A-Za-z0-9_.]))
  | (?P<string>"(?:[^"\\\n]|\\[^\n])*" | '(?:[^'\\\n]|\\[^\n])*')
  | (?P<sign>[-:{}<>\[\],;./])
    """,
    re.VERBOSE,
)
_LONGEST_NUMBER = 64
_CLOSES = {"{": "}", "<": ">"}
_NO_NUMBERS = ("inf", "infinity", "nan")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|[xX][0-9A-Fa-f]{1,2}|.)", re.DOTALL)
_ESCAPED = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def parse(text: str) -> Message:
    """The message in a text; `ImportProblem` with the number of the line that is wrong."""
    check_text(text)
    return _Parser(text).whole()


def _tokens(text: str) -> Iterator[_Token]:
    place, line = 0, 1
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise ImportProblem(f"Line {line:,}: {_stranger(text, place)}")
        kind = found.lastgroup or ""
        if kind == "newline":
            line += 1
        elif kind != "space":
            yield _Token(kind, found[0], line)
        place = found.end()
    yield _Token("end", "", line)


def _stranger(text: str, place: int) -> str:
    letter = text[place]
    if letter in "\"'":
        return "the text that begins here is not closed on its line."
    if letter.isdigit() or letter == ".":
        return f"{text[place : place + 20].split()[0]!r} is not a number."
    return f"the character {letter if letter.isprintable() else f'U+{ord(letter):04X}'!s} cannot stand here."


class _Parser:
    def __init__(self, text: str) -> None:
        self._rest = _tokens(text)
        self._next = next(self._rest)
        self._count = 0

    def whole(self) -> Message:
        """All fields up to the end of the text."""
        message = Message(1)
        self._fill(message, "", 0)
        return message

    def _take(self) -> _Token:
        token = self._next
        if token.kind != "end":
            self._next = next(self._rest)
        return token

    def _is(self, *signs: str) -> bool:
        return self._next.kind == "sign" and self._next.text in signs

    def _fill(self, message: Message, close: str, depth: int) -> None:
        if depth > DEPTH_LIMIT:
            raise ImportProblem(f"Line {message.line:,}: braces are nested deeper than {DEPTH_LIMIT}.")
        while True:
            token = self._take()
            if token.kind == "end":
                if close:
                    raise ImportProblem(f"Line {message.line:,}: the brace that opens here is never closed.")
                return
            if close and token.kind == "sign" and token.text == close:
                return
            name = self._name(token)
            self._values(message, name, token.line, depth)
            if self._is(",", ";"):
                self._take()

    def _name(self, token: _Token) -> str:
        if token.kind == "word":
            return token.text
        if token.kind == "sign" and token.text == "[":  # an extension, or a message of any type: kept under its name
            parts = []
            while not self._is("]"):
                part = self._take()
                if part.kind not in ("word", "sign", "number") or part.text in "{}<>[:;,":
                    raise ImportProblem(f"Line {token.line:,}: the name in brackets is not closed.")
                parts.append(part.text)
            self._take()
            return "".join(parts)
        raise ImportProblem(f"Line {token.line:,}: the name of a field must stand where {_said(token)} is.")

    def _values(self, message: Message, name: str, line: int, depth: int) -> None:
        has_colon = self._is(":")
        if has_colon:
            self._take()
        if not self._is("["):
            self._add(message, Field(name, self._value(name, has_colon, depth), line))
            return
        self._take()
        while not self._is("]"):
            self._add(message, Field(name, self._value(name, has_colon, depth), line))
            if self._is(","):
                self._take()
            elif not self._is("]"):
                raise ImportProblem(f"Line {self._next.line:,}: a list goes on with , or ], not {_said(self._next)}.")
        self._take()

    def _add(self, message: Message, field: Field) -> None:
        self._count += 1
        if self._count > FIELD_LIMIT:
            raise ImportProblem(f"Line {field.line:,}: there are more than {FIELD_LIMIT:,} fields, too many to read.")
        message.fields.append(field)

    def _value(self, name: str, has_colon: bool, depth: int) -> Scalar | Message:
        token = self._take()
        if token.kind == "sign" and token.text in _CLOSES:
            inner = Message(token.line)
            self._fill(inner, _CLOSES[token.text], depth + 1)
            return inner
        if not has_colon:
            raise ImportProblem(f"Line {token.line:,}: a colon or a brace must follow {name}, not {_said(token)}.")
        is_negative = token.kind == "sign" and token.text == "-"
        if is_negative:
            token = self._take()
        if token.kind == "number":
            return -_read_number(token) if is_negative else _read_number(token)
        if token.kind == "word" and token.text.lower() in _NO_NUMBERS:
            return -float(token.text) if is_negative else float(token.text)
        if token.kind == "word" and not is_negative:
            return Word(token.text)
        if token.kind == "string" and not is_negative:
            parts = [token]
            while self._next.kind == "string":
                parts.append(self._take())
            return "".join(_unquoted(part) for part in parts)
        raise ImportProblem(f"Line {token.line:,}: a value must follow {name}, not {_said(token)}.")


def _said(token: _Token) -> str:
    if token.kind == "end":
        return "the end of the text"
    return repr(token.text if len(token.text) <= 30 else token.text[:29] + "…")


def _read_number(token: _Token) -> int | float:
    text = token.text
    if len(text) > _LONGEST_NUMBER:
        raise ImportProblem(f"Line {token.line:,}: a number has {len(text):,} digits.")
    if text[:2] in ("0x", "0X"):
        return int(text, 16)
    if text.isdigit():
        is_octal = len(text) > 1 and text[0] == "0" and not set(text) & set("89")
        return int(text, 8 if is_octal else 10)
    return float(text.rstrip("fF"))


def _unquoted(token: _Token) -> str:
    """What a text in quotes stands for; its escapes are bytes of UTF-8."""
    inner = token.text[1:-1]
    if "\\" not in inner:
        return inner
    return _ESCAPE.sub(_unescaped, inner.encode()).decode("utf-8", "replace")


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1] in b"01234567":
        return bytes([int(code, 8) & 255])
    if code[:1] in b"xX" and len(code) > 1:
        return bytes([int(code[1:], 16)])
    return _ESCAPED.get(code, code)
