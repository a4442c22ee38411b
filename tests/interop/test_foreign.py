from __future__ import annotations

from pathlib import Path

import pytest

from alexstudio.engine.importing import ImportProblem as EngineProblem
from alexstudio.interop.foreign import import_file, kind_of
from alexstudio.interop.imported import SIZE_LIMIT, ImportProblem, Remark, grouped, named, read_text

CAFFE = 'input: "d" input_shape { dim: [1, 3, 4, 4] }\nlayer { name: "f" type: "ReLU" bottom: "d" top: "f" }\n'
CONVNET = "[data]\ntype=data\ndataIdx=0\n[f]\ntype=fc\ninputs=data\noutputs=4\ninitW=0.1\n"


@pytest.mark.parametrize("name", ["net.prototxt", "net.pbtxt", "net.txt", "net"])
def test_caffe_is_known_by_its_name_or_by_what_it_says(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(CAFFE, "utf-8")
    assert [node.type for node in import_file(tmp_path / name).document.graph.nodes] == ["Input", "ReLU"]


@pytest.mark.parametrize("name", ["net.cfg", "net.ini", "net.txt"])
def test_convnet_is_known_by_its_name_or_by_what_it_says(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(CONVNET, "utf-8")
    (tmp_path / "params").write_text("[f]\nepsW=0.5\n", "utf-8")
    document = import_file(tmp_path / name, params=tmp_path / "params", size=5).document
    assert (document.title, document.source, document.recipe.learning_rate) == ("net", name, 0.5)
    assert document.graph["data"].params["size"] == (5, 5)


def test_the_other_companion_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.prototxt").write_text(CAFFE, "utf-8")
    (tmp_path / "a.cfg").write_text(CONVNET, "utf-8")
    with pytest.raises(ImportProblem, match="no parameter file"):
        import_file(tmp_path / "a.prototxt", params=tmp_path / "a.cfg")
    with pytest.raises(ImportProblem, match="no solver file"):
        import_file(tmp_path / "a.cfg", solver=tmp_path / "a.prototxt")


def test_what_cannot_be_imported(tmp_path: Path) -> None:
    for name, why in (
        ("a.pt", r"^a\.pt is not text: the engine reads it, which alexstudio import asks\.$"),
        ("a.safetensors", r"^a\.safetensors is a file of weights without a network: alexstudio weights DOC"),
        ("a.h5", r"^a\.h5 is a Keras model, which cannot be imported; Caffe's prototxt, .* can\.$"),
    ):
        with pytest.raises(ImportProblem, match=why):
            import_file(tmp_path / name)
    with pytest.raises(ImportProblem, match=r"^There is no file"):
        import_file(tmp_path / "a.prototxt")
    with pytest.raises(ImportProblem, match="neither a Caffe prototxt nor"):
        kind_of(Path("a.json"), '{"format": "alexstudio/1"}')
    large = tmp_path / "large.prototxt"
    large.write_bytes(b"#" * (SIZE_LIMIT + 1))
    with pytest.raises(ImportProblem, match="at most"):
        import_file(large)
    large.write_bytes(b"a: 1\nb: \xff\xfe\n")
    with pytest.raises(ImportProblem, match=r"^large\.prototxt is not UTF-8 text: line 2 "):
        import_file(large)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa: 1")
    assert read_text(tmp_path / "a") == "a: 1"


def test_remarks_that_say_the_same_are_one_group() -> None:
    remarks = [
        Remark("left out", "c", "Gone."), Remark("understood", "a", "Read."), Remark("understood", "b", "Read."),
        Remark("understood", "a", "Read."), Remark("approximated", "", "Nearly."),
    ]  # fmt: skip
    assert [(group.severity, group.layers, group.sentence) for group in grouped(remarks)] == [
        ("understood", ("a", "b"), "Read."),
        ("approximated", (), "Nearly."),
        ("left out", ("c",), "Gone."),
    ]


def test_names_on_one_line() -> None:
    assert named("abcdefg") == "a, b, c, d, e, f, g"
    assert named("abcdefgh") == "a, b, c, d, e, f and 2 more"


def test_torch_networks_have_the_same_problem() -> None:
    assert EngineProblem is ImportProblem
