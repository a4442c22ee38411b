"""`try_out`: the first import of a plugin, in a process of its own: a crash, a hang or an exit there harms nobody."""

from __future__ import annotations

import base64
import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from alexstudio.extensions import memory
from alexstudio.extensions.declared import declared
from alexstudio.extensions.places import Spot
from alexstudio.extensions.problem import PluginProblem, one_line, quoted
from alexstudio.extensions.tree import Tree
from alexstudio.files import reason
from alexstudio.layers import find_type

SECONDS = 10.0


class Tried(NamedTuple):
    """What a trial gave: the names of the layer types, or what is wrong in one sentence."""

    types: tuple[str, ...] = ()
    problem: str = ""


def try_out(spot: Spot, tree: Tree, seconds: float = SECONDS) -> Tried:
    """Import the bytes of ``tree`` in a child that may take ``seconds``, and check what they declare."""
    files = {name: base64.b64encode(content).decode() for name, content in tree.files.items()}
    job = json.dumps({"name": spot.name, "package": spot.package, "path": str(tree.path), "files": files})
    code = f"from {__name__} import main; main()"
    try:
        child = subprocess.Popen(
            [sys.executable, "-P", "-B", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONSAFEPATH": "1"},
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        return Tried(problem=f"No process could be started to try it: {reason(error)}.")
    try:
        answer, _ = child.communicate(job.encode(), timeout=seconds)
    except subprocess.TimeoutExpired:
        return Tried(problem=f"It did not finish loading within {seconds:g} seconds.")
    finally:
        _end(child)
    return _read(answer, child.returncode)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def _read(answer: bytes, code: int) -> Tried:
    try:
        found = json.loads(answer.partition(b"\n")[0])
        types, problem = tuple(str(name) for name in found["types"]), one_line(str(found["problem"]), 400)
    except (ValueError, KeyError, TypeError):
        how = f"with signal {-code}" if code < 0 else f"with code {code}"
        return Tried(problem=f"It ended the process that tried to load it, {how}.")
    return Tried(types, problem)


def main() -> None:
    """The child: a job on standard input, one line of JSON on standard output; what the plugin prints goes nowhere."""
    answer = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    job = json.loads(sys.stdin.buffer.read())
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    tree = Tree(Path(job["path"]), {name: base64.b64decode(content) for name, content in job["files"].items()})
    types: list[str] = []
    problem = ""
    try:
        memory.offer(job["package"], tree)
        module = importlib.import_module(f"{job['package']}.layers")
        types = [kind.name for kind in declared(module, job["name"], job["package"], tree)]
        taken = [name for name in types if find_type(name) is not None]
        if "torch" in sys.modules:
            problem = "Its layers.py imports torch, which the window must do without. Only modules.py may."
        elif taken or len(set(types)) < len(types):
            problem = f"It declares a layer type called {(taken or types)[0]}, but there is one already."
    except PluginProblem as error:
        problem = str(error)
    except BaseException as error:
        problem = f"It could not be loaded: {quoted(error)}."
    line = json.dumps({"types": types, "problem": problem})
    os.write(answer, f"{line}\n".encode())
    os._exit(0)  # whatever the plugin left to run at the end does not
