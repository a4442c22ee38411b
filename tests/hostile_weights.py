"""Files that look like weights and are not: programs, bombs, lies about sizes, broken archives."""

from __future__ import annotations

import io
import pickle
import struct
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch

RECORD = b"\0\0\x80?" * 4


class Call:
    """Pickled, it calls a function when it is loaded."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.made = function, arguments

    def __reduce__(self) -> Any:
        return self.made


class Named:
    """Stands for a function by the name of its module, which need not be there."""

    def __init__(self, module: str, name: str) -> None:
        self.text = f"c{module}\n{name}\n".encode()

    def __call__(self) -> None:
        """Only things that can be called are pickled as the function of a call."""


class Storage:
    """Stands for a record of the archive."""

    def __init__(self, numel: int = 4, key: str = "0", kind: Any = torch.FloatStorage, place: str = "cpu") -> None:
        self.id = ("storage", kind, key, place, numel)


class Pickler(pickle._Pickler):
    """Writes what torch writes, with `Storage` in the place of real ones."""

    def persistent_id(self, obj: Any) -> Any:
        return obj.id if isinstance(obj, Storage) else None

    def save(self, obj: Any, save_persistent_id: bool = True) -> None:
        if isinstance(obj, Named):
            self.write(obj.text)
        else:
            super().save(obj, save_persistent_id)


def pickled(content: Any, protocol: int = 2) -> bytes:
    stream = io.BytesIO()
    Pickler(stream, protocol).dump(content)
    return stream.getvalue()


def called(module: str, name: str, *arguments: Any) -> bytes:
    """A pickle that calls ``module.name(*arguments)``, whether or not it exists here."""
    return b"\x80\x02" + f"c{module}\n{name}\n".encode() + pickle.dumps(arguments, 2)[2:-1] + b"R."


def archive(pickle_: bytes, **more: bytes) -> bytes:
    """A zip archive as torch lays it out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        records = {"a/data.pkl": pickle_, "a/version": b"3\n", "a/byteorder": b"little", "a/data/0": RECORD, **more}
        for name, record in records.items():
            file.writestr(name, record)
    return stream.getvalue()


def tensor(storage: Storage, size: Any = (4,), stride: Any = (1,), offset: int = 0) -> Call:
    return Call(torch._utils._rebuild_tensor_v2, storage, offset, size, stride, False, OrderedDict())


def weights(one: Any) -> bytes:
    return archive(pickled({"w": one}))


def good() -> bytes:
    return weights(tensor(Storage()))


def old(*pickles: bytes) -> bytes:
    """A file as torch before 1.6 wrote it."""
    head = [pickle.dumps(0x1950A86A20F9469CFC6C, 2), pickle.dumps(1001, 2), pickle.dumps({"little_endian": True}, 2)]
    return b"".join([*head, *pickles])


def programs(canary: Path) -> Iterator[tuple[str, bytes]]:
    """(name, file): each would make ``canary`` if its code ran."""
    touch, path = f"touch {canary}", str(canary)
    write = f"open({path!r}, 'w')"
    calls = {
        "os.system": ("os", "system", touch),
        "posix.system": ("posix", "system", touch),
        "nt.system": ("nt", "system", touch),
        "os.popen": ("os", "popen", touch),
        "subprocess": ("subprocess", "check_output", ["touch", path]),
        "Popen": ("subprocess", "Popen", ["touch", path]),
        "builtins.eval": ("builtins", "eval", write),
        "builtins.exec": ("builtins", "exec", write),
        "__builtin__.eval": ("__builtin__", "eval", write),
        "builtins.open": ("builtins", "open", path, "w"),
        "io.open": ("io", "open", path, "w"),
        "getattr": ("builtins", "getattr", "x", "upper"),
        "__import__": ("builtins", "__import__", "os"),
        "compile": ("builtins", "compile", write, "x", "exec"),
        "runpy": ("runpy", "run_path", path),
        "importlib": ("importlib", "import_module", "antigravity"),
        "pty": ("pty", "spawn", touch),
        "code": ("code", "interact"),
        "pdb": ("pdb", "run", write),
        "timeit": ("timeit", "timeit", write, "pass", 1),
        "shutil": ("shutil", "rmtree", path),
        "pathlib": ("pathlib", "Path", path),
        "pickle.loads": ("pickle", "loads", called("os", "system", touch)),
        "codecs": ("_codecs", "encode", "x", "latin1"),
        "numpy": ("numpy.testing._private.utils", "runstring", write, {}),
        "torch.load": ("torch", "load", path),
        "torch.hub": ("torch.hub", "load", path),
        "torch.jit": ("torch.jit", "load", path),
        "torch.utils": ("torch.utils._config_module", "load_config", path),
        "torch inner": ("torch.storage", "_load_from_bytes", called("os", "system", touch)),
        "torch-ish": ("torch._utils", "_rebuild_tensor_v2.__globals__", path),
        "torch dynamo": ("torch._dynamo.guards", "builtins_eval", write),
        "torch distributed": ("torch.distributed.rpc.internal", "_run_function", path),
        "ours": ("alexstudio.files", "write_atomically", path, b""),
    }
    for name, (module, function, *arguments) in calls.items():
        yield name, archive(called(module, function, *arguments))
    system = called("os", "system", touch)
    yield "nested", archive(pickled({"a": [({"w": Call(Named("os", "system"), touch)},)]}))
    yield "beside good weights", archive(pickled({"w": tensor(Storage()), "x": Call(Named("os", "system"), touch)}))
    yield "as a state", archive(b"\x80\x02ccollections\nOrderedDict\n)R}cos\nsystem\nsb.")
    yield "stack global", archive(pickle.dumps(Call(eval, write), 4))
    yield (
        "names from the memo",
        archive(b"\x80\4\x8c\2os\x94\x8c\6system\x94h\0h\1\x93(X\1\0\0\0xtR."),
    )
    yield "inst", archive(b"(S'" + touch.encode() + b"'\nios\nsystem\n.")
    yield "obj", archive(b"(cos\nsystem\nS'" + touch.encode() + b"'\no.")
    yield "extension", archive(b"\x80\x02\x82\x01.")
    yield "after the end", archive(pickled({"w": tensor(Storage())}) + system)
    yield "in an old file", old(system)
    yield "in the keys of an old file", old(pickled({}), system)
    yield "bare pickle", system
    yield "protocol 0", pickle.dumps(Call(eval, write), 0)
    yield "second list of tensors", archive(pickled({}), **{"b/data.pkl": system})
    yield "TorchScript", archive(pickled({}), **{"a/code/x.py": write.encode(), "a/constants.pkl": system})


