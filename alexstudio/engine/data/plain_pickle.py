"""CIFAR's batch files, which are pickles, read as data: nothing in them is ever called.

A pickle is a program that may run anything. Here its operations are listed by `pickletools` and only those that build
lists, dictionaries, texts, numbers and one kind of numpy array are followed; the first other one ends the reading.
"""

from __future__ import annotations

import pickletools
from typing import Any

import numpy as np

_ARRAYS = {"numpy.core.multiarray _reconstruct", "numpy._core.multiarray _reconstruct"}
_BYTES = "_codecs encode"
_ALLOWED = {*_ARRAYS, "numpy ndarray", "numpy dtype", _BYTES}
_MARK = object()
_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_LITERALS = frozenset(
    "INT BININT BININT1 BININT2 LONG LONG1 STRING BINSTRING SHORT_BINSTRING BINBYTES SHORT_BINBYTES BINBYTES8 "
    "UNICODE BINUNICODE SHORT_BINUNICODE BINUNICODE8 FLOAT BINFLOAT".split()
)
_IGNORED = frozenset(("PROTO", "FRAME", "STOP"))


class NotPlain(ValueError):
    """The file is no pickle of plain data; part of a sentence."""


class _Made:
    """What a call would make: an array or a dtype, filled in by its state."""

    def __init__(self, kind: str, arguments: tuple[Any, ...]) -> None:
        self.kind, self.arguments = kind, arguments
        self.state: Any = None


def read_plain(content: bytes) -> Any:
    """The lists, tuples, dictionaries, numbers and texts of a pickle, and the uint8 arrays of its outer dictionary.

    Byte strings of Python 2 come as text in Latin-1, which keeps every byte. Raises `NotPlain`.
    """
    try:
        made = _Reader(content).value()
        # one level only: a file of lists in lists in lists could otherwise be made to take for ever
        return {key: _array(item) for key, item in made.items()} if isinstance(made, dict) else _array(made)
    except NotPlain:
        raise
    except Exception as error:  # a broken file makes pickletools raise anything
        raise NotPlain(f"it is damaged ({type(error).__name__})") from None


class _Reader:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._stack: list[Any] = []
        self._memo: dict[int, Any] = {}

    def value(self) -> Any:
        for operation, argument, _ in pickletools.genops(self._content):
            self._follow(operation.name, argument)
        (made,) = self._stack
        return made

    def _follow(self, name: str, argument: Any) -> None:
        stack = self._stack
        if name in _IGNORED:
            return
        if name in _LITERALS:
            stack.append(argument)
        elif name in _CONSTANTS:
            stack.append(_CONSTANTS[name])
        elif name == "MARK":
            stack.append(_MARK)
        elif name in ("PUT", "BINPUT", "LONG_BINPUT"):
            self._memo[int(argument)] = stack[-1]
        elif name == "MEMOIZE":
            self._memo[len(self._memo)] = stack[-1]
        elif name in ("GET", "BINGET", "LONG_BINGET"):
            stack.append(self._memo[int(argument)])
        elif name in ("EMPTY_LIST", "EMPTY_DICT", "EMPTY_TUPLE"):
            stack.append({"EMPTY_LIST": list, "EMPTY_DICT": dict, "EMPTY_TUPLE": tuple}[name]())
        elif name in ("TUPLE1", "TUPLE2", "TUPLE3"):
            count = int(name[-1])
            stack[-count:] = [tuple(stack[-count:])]
        elif name in ("TUPLE", "LIST", "DICT"):
            items = self._since_mark()
            stack.append({"TUPLE": tuple, "LIST": list}[name](items) if name != "DICT" else _pairs(items))
        elif name == "APPEND":
            item = stack.pop()
            stack[-1].append(item)
        elif name == "APPENDS":
            items = self._since_mark()
            stack[-1].extend(items)
        elif name == "SETITEM":
            items = [stack.pop(), stack.pop()]
            stack[-1][_key(items[1])] = items[0]
        elif name == "SETITEMS":
            items = self._since_mark()
            stack[-1].update(_pairs(items))
        else:
            self._make(name, argument)

    def _make(self, name: str, argument: Any) -> None:
        stack = self._stack
        if name == "GLOBAL":
            self._name(argument)
        elif name == "STACK_GLOBAL":
            last = stack.pop()
            self._name(f"{stack.pop()} {last}")
        elif name == "REDUCE":
            arguments, kind = stack.pop(), stack.pop()
            if not isinstance(kind, _Made) or kind.arguments or not isinstance(arguments, tuple):
                raise NotPlain("it calls something")
            if kind.kind == _BYTES:  # how Python 3 writes bytes for Python 2
                text = arguments[0]
                if not isinstance(text, str):
                    raise NotPlain("it calls something")
                stack.append(text.encode("latin-1"))
            else:
                stack.append(_Made(kind.kind, arguments or (None,)))
        elif name == "BUILD":
            state = stack.pop()
            if not isinstance(stack[-1], _Made):
                raise NotPlain("it sets the state of something")
            stack[-1].state = state
        else:
            raise NotPlain(f"it does more than hold data ({name})")

    def _name(self, named: str) -> None:
        if named not in _ALLOWED:
            raise NotPlain(f"it names {named.replace(' ', '.')[:60]}, which is not data")
        self._stack.append(_Made(named, ()))

    def _since_mark(self) -> list[Any]:
        place = len(self._stack) - 1
        while self._stack[place] is not _MARK:
            place -= 1
        items = self._stack[place + 1 :]
        del self._stack[place:]
        return items


def _pairs(items: list[Any]) -> dict[Any, Any]:
    return {_key(key): value for key, value in zip(items[::2], items[1::2], strict=True)}


def _key(key: Any) -> Any:
    return key.decode("latin-1") if isinstance(key, bytes) else key


def _array(value: Any) -> Any:
    """The array that a description of one makes: state (version, shape, dtype, is Fortran, bytes)."""
    if not isinstance(value, _Made):
        return value
    if value.kind not in _ARRAYS or not isinstance(value.state, tuple) or len(value.state) != 5:
        raise NotPlain("it holds something that is no array")
    _, shape, dtype, is_fortran, content = value.state
    if not isinstance(dtype, _Made) or dtype.kind != "numpy dtype" or dtype.arguments[0] not in ("u1", b"u1"):
        raise NotPlain("its numbers are not bytes")
    raw = content.encode("latin-1") if isinstance(content, str) else content
    pixels = np.frombuffer(raw, dtype=np.uint8)
    return pixels.reshape(shape, order="F" if is_fortran else "C")
