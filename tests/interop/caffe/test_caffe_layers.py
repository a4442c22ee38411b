"""What single layers of Caffe become."""

from __future__ import annotations

import pytest

from alexstudio.analysis import Report, analyse
from alexstudio.graph import Node
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.interop.caffe import import_prototxt
from alexstudio.interop.caffe.spatial import _pooled
from alexstudio.interop.imported import Imported
from alexstudio.layers import layer_type

HEAD = 'input: "d" input_shape { dim: [1, 6, 9, 9] } '


def network(*layers: str, head: str = HEAD) -> tuple[Imported, Report]:
    found = import_prototxt(head + " ".join(layers))
    return found, analyse(found.document)


def layer(type_name: str, settings: str = "", bottoms: str = "d", tops: str = "it", name: str = "it") -> str:
    wires = "".join(f' bottom: "{one}"' for one in bottoms.split()) + "".join(f' top: "{one}"' for one in tops.split())
    return f'layer {{ name: "{name}" type: "{type_name}"{wires} {settings} }}'


def one(settings_type: str, settings: str = "") -> tuple[Node, Imported, Report]:
    found, report = network(layer(settings_type, settings))
    return found.document.graph["it"], found, report


@pytest.mark.parametrize(
    ("type_name", "settings", "kind", "params"),
    [
        ("ReLU", "", "ReLU", {}),
        ("ReLU", "relu_param { negative_slope: 0.1 }", "LeakyReLU", {"negative_slope": 0.1}),
        ("PReLU", "", "LeakyReLU", {"negative_slope": 0.25}),
        ("ELU", "elu_param { alpha: 2 }", "ELU", {"alpha": 2.0}),
        ("BNLL", "", "Softplus", {"beta": 1.0}),
        ("TanH", "", "Tanh", {}),
        ("Sigmoid", "", "Sigmoid", {}),
        ("AbsVal", "", "Abs", {}),
        ("Clip", "clip_param { min: 0 max: 6 }", "Hardtanh", {"min_val": 0.0, "max_val": 6.0}),
        ("Power", "power_param { scale: 2 shift: 3 }", "LinearNeuron", {"a": 2.0, "b": 3.0}),
        ("Power", "power_param { power: 2 }", "Square", {}),
        ("Log", "log_param { shift: 1 }", "LogNeuron", {"a": 1.0}),
        ("Dropout", "dropout_param { dropout_ratio: 0.2 }", "Dropout", {"p": 0.2}),
        ("LRN", "", "LocalResponseNorm", {"size": 5, "alpha": 1.0, "beta": 0.75, "k": 1.0}),
        ("LRN", "lrn_param { local_size: 3 alpha: 5e-05 norm_region: WITHIN_CHANNEL k: 2 }", "SameMapNorm",
         {"size": 3, "alpha": 5e-5, "beta": 0.75, "k": 1.0}),
        ("MVN", "", "InstanceNorm2d", {"eps": 1e-9, "affine": False}),
        ("Flatten", "", "Flatten", {}),
        ("Reshape", "reshape_param { shape { dim: 0 dim: -1 } }", "Flatten", {}),
        ("Reshape", "reshape_param { shape { dim: 0 dim: 486 } }", "Flatten", {}),
        ("Pooling", "pooling_param { global_pooling: true pool: AVE }", "AdaptiveAvgPool2d", {"output_size": (1, 1)}),
        ("Convolution", "convolution_param { num_output: 4 kernel_h: 3 kernel_w: 1 pad_h: 1 stride: 2 stride: 3 "
         "dilation: 2 group: 2 bias_term: false }", "Conv2d",
         {"out_channels": 4, "kernel_size": (3, 1), "stride": (2, 3), "padding": (1, 0), "dilation": (2, 2),
          "groups": 2, "bias": False}),
        ("DepthwiseConvolution", "convolution_param { num_output: 6 kernel_size: 3 }", "Conv2d",
         {"out_channels": 6, "kernel_size": (3, 3), "stride": (1, 1), "padding": (0, 0), "dilation": (1, 1),
          "groups": 6, "bias": True}),
        ("Deconvolution", "convolution_param { num_output: 4 kernel_size: 4 stride: 2 pad: 1 }", "ConvTranspose2d",
         {"out_channels": 4, "kernel_size": (4, 4), "stride": (2, 2), "padding": (1, 1), "output_padding": (0, 0),
          "groups": 1, "bias": True, "dilation": (1, 1)}),
    ],
)  # fmt: skip
def test_one_layer(type_name: str, settings: str, kind: str, params: dict[str, object]) -> None:
    node, _, report = one(type_name, settings)
    assert (node.type, dict(node.params)) == (kind, params)
    assert report.nodes["it"].shapes