def lies() -> Iterator[tuple[str, bytes]]:
    """(name, file): broken archives and sizes that are not so."""
    whole = good()
    yield "empty", b""
    yield "text", b"hello, I am a network"
    yield "only the magic", b"PK\x03\x04"
    yield "only a pickle's magic", b"\x80\x02"
    for part in (1, 3, 7):
        yield f"cut at {part}/8", whole[: len(whole) * part // 8]
    yield "without its end", whole[:-22]
    yield "damaged list", archive(pickled({"w": 1})[:-4])
    yield "wrong magic number", pickle.dumps(7, 2) * 5
    yield "2^63 numbers", weights(tensor(Storage(2**63), (2**63,)))
    yield "2^62 numbers", weights(tensor(Storage(2**62), (2**62,)))
    yield "negative size", weights(tensor(Storage(), (-4,)))
    yield "negative stride", weights(tensor(Storage(), (2,), (-1,), 3))
    yield "beyond its record", weights(tensor(Storage(), (400,)))
    yield "offset beyond", weights(tensor(Storage(), (4,), (1,), 2**40))
    yield "negative offset", weights(tensor(Storage(), (4,), (1,), -8))
    yield "expanded to 10^12", weights(tensor(Storage(), (10**6, 10**6), (0, 0)))
    yield "overlapping itself", weights(tensor(Storage(), (3, 3), (1, 1)))
    yield "storage larger than its record", weights(tensor(Storage(10**9), (10**9,)))
    yield "record that is not there", weights(tensor(Storage(4, "7")))
    yield "record outside", weights(tensor(Storage(4, "../../../../etc/passwd")))
    yield "no tensors", archive(pickled({"a": 1}))
    yield "a list", archive(pickled([1, 2, 3]))
    yield "sizes that are texts", weights(tensor(Storage(), ("a",), ("b",)))
    for name in ("../up", "/etc/x", "a/../../x", "a\\..\\x", "a//x"):
        yield f"path {name}", archive(pickled({}), **{name: b"x"})
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a/data.pkl", pickled({"w": tensor(Storage(1 << 22), (1 << 22,))}))
        file.writestr("a/data/0", bytes(1 << 24))
    yield "compressed bomb", bomb.getvalue()
    yield "overlapping records", _patched(whole, b"a/data/0", 42, struct.pack("<I", 0))
    yield "record of 4 GB", _patched(whole, b"a/data/0", 20, struct.pack("<II", 2**32 - 2, 2**32 - 2))
    yield "encrypted", _patched(whole, b"a/data/0", 8, b"\1\0")
    end = whole.rfind(b"PK\x05\x06")
    yield "60,000 records", whole[: end + 8] + struct.pack("<HHI", 60_000, 60_000, 1 << 20) + whole[end + 16 :]
    yield "directory of 4 GB", whole[: end + 12] + struct.pack("<I", 2**32 - 2) + whole[end + 16 :]
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as file:
        file.writestr("a/data.pkl", pickled({}))
        file.NameToInfo.clear()
        file.writestr("a/data.pkl", called("os", "system", "true"))
    yield "one name twice", twice.getvalue()
    yield "deep nesting", archive(b"\x80\x02" + b"]" * 200_000 + b"a" * 199_999 + b".")
    yield "long number", archive(b"\x80\x02I" + b"9" * 100_000 + b"\n.")
    yield "huge text claimed", archive(b"\x80\x02X\xff\xff\xff\x7fabc.")


def _patched(content: bytes, name: bytes, offset: int, new: bytes) -> bytes:
    """The central directory's entry of a record, changed."""
    place = content.rfind(name) - 46
    assert content[place : place + 4] == b"PK\x01\x02"
    return content[: place + offset] + new + content[place + offset + len(new) :]


Make = Callable[[Path], Iterator[tuple[str, bytes]]]
