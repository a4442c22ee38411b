from __future__ import annotations

import importlib.metadata
import json
import os
import re
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
import pytest

import alexstudio
from alexstudio.cli import main
from alexstudio.cli.window import check_qt
from alexstudio.graph import Document, Edge, LayerGraph, Node, Recipe
from alexstudio.graph.fileformat import save
from alexstudio.graph.presets import load_preset, presets_folder

ALEXSTUDIO = [sys.executable, "-m", "alexstudio"]
ALEXNET = str(presets_folder() / "alexnet.json")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in {**os.environ, **environment}.items() if value}
    return subprocess.run([*ALEXSTUDIO, *arguments], capture_output=True, text=True, env=env, timeout=120)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A document of a few thousand parameters on 32x32 pictures, with a recipe of a few steps."""
    graph = LayerGraph()
    nodes = (
        Node("input", "Input", "Input", {"size": 32}, device="host"),
        Node("conv1", "Conv2d", "Conv1", {"out_channels": 8, "kernel_size": 5, "stride": 2}, stage="Conv1"),
        Node("relu1", "ReLU", "ReLU1"),
        Node("pool1", "MaxPool2d", "Pool1"),
        Node("flat", "Flatten", "Flatten"),
        Node("fc", "Linear", "FC", {"out_features": 32}),
    )
    for node in nodes:
        graph.add(node)
    for before, after in pairwise(nodes):
        graph.connect(Edge(before.id, 0, after.id, 0))
    recipe = Recipe(train_images=64, validation_images=16, crop_margin=4, batch_size=16, epochs=2, validate_every=4,
                    precision="float32")  # fmt: skip
    path = tmp_path / "tiny.json"
    save(Document("Tiny", graph.freeze(), recipe), path)
    return path


# -- quick answers -----------------------------------------------------------------------------------------------------


def test_version_and_help_need_nothing_heavy() -> None:
    code = (
        "import sys; from alexstudio.cli import main; codes = [main([x]) for x in ('--version', '--help')];"
        "heavy = [m for m in ('torch', 'PySide6', 'networkx', 'pydantic', 'numpy', 'tqdm') if m in sys.modules];"
        "sys.exit(repr((codes, heavy)) if codes != [0, 0] or heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"alexstudio {alexstudio.__version__}\n")
    for verb in ("analyze", "train", "export", "presets"):
        assert verb in done.stdout


@pytest.mark.parametrize("verb", ["analyze", "train", "export", "presets"])
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: alexstudio {verb}")


# -- analyze -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["alexnet", ALEXNET])
def test_analyze_prints_a_table(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", name]) == 0
    shown, errors = capsys.readouterr()
    assert errors == ""
    assert re.search(
        r"^FC6 +Linear +FC6 +4096 +37,748,736 +4,096 +37,748,736 +75,497,472 +16,384$", shown, re.MULTILINE
    )
    assert re.search(r"^Parameters +60,965,224 ", shown, re.MULTILINE)


def test_analyze_gives_every_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", "alexnet_two_gpu", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["total"]["params"] == 60_965_224 and data["total"]["multiply_adds"] == 724_406_816
    assert data["devices"]["gpu1"]["params"] == 28_434_112
    assert data["transfer_bytes"] == 234_496
    assert next(node for node in data["nodes"] if node["id"] == "fc6a")["weights"] == 18_874_368


def test_analyze_of_a_document_with_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    path = tmp_path / "bad.json"
    save(Document("Bad", graph), path)
    assert main(["analyze", str(path)]) == 1
    assert "  Conv2 has groups = 5, which does not divide its 96 input channels." in capsys.readouterr().out
    assert main(["analyze", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["node"] == "conv2"
    for verb in (["train", "--out"], ["export", "--out"]):
        assert main([*verb, str(tmp_path / "out.pt"), str(path)]) == 1
        assert capsys.readouterr().err.startswith("alexstudio: Conv2 has groups = 5")
    assert not (tmp_path / "out.pt").exists()


@pytest.mark.parametrize(
    ("form", "begin"),
    [("table", "AlexNet\n"), ("json", "{"), ("csv", "layer,id,"), ("markdown", "# AlexNet\n"), ("html", "<!DOCTYPE")],
)
def test_every_format_is_printed_and_written(
    form: str, begin: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", "alexnet", "--format", form]) == 0
    printed, errors = capsys.readouterr()
    assert printed.startswith(begin) and printed.endswith("\n") and not printed.endswith("\n\n") and not errors
    path = tmp_path / "report"
    path.write_text("old")
    assert main(["analyze", "alexnet", "--format", form, "--out", str(path)]) == 0
    assert capsys.readouterr() == ("", "")
    assert path.read_bytes().decode("utf-8").replace("\r\n", "\n") == printed
    assert list(tmp_path.iterdir()) == [path]


def test_formats_of_a_document_with_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    path, out = tmp_path / "bad.json", tmp_path / "out"
    save(Document("<script> | =cmd()", graph), path)
    for form in ("table", "json", "csv", "markdown", "html"):
        assert main(["analyze", str(path), "--format", form, "--out", str(out)]) == 1
        text = out.read_text("utf-8")
        assert form == "csv" or ("Conv2 has groups" in text and "Set groups of Conv2 to 4" in text)
    assert capsys.readouterr() == ("", "")


def test_json_is_still_a_word_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    main(["analyze", "alexnet", "--json"])
    old = capsys.readouterr().out
    main(["analyze", "alexnet", "--format", "json"])
    assert capsys.readouterr().out == old
    main(["analyze", "--help"])
    shown = capsys.readouterr().out
    assert "--json" not in shown and "--format" in shown and "--by" in shown


def test_analyze_by_stage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", "alexnet", "--by", "stage"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"^FC6 +4 +37,752,832 +61.9 % ", shown, re.MULTILINE) and "Dropout6" not in shown[:1200]
    assert main(["analyze", "alexnet", "--by", "stage", "--format", "csv"]) == 0
    rows = [line.split(",") for line in capsys.readouterr().out.splitlines()]
    assert sum(int(row[rows[0].index("params")]) for row in rows[1:]) == 60_965_224


@pytest.mark.parametrize(
    ("out", "text"),
    [
        ("nowhere/report.html", "there is no folder "),
        (".", "is a folder; --out takes the name of a file."),
        ("a\0b", ""),
    ],
)
def test_a_report_that_cannot_be_written(
    out: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", "alexnet", "--format", "html", "--out", f"{tmp_path}/{out}"]) == 2
    shown, errors = capsys.readouterr()
    assert shown == "" and text in errors and errors.startswith("alexstudio: ") and errors.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="named pipes of POSIX")
def test_a_report_replaces_no_device(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert main(["analyze", "alexnet", "--format", "csv", "--out", str(pipe)]) == 2
    assert "is not a regular file" in capsys.readouterr().err
    assert pipe.is_fifo() and list(tmp_path.iterdir()) == [pipe]


def test_analyze_imports_neither_qt_nor_torch() -> None:
    code = (
        "import sys; from alexstudio.cli import main;"
        "[main(['analyze', 'alexnet', '--format', form]) for form in ('table', 'json', 'csv', 'markdown', 'html')];"
        "main(['presets']);"
        "sys.exit(str([m for m in ('torch', 'PySide6', 'pyqtgraph', 'numpy') if m in sys.modules] or '') or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_presets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["presets"]) == 0
    assert re.search(
        r"^alexnet_two_gpu +AlexNet, two GPUs \(2012\) +60,965,224$", capsys.readouterr().out, re.MULTILINE
    )
    assert main(["presets", "--json"]) == 0
    assert {"name": "alexnet", "title": "AlexNet", "params": 60_965_224} in json.loads(capsys.readouterr().out)


# -- refusals ----------------------------------------------------------------------------------------------------------


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence of a command line that cannot be carried out."""
    assert main(list(arguments)) == 2
    shown, errors = capsys.readouterr()
    assert shown == "" and errors.startswith("alexstudio: ") and errors.count("\n") == 1, errors
    assert "Traceback" not in errors and errors.rstrip().endswith((".", "…"))
    return errors


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--frobnicate"], "unrecognized arguments: --frobnicate. See alexstudio --help."),
        (["analyze"], "the following arguments are required: DOC. See alexstudio analyze --help."),
        (
            ["analyze", "nowhere"],
            "There is no file nowhere. alexstudio presets lists the networks that come with the program.",
        ),
        (["analyze", "."], "is a folder, not a file"),
        (["analyze", "alexnet", "--jso"], "unrecognized arguments: --jso"),
        (["analyze", "alexnet", "--format", "pdf"], "argument --format: invalid choice: 'pdf'"),
        (["analyze", "alexnet", "--by", "row"], "argument --by: invalid choice: 'row'"),
        (["train", "alexnet"], "the following arguments are required: --out"),
        (["train", "alexnet", "--epochs", "x", "--out", "r"], "--epochs: invalid int value: 'x'"),
        (["train", "alexnet", "--epochs", "0", "--out", "r"], "--epochs should be greater than or equal to 1, not 0."),
        (["train", "alexnet", "--epochs", "1", "--minutes", "1", "--out", "r"], "not allowed with argument"),
        (["train", "alexnet", "--minutes", "nan", "--out", "r"], "--minutes must be more than 0"),
        (["train", "alexnet", "--recipe", "slow", "--out", "r"], "invalid choice: 'slow'"),
        (["train", "alexnet", "--data", "no where", "--out", "r"], "--data 'no where' is not a folder of pictures."),
        (["train", "alexnet", "--device", "gpu0=tpu", "--out", "r"], "--device must look like gpu0=cpu"),
        (["train", "alexnet", "--device", "gpu1=cpu", "--out", "r"], "the document only has gpu0, host"),
        (["export", "alexnet"], "the following arguments are required: --out"),
        (
            ["export", "alexnet", "--out", "m.h5"],
            "--out m.h5 must be a .pt file, or end in another form's suffix (.pt, ",
        ),
        (["export", "alexnet", "--form", "onnx", "--out", "m.pt"], "--out m.pt must be called *.onnx in this form."),
        (["export", "alexnet", "--form", "keras", "--out", "m.pt"], "invalid choice: 'keras'"),
        (["export", "alexnet", "--out", "nowhere/m.pt"], "must be a .pt file in a folder that exists."),
        (["export", "alexnet", "--weights", "last", "--out", "m.pt"], "alexnet is not a run folder."),
        (["export", "empty", "--out", "m.pt"], "is not a run folder"),
        (["export", "nowhere", "--out", "m.pt"], "There is no file nowhere."),
        (["analyze", os.fsdecode(b"\xff.json")], "not UTF-8"),
        (["analyze", "a\x1b[2Jb"], "There is no file a�[2Jb"),
    ],
    ids=lambda value: " ".join(value)[:40].encode("ascii", "replace").decode() if isinstance(value, list) else "",
)
def test_bad_input_is_one_sentence(
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert words in refusal(capsys, *arguments)
    assert [path.name for path in tmp_path.iterdir()] == ["empty"], "nothing was made"


def test_documents_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.json"
    for content, words in ((b"", "it is empty"), (b"\xff\xfe", "not UTF-8"), (b"[" * 100_000, "nested too deeply")):
        path.write_bytes(content)
        for verb in (["analyze"], ["train", "--out", str(tmp_path / "r")], ["export", "--out", str(tmp_path / "m.pt")]):
            assert words in refusal(capsys, *verb, str(path))


def test_a_run_is_not_overwritten(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "job.json").write_text("{}")
    assert "already holds a run" in refusal(capsys, "train", str(tiny), "--out", str(tmp_path / "run"))


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_that_goes_away() -> None:
    command = f'{sys.executable} -m alexstudio analyze alexnet --json | head -1; echo "${{PIPESTATUS[@]}}"'
    for _ in range(3):
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
        assert done.stderr == ""
        assert done.stdout.splitlines()[-1].split()[0] in ("0", "141")


def test_a_terminal_that_knows_only_ascii() -> None:
    done = run("analyze", "alexnet", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0 and "55?55?96" in done.stdout


# -- the window --------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_without_a_display() -> None:
    for arguments in ((), ("alexnet",), (ALEXNET,), ("--",)):
        done = run(*arguments, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
        assert done.returncode == 2 and done.stdout == ""
        assert done.stderr.startswith("alexstudio: there is no display for the window")
        assert "analyze" in done.stderr and "xvfb-run alexstudio" in done.stderr and done.stderr.count("\n") == 1


def test_the_window_gets_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[str]] = []
    fake: Any = type(sys)("alexstudio.app")
    fake.run_window = lambda paths: opened.append(paths) or 7
    monkeypatch.setitem(sys.modules, "alexstudio.app", fake)
    assert main([]) == 7 and main(["alexnet"]) == 7 and main(["my net.json", "other.json"]) == 7
    assert opened == [[], ["alexnet"], ["my net.json", "other.json"]]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ImportError("libEGL.so.1: cannot open shared object file: No such file or directory"), "Qt needs libEGL.so.1"),
        (ImportError("No module named 'PySide6'", name="PySide6"), "the window needs PySide6"),
    ],
)
def test_qt_that_cannot_be_imported(
    error: ImportError, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken:
        def find_spec(self, name: str, *rest: object) -> None:
            if name == "alexstudio.app":
                raise error

    monkeypatch.delitem(sys.modules, "alexstudio.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    found = refusal(capsys)
    assert words in found and ("apt install" in found or "Install alexstudio again" in found)


def test_an_import_error_of_our_own_is_no_excuse(monkeypatch: pytest.MonkeyPatch) -> None:
    fake: Any = type(sys)("alexstudio.app")
    monkeypatch.setitem(sys.modules, "alexstudio.app", fake)
    with pytest.raises(ImportError, match="run_window"):
        main([])


def test_the_version_of_qt_that_crashes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "6.12.0")
    monkeypatch.setattr(sys, "version_info", (3, 11, 7))
    assert "PySide6 6.12.0 crashes on Python 3.11" in refusal(capsys)
    monkeypatch.setattr(sys, "version_info", (3, 12, 0))
    check_qt()


# -- training and export with the real engine --------------------------------------------------------------------------


def test_train_and_export(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "runs" / "one"
    done = run("train", str(tiny), "--data", "builtin:shapes", "--epochs", "2", "--seed", "3", "--device", "gpu0=cpu",
               "--batch-size", "8", "--rate", "0.02", "--out", str(out))  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "no bar where there is no terminal"
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Training 32 classes for 16 steps (8 an epoch) in float32 on gpu0 = cpu, host = cpu")
    assert [line for line in lines if re.match(r"Step 16, epoch 2: validation loss .*, top-5 error [\d.]+ %", line)]
    assert lines[-2].startswith("Done after 16 steps in ") and lines[-1] == f"The run is in {out}"
    assert {"job.json", "metrics.jsonl", "result.json", "last.pt", "best.pt"} <= {path.name for path in out.iterdir()}

    model = tmp_path / "model.pt"
    done = run("export", str(out), "--out", str(model), "--weights", "last")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert re.fullmatch(rf"Wrote {model} and {tmp_path}/model\.py \([\d,]+ bytes, after 16 steps\)\.", lines[0])
    assert lines[1] == "Opened in a fresh process without alexstudio: its scores are equal to the bit."
    assert lines[-3:] == [
        "    import torch; from model import Model",
        "    model = Model()",
        """    model.load_state_dict(torch.load('model.pt')["state_dict"])""",
    ]
    code = (
        "import sys; sys.modules['alexstudio'] = None; import torch; from model import Model;"
        "checkpoint = torch.load('model.pt'); model = Model(); model.load_state_dict(checkpoint['state_dict']);"
        "print(tuple(model.eval()(torch.zeros(2, 3, 32, 32)).shape))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert loaded.stdout == "(2, 32)\n", loaded.stderr


def test_export_of_fresh_weights_as_a_module(tiny: Path, tmp_path: Path) -> None:
    done = run("export", str(tiny), "--out", str(tmp_path / "m.pt"), "--module")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(r"Wrote \S+m\.pt \([\d,]+ bytes, fresh weights\)\.\nOpened in a fresh process", done.stdout)
    assert not (tmp_path / "model.py").exists()


def test_what_the_engine_refuses_is_one_sentence(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    done = run("train", str(tiny), "--data", str(tmp_path / "pictures"), "--epochs", "1", "--out", str(tmp_path / "r"))
    assert done.returncode == 2
    assert done.stderr.startswith("alexstudio: ") and done.stderr.count("\n") == 1 and "pictures" in done.stderr
    assert not (tmp_path / "r").exists(), "nothing may be left, so that the same command can be tried again"


@pytest.fixture
def training(tiny: Path, tmp_path: Path) -> Any:
    """A training of an hour in a terminal of its own, after its first validation."""
    command = [*ALEXSTUDIO, "train", str(tiny), "--minutes", "60", "--out", str(tmp_path / "run")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Step "):
                break
        yield process
        process.kill()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_stops_with_a_checkpoint(training: Any, tmp_path: Path) -> None:
    os.killpg(training.pid, signal.SIGINT)
    shown, errors = training.communicate(timeout=30)
    assert training.returncode == 0
    assert errors.strip() == "Stopping after this step, with a checkpoint. Ctrl-C again ends it at once."
    assert re.search(r"^Stopped after [\d,]+ steps in ", shown, re.MULTILINE)
    assert json.loads((tmp_path / "run" / "result.json").read_text())["reason"] == "stopped"
    assert (tmp_path / "run" / "last.pt").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_second_ctrl_c_ends_it_at_once(training: Any) -> None:
    engine = psutil.Process(training.pid).children()[0]
    engine.suspend()  # so that the first Ctrl-C cannot be enough
    os.killpg(training.pid, signal.SIGINT)
    assert training.stderr.readline() == "\n" and "Stopping" in training.stderr.readline()
    began = time.monotonic()
    os.killpg(training.pid, signal.SIGINT)
    _, errors = training.communicate(timeout=20)
    assert training.returncode == 130 and "Traceback" not in errors
    assert time.monotonic() - began < 10 and not engine.is_running()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_engine_that_dies_is_told(training: Any) -> None:
    psutil.Process(training.pid).children()[0].kill()
    _, errors = training.communicate(timeout=20)
    assert training.returncode == 1
    assert errors.startswith("alexstudio: The engine was ended by SIGKILL") and errors.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_no_engine_outlives_the_command(training: Any, tmp_path: Path) -> None:
    engine = psutil.Process(training.pid).children()[0]
    training.kill()
    training.communicate(timeout=20)
    engine.wait(15)
    assert not engine.is_running()
    assert (tmp_path / "run" / "last.pt").exists(), "with a last checkpoint"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal")
def test_a_bar_in_a_terminal(tiny: Path, tmp_path: Path) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    command = [*ALEXSTUDIO, "train", str(tiny), "--epochs", "3", "--out", str(tmp_path / "run")]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    text = shown.decode()
    assert process.returncode == 0, text
    assert re.search(r"\d+ % \|[^|]*\| step \d+/12, loss [\d.]+, top-5 error [\d.]+ %, [\d,.]+ images/s", text)
    assert re.search(r"\rStep 4, epoch 1: validation loss ", text), "above the bar"
    assert "Done after 12 steps in " in text