def test_a_layer_of_several_steps() -> None:
    _, found, report = one("Power", "power_param { power: 0.5 scale: 2 }")
    assert [node.type for node in found.document.graph.order()] == ["Input", "LinearNeuron", "Sqrt"]
    assert report.is_runnable


@pytest.mark.parametrize("kernel", range(1, 5))
@pytest.mark.parametrize("stride", range(1, 5))
def test_pooling_covers_what_it_does_in_caffe(kernel: int, stride: int) -> None:
    """Where the two differ, Caffe has a window outside the map, which a remark says."""
    for size in range(4, 14):
        for padding in range(kernel // 2 + 1):
            values = {
                "kernel_size": (kernel,) * 2,
                "stride": (stride,) * 2,
                "padding": (padding,) * 2,
                "ceil_mode": True,
            }
            ours = layer_type("AvgPool2d").output_shapes(values, ((1, size, size),))[0][1]
            caffe = _pooled(size, kernel, stride, padding, True)
            is_outside = padding == 0 and (caffe - 1) * stride >= size
            assert caffe == ours + is_outside
    assert _pooled(55, 3, 2, 0, True) == 27 and _pooled(32, 3, 2, 0, True) == 16 and _pooled(32, 3, 2, 0, False) == 15


def test_a_window_outside_the_map_is_told() -> None:
    _, found, _ = one("Pooling", "pooling_param { kernel_size: 1 stride: 4 }")
    assert not any("windows" in remark.sentence for remark in found.remarks)
    found, _ = network(
        layer("Pooling", "pooling_param { kernel_size: 1 stride: 3 }"), head=HEAD.replace("9, 9", "8, 8")
    )
    assert [remark.sentence for remark in found.remarks if remark.severity == "approximated"] == [
        "Caffe's windows give 4×4 here, the last of them beyond the border; these give 3×3."
    ]


def test_stochastic_pooling_is_read_as_the_mean() -> None:
    node, found, _ = one("Pooling", "pooling_param { pool: STOCHASTIC kernel_size: 3 round_mode: FLOOR }")
    assert node.type == "AvgPool2d" and not node.params["ceil_mode"]
    assert any(remark.severity == "approximated" and "Stochastic" in remark.sentence for remark in found.remarks)


def test_in_place_layers_follow_each_other() -> None:
    found, _ = network(
        layer("ReLU", tops="d", name="a"), layer("Dropout", tops="d", name="b"), layer("AbsVal", name="c")
    )
    assert [(edge.source, edge.target) for edge in found.document.graph.edges] == [("d", "a"), ("a", "b"), ("b", "c")]


NORM = layer("BatchNorm", "batch_norm_param { eps: 0.001 moving_average_fraction: 0.9 }", tops="n", name="norm")


def test_scale_after_batch_norm_is_a_part_of_it() -> None:
    found, report = network(NORM, layer("Scale", "scale_param { bias_term: true }", bottoms="n"))
    assert [node.type for node in found.document.graph.nodes] == ["Input", "BatchNorm2d"]
    assert dict(found.document.graph["norm"].params) == {
        "eps": 0.001, "momentum": 0.1, "affine": True, "track_running_stats": True,
    }  # fmt: skip
    assert report.total.params == 12 and not any(remark.severity == "approximated" for remark in found.remarks)


def test_scale_without_bias_after_batch_norm_is_told() -> None:
    found, _ = network(NORM, layer("Scale", bottoms="n"))
    assert any("learns a shift as well" in remark.sentence for remark in found.remarks)


def test_scale_is_apart_where_something_else_reads_the_normalised_maps() -> None:
    found, report = network(
        NORM, layer("Scale", "scale_param { bias_term: true }", bottoms="n"),
        layer("Eltwise", bottoms="it n", tops="sum", name="sum"),
    )  # fmt: skip
    assert [node.type for node in found.document.graph.nodes] == ["Input", "BatchNorm2d", "Conv2d", "Add"]
    assert (report.nodes["norm"].params, report.nodes["it"].params) == (0, 12)


def test_scales_alone_and_of_two_inputs() -> None:
    assert one("Scale")[0].type == "LayerScale" and one("Scale")[0].params["init_value"] == 1
    found, report = network(layer("Scale", bottoms="d d"))
    assert found.document.graph["it"].type == "Multiply" and report.is_runnable


@pytest.mark.parametrize(
    ("settings", "types"),
    [
        ("", ["Add", "Add"]),
        ("eltwise_param { operation: SUM coeff: 1 coeff: -1 coeff: 1 }", ["LinearNeuron", "Add", "Add"]),
        ("eltwise_param { operation: PROD }", ["Multiply", "Multiply"]),
        ("eltwise_param { operation: MAX }", ["Maximum", "Maximum"]),
    ],
)
def test_eltwise_of_three(settings: str, types: list[str]) -> None:
    found, report = network(layer("Eltwise", settings, bottoms="d d d"))
    assert [node.type for node in found.document.graph.nodes][1:] == types
    assert report.is_runnable and report.total.layers == len(types) + 1


@pytest.mark.parametrize(
    ("settings", "tops", "channels"),
    [
        ("", "x y", [3, 3]),
        ("slice_param { slice_point: 2 slice_point: 4 }", "x y z", [2, 2, 2]),
        ("slice_param { slice_point: 4 }", "x y", [4, 2]),
        ("slice_param { axis: 1 slice_point: 1 slice_point: 3 }", "x y z", [1, 2, 3]),
    ],
)
def test_slices(settings: str, tops: str, channels: list[int]) -> None:
    order = " ".join(reversed(tops.split()))
    found, report = network(layer("Slice", settings, tops=tops), layer("Concat", bottoms=order, tops="c", name="c"))
    parts = [report.nodes[edge.source].shapes[edge.output][0] for edge in found.document.graph.inputs("c")]
    assert parts == channels[::-1] and report.nodes["c"].shapes == ((6, 9, 9),)


def test_split_is_nothing_but_names() -> None:
    found, _ = network(layer("Split", tops="x y"), layer("Eltwise", bottoms="x y", tops="s", name="s"))
    assert [node.type for node in found.document.graph.nodes] == ["Input", "Add"]


def test_crop_cuts_to_the_size_of_the_second_bottom() -> None:
    pool = layer("Pooling", "pooling_param { kernel_size: 5 }", tops="p", name="p")
    found, report = network(pool, layer("Crop", "crop_param { axis: 2 offset: 1 offset: 3 }", bottoms="d p"))
    assert report.nodes["it"].shapes == ((6, 5, 5),)
    assert dict(found.document.graph["it"].params) == {"left": -3, "right": -1, "top": -1, "bottom": -3}


def test_vectors_become_maps_where_caffe_has_maps_of_one_pixel() -> None:
    dense = layer("InnerProduct", "inner_product_param { num_output: 7 }", tops="f", name="f")
    found, report = network(dense, layer("BatchNorm", bottoms="f", tops="n", name="n"),
                            layer("InnerProduct", "inner_product_param { num_output: 3 }", bottoms="n"))  # fmt: skip
    assert report.is_runnable and report.nodes["it"].shapes == ((3,),)
    assert [node.type for node in found.document.graph.nodes] == [
        "Input", "Flatten", "Linear", "Unflatten", "BatchNorm2d", "Flatten", "Linear",
    ]  # fmt: skip


def test_unknown_layers_become_named_placeholders() -> None:
    roi = layer(
        "ROIPooling", "roi_pooling_param { pooled_w: 7 spatial_scale: 0.0625 } top: 'x'", bottoms="d d", name="roi"
    )
    found, report = network(
        roi, layer("InnerProduct", "inner_product_param { num_output: 3 }", bottoms="x", tops="f", name="f")
    )
    node = found.document.graph["roi"]
    assert (node.type, node.kind) == ("ROIPooling", None)
    assert dict(node.params) == {"roi_pooling_param": {"pooled_w": 7, "spatial_scale": 0.0625}}
    assert [edge.output for edge in found.document.graph.consumers("roi")] == [1]
    assert any(one.layer == "roi" and one.severity == "left out" for one in found.remarks)
    assert "ROIPooling is not known here" in report.problems[0].message
    assert loads(dumps(found.document)) == found.document


def test_a_placeholder_is_never_taken_for_a_layer_type_of_that_name() -> None:
    """Caffe's softmax over maps is not the one here, and no type of this program can be smuggled in."""
    found, _ = network(layer("Softmax"))
    assert found.document.graph["it"].type == "Caffe Softmax" and found.document.graph["it"].kind is None
    found, _ = network(layer("ChannelShuffle", "shuffle_channel_param { group: 3 }"))
    assert found.document.graph["it"].type == "Caffe ChannelShuffle"


def test_python_layers_are_never_run() -> None:
    text = 'layer { name: "p" type: "Python" top: "data" python_param { module: "os" layer: "system" } }'
    found = import_prototxt(text + layer("ReLU", bottoms="data"))
    assert found.document.graph["p"].type == "Input"
    assert any("never run" in one.sentence for one in found.remarks)


@pytest.mark.parametrize(
    ("data", "pictures"),
    [
        ('type: "Data" transform_param { crop_size: 24 }', (3, 24, 24)),
        ('type: "Data" data_param { source: "cifar10_train_lmdb" }', (3, 32, 32)),
        ('type: "Data"', (3, 224, 224)),
        ('type: "MemoryData" memory_data_param { channels: 2 height: 5 width: 7 }', (2, 5, 7)),
        ('type: "ImageData" image_data_param { new_height: 40 new_width: 50 is_color: false }', (1, 40, 50)),
        ('type: "DummyData" dummy_data_param { shape { dim: [4, 5, 6, 7] } shape { dim: 4 } }', (5, 6, 7)),
        ('type: "Input" input_param { shape { dim: 1 dim: 1 dim: 28 dim: 28 } shape { dim: [1, 1] } }', (1, 28, 28)),
    ],
)  # fmt: skip
def test_where_pictures_come_from(data: str, pictures: tuple[int, int, int]) -> None:
    found = import_prototxt(f'layer {{ name: "in" {data} top: "data" top: "label" }}' + layer("ReLU", bottoms="data"))
    assert analyse(found.document).nodes["in"].shapes == (pictures,)


def test_phases_and_stages_choose_layers() -> None:
    rules = {"a": "include { phase: TRAIN }", "b": "exclude { phase: TEST }", "c": 'include { stage: "deploy" }',
             "x": 'exclude { stage: "deploy" }', "e": 'include { not_stage: "deploy" }',
             "f": "include { min_level: 1 }",
             "g": "include { phase: TEST max_level: 0 } include { phase: TRAIN }"}  # fmt: skip
    found, _ = network(*(layer("ReLU", rule, tops="d", name=name) for name, rule in rules.items()))
    assert [node.id for node in found.document.graph.nodes] == ["d", "c", "g"]


def test_labels_are_no_pictures() -> None:
    text = 'layer { name: "in" type: "Data" top: "data" top: "label" transform_param { crop_size: 8 } }'
    with pytest.raises(Exception, match="reads label, which are labels"):
        import_prototxt(text + layer("Concat", bottoms="data label"))


def test_settings_that_are_not_read_are_told() -> None:
    _, found, _ = one("ReLU", "relu_param { negative_slope: 0 engine: CUDNN fancy: 3 } future_param { x: 1 }")
    assert [one.sentence for one in found.remarks if one.layer == "it" and one.severity == "left out"] == [
        "What it says of future_param, fancy."
    ]
