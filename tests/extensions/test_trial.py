"""A plugin that misbehaves is told in one sentence and disabled, whatever it does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from plugin_folders import WIGGLE, enable, write_plugin

from alexstudio.extensions import catalogue, sentinel
from alexstudio.extensions.consent import Consents
from alexstudio.extensions.loading import load_enabled, loaded_bytes
from alexstudio.extensions.places import Places
from alexstudio.extensions.problem import PluginProblem
from alexstudio.extensions.trial import Tried, try_out
from alexstudio.layers import find_type


def swap(old: str, new: str) -> str:
    """`WIGGLE` with a text replaced."""
    assert old in WIGGLE
    return WIGGLE.replace(old, new)


def add(line: str) -> str:
    """`WIGGLE` with a line more in the class."""
    return f"{WIGGLE}    {line}\n"


def refusal(places: Places, layers: str, seconds: float = 10.0, **files: str) -> str:
    """Why a plugin was not enabled; the reason is kept, and nothing is loaded."""
    write_plugin(places, layers=layers, **files)
    with pytest.raises(PluginProblem) as caught:
        enable(places, seconds=seconds)
    sentence = str(caught.value)
    assert sentence.startswith("The plugin wiggle was not enabled. ")
    assert sentence.isprintable() and len(sentence) < 400 and "Traceback" not in sentence
    plugin = catalogue.find("wiggle", places)
    assert (plugin.state, plugin.why) == ("failed", sentence.removeprefix("The plugin wiggle was not enabled. "))
    assert load_enabled(places) == [] and find_type("Wiggle") is None
    return plugin.why


MISBEHAVES = {
    "raise ValueError('no\\n\\x1b[31mway')": "It could not be loaded: ValueError: no.",
    "raise KeyboardInterrupt": "It could not be loaded: KeyboardInterrupt.",
    "class Odd(BaseException):\n    def __str__(self): raise Odd\nraise Odd": "It could not be loaded: Odd.",
    "import sys; sys.exit(3)": "It could not be loaded: SystemExit: 3.",
    "import os; os._exit(3)": "It ended the process that tried to load it, with code 3.",
    "import os; os.kill(os.getpid(), 11)": "It ended the process that tried to load it, with signal 11.",
    "def (": "It could not be loaded: SyntaxError: invalid syntax (layers.py, line 1).",
    "import nothing_of_this_name": "It could not be loaded: ModuleNotFoundError: No module named 'nothing_of",
    "def f(): f()\nf()": "It could not be loaded: RecursionError: maximum recursion depth exceeded",
    "x = 1": "Its layers.py declares no layer types; 1 to 50 are allowed.",
    "\0": "It could not be loaded: ",
}


@pytest.mark.parametrize("code", MISBEHAVES, ids=range(len(MISBEHAVES)))
def test_code_that_does_not_load(places: Places, code: str) -> None:
    assert refusal(places, code).startswith(MISBEHAVES[code])


def test_a_hang_is_ended_with_all_that_it_started(places: Places, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\ntime.sleep(60)\n"
    )
    began = time.monotonic()
    assert refusal(places, code, seconds=1.5) == "It did not finish loading within 1.5 seconds."
    assert time.monotonic() - began < 8
    if note.exists():
        gone = int(note.read_text())
        assert not psutil.pid_exists(gone) or psutil.Process(gone).status() == psutil.STATUS_ZOMBIE


def test_noise_does_no_harm(places: Places, capfd: pytest.CaptureFixture[str]) -> None:
    noise = (
        'import os, sys\nprint(\'{"types": [], "problem": ""}\')\n'
        "if 'pytest' not in sys.modules: os.write(1, b'\\xff\\0' * 999); sys.stderr.write('x' * 100_000)\n"
    )
    write_plugin(places, layers=noise + WIGGLE)
    enable(places)
    assert capfd.readouterr() == ("", "")
    assert load_enabled(places) == [] and find_type("Wiggle") is not None
    shown, errors = capfd.readouterr()
    assert shown == "" and errors.startswith('{"types"')  # what it prints never gets onto standard output


DECLARED_BADLY = {
    swap('"Wiggle", "Waves"', '"", "Waves"'): "Its class Wiggle has no name.",
    swap('"Wiggle", "Waves"', '"a b", "Waves"'): "Its class Wiggle needs a name of letters, digits and _.",
    swap('"Wiggle", "Waves"', '"Wiggle", 7'): "Its class Wiggle has no family.",
    swap('"Waves"', '"a\\nb"'): "Its class Wiggle needs a family of at most 40 printable characters.",
    swap('"Wiggle", "Waves"', '"ReLU", "Waves"'): "It declares a layer type called ReLU, but there is one",
    swap(".modules:", "modules"): "Its class Wiggle has the target 'modulesWiggle'; write module:name",
    swap(".modules", ".none"): "Its class Wiggle has the target .none:Wiggle, but the plugin has no none.py",
    add("is_function = True"): "Its class Wiggle has a function of the plugin as its target; write it as",
    add("is_function = 1"): "Its class Wiggle must say True or False in is_function",
    add("slots = ('a*', 'b')"): "Its class Wiggle needs at least one input, and a * at the last one only.",
    add("slots = ()"): "Its class Wiggle needs at least one input",
    add("slots = ['a']"): "Its class Wiggle needs slots in a tuple.",
    add("outputs = ()"): "Its class Wiggle has no outputs.",
    add("params = ('size',)"): "Its class Wiggle needs params in a tuple.",
    add("params = params * 2"): "Its class Wiggle has two parameters of one name.",
    swap('"int"', '"text"'): "Its class Wiggle has a parameter size of the kind 'text'; there are int",
    swap('"int", 3', '"int", 0'): "Its class Wiggle has a default that it does not allow: size must be",
    swap('"int", 3', '"pair", 3'): "Its class Wiggle must write the default of size as (3, 3).",
    swap("low=1", "low='1'"): "Its class Wiggle needs numbers as bounds of size.",
    swap('"how much"', '"a\\nb"'): "Its class Wiggle has a parameter whose name, meaning, label or unit",
    swap("return inputs", "return inputs[0] / 0"): "A rule of Wiggle, asked with an input of (64, 28, 28), failed (",
    swap("return inputs", "import sys; sys.exit()"): "A rule of Wiggle, asked with an input of (64, 28, 28), failed (",
    swap("return inputs", "return inputs * 2"): "A rule of Wiggle, asked with an input of (64, 28, 28), failed (",
    swap("return inputs", "return ((0,),)"): "A rule of Wiggle, asked with an input of (64, 28, 28), failed (",
    swap("return inputs", "return ((8, inputs[0][1] // 1, 1.5),)"): "A rule of Wiggle, asked with an input of",
    add("def costs(self, values, inputs, outputs): return 3"): "A rule of Wiggle, asked with an input of",
    add("def kept(self, values, inputs, outputs): return {}"): "A rule of Wiggle, asked with an input of",
    add("def caption(self, values): return values['none']"): "A rule of Wiggle, asked with an input of",
    add("def windows(self, values): return 1, 2"): "A rule of Wiggle, asked with an input of",
    swap("output_shapes", "other"): "Its class Wiggle lacks output_shapes.",
}  # fmt: skip


@pytest.mark.parametrize("layers", DECLARED_BADLY, ids=[words[:60] for words in DECLARED_BADLY.values()])
def test_bad_declarations(places: Places, layers: str) -> None:
    assert refusal(places, layers).startswith(DECLARED_BADLY[layers])


def test_refusing_an_input_is_no_fault(places: Places) -> None:
    write_plugin(places, layers=swap("return inputs", "raise ShapeError('does not want to.')"))
    enable(places)


def test_a_declaration_needs_no_torch(places: Places) -> None:
    code = "import sys, types\nif 'pytest' not in sys.modules: sys.modules['torch'] = types.ModuleType('torch')\n"
    assert refusal(places, code + WIGGLE).startswith("Its layers.py imports torch, which the window must do without.")


def test_one_bad_type_disables_all(places: Places) -> None:
    more = WIGGLE.replace("Wiggle", "Other").replace(".modules:Other", ".modules:Wiggle") + "    outputs = ()\n"
    assert refusal(places, WIGGLE + more).startswith("Its class Other has no outputs")


def test_two_plugins_with_one_type(places: Places) -> None:
    write_plugin(places)
    enable(places)
    write_plugin(places, "second")
    with pytest.raises(PluginProblem, match="called Wiggle, but the plugin wiggle has one already"):
        enable(places, "second")
    assert load_enabled(places) == [] and loaded_bytes("own/wiggle") and not loaded_bytes("own/second")


def test_what_fails_at_the_start_only(places: Places) -> None:
    """Well in the trial, but not in the program: reported, disabled, and not tried again."""
    code = "import sys\nif 'pytest' in sys.modules: raise SystemExit('not here')\n"
    write_plugin(places, layers=code + WIGGLE)
    enable(places)
    sentence = "The plugin wiggle was disabled. It failed: SystemExit: not here. "
    assert [text.startswith(sentence) for text in load_enabled(places)] == [True]
    assert load_enabled(places) == [] and catalogue.find("wiggle", places).state == "failed"
    assert not [name for name in sys.modules if name.startswith("alexstudio_plugins.wiggle")]


def test_an_answer_that_is_none(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plugin(places)
    plugin = catalogue.find("wiggle", places)
    monkeypatch.setattr(sys, "executable", str(places.own / "no python"))
    assert plugin.tree is not None
    assert try_out(plugin.spot, plugin.tree).problem.startswith("No process could be started to try it: no such file")
    assert Tried() == Tried((), "")


# -- the sentinel ------------------------------------------------------------------------------------------------------

START = """
import sys
from pathlib import Path
from alexstudio.extensions.places import Places
from alexstudio.extensions.loading import load_enabled
print(load_enabled(Places(*map(Path, sys.argv[1:5]), False)))
"""


def start(places: Places, **how: object) -> subprocess.Popen[str]:
    paths = [str(path) for path in (places.shipped, places.own, places.consent, places.state)]
    return subprocess.Popen([sys.executable, "-c", START, *paths], stdout=subprocess.PIPE, text=True)


def test_a_plugin_that_takes_the_program_down(places: Places, tmp_path: Path) -> None:
    """It crashes all but the trial: the next start leaves it out and says so."""
    marker = tmp_path / "deadly"
    code = f"import os\nif os.path.exists({str(marker)!r}): os.kill(os.getpid(), 9)\n"
    write_plugin(places, layers=code + WIGGLE)
    write_plugin(places, "well", layers=WIGGLE.replace("Wiggle", "Well").replace(".modules:Well", ".modules:Wiggle"))
    enable(places)
    enable(places, "well")
    marker.touch()
    child = start(places)
    assert child.communicate(timeout=30)[0] == "" and child.returncode == -signal.SIGKILL
    child = start(places)
    shown, _ = child.communicate(timeout=30)
    assert child.returncode == 0 and "The plugin wiggle was disabled. The program ended while it was being" in shown
    assert Consents(places.consent).enabled().keys() == {"own/well"}
    assert start(places).communicate(timeout=30)[0] == "[]\n"
    assert list(places.state.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="needs flock")
def test_a_program_that_is_loading_now_is_left_alone(places: Places) -> None:
    with sentinel.loading(places.state, "own/x", "ab"):
        assert [path.suffix for path in places.state.iterdir()] == [".loading"]
        code = "import sys, pathlib; from alexstudio.extensions.sentinel import left_behind; "
        code += "print(left_behind(pathlib.Path(sys.argv[1])))"
        done = subprocess.run([sys.executable, "-c", code, str(places.state)], capture_output=True, text=True)
        assert done.stdout == "[]\n"
    assert list(places.state.iterdir()) == [] and sentinel.left_behind(places.state) == []


def test_notes_that_are_damaged_or_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "1.loading").write_text("{")
    (tmp_path / "2.loading").write_text(json.dumps({"key": "own/x", "sha256": "ab"}))
    assert sentinel.left_behind(tmp_path) == [("own/x", "ab")]
    with sentinel.loading(tmp_path / "1.loading" / "below", "own/x", "ab"):
        pass
    assert sentinel.left_behind(tmp_path / "none") == []
