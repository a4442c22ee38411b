"""The help pages: every link leads somewhere, and every number is what the analysis or the paper says.

In the pages a comment behind a number says where it comes from: ``60,965,224<!-- alexnet.params -->`` is worked out
here from the preset, ``1.7<!-- cited paper 3.2 -->`` must be among the numbers of that section.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import prod

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from alexstudio.analysis import Report, analyse, ink
from alexstudio.analysis.memory import CARDS, predict
from alexstudio.analysis.parallel import Split, Traffic, gradient_bytes, split, traffic
from alexstudio.graph import Document, Node
from alexstudio.graph.node import HOST
from alexstudio.graph.presets import SHELVES, load_preset, presets
from alexstudio.graph.recipes_named import PAPER, QUICK_START
from alexstudio.help import HelpPage, Link, find_page, pages, picture, read_link
from alexstudio.help.pages import GROUPS
from alexstudio.layers import LayerType, find_type, layer_types, shape_text
from alexstudio.layers.params import as_pair, pair_text
from alexstudio.layers.registry import register, unregister
from alexstudio.ui.actions import ACTIONS

WRITTEN = [name for names in GROUPS.values() for name in names]
PRESETS = {preset.name for preset in presets()}
IDEAS = GROUPS["Its five ideas"]

CITED = {
    "paper abstract": {"650,000"},
    "paper 3.2": {"1.7", "1.2"},
    "paper 3.3": {"1.4", "1.2", "11", "13"},
    "paper 3.4": {"0.4", "0.3"},
    "paper 4.1": {"1"},
    "paper 4.2": {"0.5"},
    "paper 5": {"0.01", "1.2"},
    "paper figure 1": {"25"},
    "paper figure 2": {"253,440"},
    "paper table 1": {"37.5", "39.0"},
    "paper table 2": {"18.2", "15.3", "26.2"},
    "paper table 2 difference": {"10.9"},
    "code 145": {"0.03"},
}
"""Numbers that the paper (Krizhevsky, Sutskever, Hinton, NIPS 2012) and the code of 2012 print."""


@cache
def source(name: str) -> str:
    """A page as it lies in the package, with its comments."""
    return files("alexstudio.help").joinpath(f"{name}.md").read_text("utf-8")


@cache
def opened(name: str) -> tuple[Document, Report]:
    document = load_preset(name)
    return document, analyse(document)


def total(name: str) -> Report:
    return opened(name)[1]


def of_node(name: str, node_id: str) -> tuple[Node, Report]:
    document, report = opened(name)
    return document.graph[node_id], report


def changed(name: str, node_id: str, **values: object) -> Report:
    document = load_preset(name)
    graph = document.graph.copy()
    for key, value in values.items():
        graph.set_param(node_id, key, value)
    return analyse(replace(document, graph=graph))


# -- links -------------------------------------------------------------------------------------------------------------


def links(text: str) -> list[str]:
    return re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", text)


def test_every_file_is_in_the_contents_once() -> None:
    lie_here = {path.name.removesuffix(".md") for path in files("alexstudio.help").iterdir() if ".md" in path.name}
    assert sorted(WRITTEN) == sorted(lie_here)
    told_apart = {(page.title, page.group) for page in pages()}
    assert len(told_apart) == len(pages()) == len(WRITTEN) + len(layer_types())


@pytest.mark.parametrize("page", pages(), ids=lambda page: f"{page.link.scheme}:{page.link.target}")
def test_every_link_leads_somewhere(page: HelpPage) -> None:
    addresses = [read_link(address) for address in links(page.text)]
    near = {"alexnet"} | {link.target for link in addresses if link.scheme == "preset"}
    for link in addresses:
        if link.scheme in ("page", "layer"):
            assert find_page(link) is not None, link
        elif link.scheme == "preset":
            assert link.target in PRESETS, link
        elif link.scheme == "action":
            assert link.target in {spec.id for spec in ACTIONS}, link
        elif link.scheme == "node":
            # in AlexNet, in a preset that the page opens, or a layer type
            is_id = any(link.target in opened(name)[0].graph for name in near)
            assert is_id or find_type(link.target) is not None, link
        else:
            pytest.fail(f"{page.title} has a link to {link}")


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_has_something_to_try(name: str) -> None:
    page = find_page(Link("page", name))
    assert page is not None and page.text.startswith(f"# {page.title}\n")
    assert "<!--" not in page.text
    assert len(re.sub(r"\|.*", "", page.text).split()) < 520
    if name != "start":
        acts = [link.scheme for link in map(read_link, links(page.text.partition("## Try it")[2]))]
        assert {"preset", "node", "action"} & set(acts), "nothing to try"


def test_pages_link_to_each_other_as_files() -> None:
    """So that they work on a code host, too."""
    for name in WRITTEN:
        assert "(page:" not in source(name)
    assert [read_link(address).target for address in links(source("alexnet")) if address.endswith(".md")][:5] == [
        *("relu", "two-gpus", "normalisation-and-pooling", "data-augmentation", "dropout")
    ]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("two-gpus.md", Link("page", "two-gpus")),
        ("page:two-gpus", Link("page", "two-gpus")),
        ("node:Conv%20x", Link("node", "Conv x")),
        ("https://example.org/a.md", Link("web", "https://example.org/a.md")),
        ("file:///etc/passwd", Link("unknown", "file:///etc/passwd")),
        ("unknown:x", Link("unknown", "unknown:x")),
        ("web:x", Link("unknown", "web:x")),
        ("javascript:alert(1)", Link("unknown", "javascript:alert(1)")),
        ("", Link("unknown", "")),
    ],
)
def test_addresses(address: str, link: Link) -> None:
    assert read_link(address) == link


@pytest.mark.parametrize("target", ["../layers/pages", "nothing", "", "start.md", "/etc/passwd"])
def test_no_page_outside_the_contents(target: str) -> None:
    assert find_page(Link("page", target)) is None
    assert find_page(Link("layer", target)) is None
    assert picture(f"{target}.svg") is None


# -- numbers -----------------------------------------------------------------------------------------------------------


def one_gpu(name: str) -> Document:
    document = load_preset(name)
    graph = document.graph.copy()
    graph.set_device([node.id for node in graph.nodes if node.device != HOST], "gpu0")
    return replace(document, graph=graph)


def memory_2012(name: str, where: str, device: str) -> float:
    document = one_gpu(name) if where == "one" else load_preset(name)
    return predict(document, analyse(document), accounting="2012", batch=128).devices[device].peak / 2**20


def crossing(stem: str) -> int:
    moves = total("alexnet_two_gpu").transfers
    return sum(move.bytes_per_image for move in moves if re.fullmatch(f"{stem}[ab]", move.source))


def conv_share(of: Callable[[Report, str], int]) -> float:
    document, report = opened("alexnet")
    convolutions = [node.id for node in document.graph.nodes if node.type == "Conv2d"]
    return sum(of(report, one) for one in convolutions) / sum(of(report, node.id) for node in document.graph.nodes)


def ungrouped(*node_ids: str) -> int:
    document = load_preset("alexnet")
    graph = document.graph.copy()
    for node_id in node_ids:
        graph.set_param(node_id, "groups", 1)
    return analyse(replace(document, graph=graph)).total.weights - total("alexnet").total.weights


OWT_DEVICES = 8


def weird() -> Split:
    return split(total("alexnet_owt"))


def weird_traffic() -> Traffic:
    """Each device has as many pictures as the paper's batch."""
    return traffic(weird(), OWT_DEVICES, OWT_DEVICES * PAPER.batch_size)


LEARNED = ("conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8")
ACCOUNTS: dict[str, Callable[[], float]] = {
    "alexnet#FC6-8.params": lambda: sum(total("alexnet").stages[f"FC{number}"].params for number in (6, 7, 8)),
    "alexnet conv multiply-add share": lambda: 100 * conv_share(lambda report, one: report.nodes[one].multiply_adds),
    "alexnet conv parameter share": lambda: 100 * conv_share(lambda report, one: report.nodes[one].params),
    "alpha as printed": lambda: value("alexnet/norm1.alpha") * value("alexnet/norm1.size"),
    "card GTX 580": lambda: next(card.memory for card in CARDS if card.name == "GTX 580") / 2**20,
    "crops code": lambda: 2 * (PAPER.crop_margin + 1) ** 2,
    "crops paper": lambda: 2 * PAPER.crop_margin**2,
    "crossing step 128": lambda: 2 * 128 * total("alexnet_two_gpu").transfer_bytes / 1e6,
    "neurons": lambda: sum(prod(total("alexnet").nodes[one].shapes[0]) for one in LEARNED),
    "owt by data": lambda: weird_traffic().by_data / 1e6,
    "owt dense": lambda: weird().dense,
    "owt dense by data": lambda: gradient_bytes(weird().dense, OWT_DEVICES) / 1e6,
    "owt dense by model": lambda: weird_traffic().dense_by_model / 1e6,
    "owt devices": lambda: OWT_DEVICES,
    "owt even": lambda: weird().even_batch,
    "owt mixed": lambda: weird_traffic().mixed / 1e6,
    "owt others": lambda: weird().others,
    "owt others by data": lambda: weird_traffic().others_by_data / 1e6,
    "owt pictures": lambda: OWT_DEVICES * PAPER.batch_size,
    "owt read": lambda: weird().read,
    "recipe paper crop": lambda: PAPER.crop_margin,
    "recipe quick crop": lambda: QUICK_START.crop_margin,
    "times alexnet squeezenet": lambda: value("alexnet.params") / value("squeezenet1_0.params"),
    "tutorial extra multiply-adds": lambda: (
        100 * (value("alexnet_tutorial.multiply_adds") / value("alexnet.multiply_adds") - 1)
    ),
    "ungrouped conv4": lambda: ungrouped("conv4"),
    "ungrouped extra": lambda: ungrouped("conv2", "conv4", "conv5"),
}
"""Numbers that take more than one look at a preset."""


def value(account: str) -> float:
    """The number that a comment speaks of, worked out."""
    if account in ACCOUNTS:
        return ACCOUNTS[account]()
    if account.startswith("crossing "):
        return crossing(account.split()[1])
    if found := re.fullmatch(r"2012 (\w+) (one|as-is) (gpu\d)", account):
        return memory_2012(*found.groups())
    found = re.fullmatch(r"(\w+)(?:/(\w+)|@(\w+))?\.(\w+)", account)
    assert found is not None, f"no account of {account!r}"
    name, node_id, device, what = found.groups()
    if node_id:
        node, report = of_node(name, node_id)
        if what in node.params:
            return float(node.params[what])  # type: ignore[arg-type]
        return prod(report.nodes[node_id].shapes[0]) if what == "values" else getattr(report.nodes[node_id], what)
    if device:
        return int(getattr(total(name).devices[device], what))
    return int(getattr(total(name) if what == "transfer_bytes" else total(name).total, what))


NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?=\s+%)|\d+(?=<!--)"
TOLD = re.compile(rf"({NUMBER})(?:\s+%)?<!-- (.*?) -->")


CLAIMS = [(name, text, account) for name in WRITTEN for text, account in TOLD.findall(source(name))]


@pytest.mark.parametrize(("name", "text", "account"), CLAIMS)
def test_number(name: str, text: str, account: str) -> None:
    if account.startswith("cited "):
        assert text in CITED[account.removeprefix("cited ")]
        return
    places = len(text.partition(".")[2])
    assert text == f"{value(account):,.{places}f}", f"{name}.md says {text} for {account}"


@pytest.mark.parametrize("name", WRITTEN)
def test_no_number_is_without_an_account(name: str) -> None:
    """Tables of which every row is tested below, code and links apart."""
    text = source(name)
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    text = re.sub(r"`[^`]*`|!?\[[^\]]*\]\([^)]*\)|[Ss]ections? [\d.]+(?: and [\d.]+)*", "", text)
    if name in ("alexnet", "which-alexnet", "successors"):
        text = re.sub(r"^\|.*$", "", text, flags=re.MULTILINE)
    assert re.findall(NUMBER, TOLD.sub("", text)) == []
    assert len(re.findall("<!--", text)) == len(TOLD.findall(text)), "a comment without its number"


def rows(name: str) -> list[list[str]]:
    """The cells of the first table of a page, without its head."""
    lines = [line for line in source(name).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def filters_text(node: Node) -> str:
    if node.type != "Conv2d":
        return "dense"
    stride, groups = as_pair(node.params["stride"])[0], node.params["groups"]
    text = "×".join(map(str, as_pair(node.params["kernel_size"])))
    return text + (f", stride {stride}" if stride != 1 else "") + (f", {groups} groups" if groups != 1 else "")


def test_the_layer_table() -> None:
    table = rows("alexnet")
    assert len(table) == len(LEARNED) + 1
    for node_id, cells in zip(LEARNED, table[:-1], strict=True):
        node, report = of_node("alexnet", node_id)
        numbers = report.nodes[node_id]
        assert cells == [
            f"[{node.name}](node:{node_id}) {filters_text(node)}",
            shape_text(numbers.shapes[0]),
            f"{numbers.params:,}",
            f"{numbers.multiply_adds:,}",
        ]
    everything = total("alexnet").total
    assert table[-1] == ["all", "", f"{everything.params:,}", f"{everything.multiply_adds:,}"]


def widths(name: str) -> str:
    graph = opened(name)[0].graph
    by_device: dict[str, list[object]] = {}
    for node in graph.order():
        if node.type == "Conv2d" and node.stage.startswith("Conv"):
            by_device.setdefault(node.device, []).append(node.params["out_channels"])
    first, *others = by_device.values()
    assert all(other == first for other in others)
    return ("twice " if others else "") + ", ".join(map(str, first))


def test_the_table_of_dialects() -> None:
    seen = []
    for first, *numbers in rows("which-alexnet"):
        found = re.fullmatch(r"\[[^\]]*\]\(preset:(\w+)\) (.*)", first)
        assert found is not None
        sums = total(found[1]).total
        assert numbers == [f"{sums.params:,}", f"{sums.multiply_adds:,}"], found[1]
        assert found[2] == widths(found[1]), found[1]
        seen.append(found[1])
    assert set(seen) == {*SHELVES["AlexNet"], *SHELVES["AlexNet's dialects"]}


def test_the_table_of_successors() -> None:
    years = {name: year for shelf in SHELVES.values() for name, year in shelf.items()}
    table = rows("successors")
    assert len(table) == 7
    for first, *numbers in table:
        name = links(first)[0].removeprefix("preset:")
        sums = total(name).total
        assert numbers == [str(years[name]), f"{sums.params:,}", f"{sums.multiply_adds:,}"], name


# -- what the sentences say --------------------------------------------------------------------------------------------


def positions(name: str, node_id: str) -> str:
    return "×".join(map(str, total(name).nodes[node_id].shapes[0][1:]))


def test_sizes_in_sentences() -> None:
    one_line = {name: " ".join(source(name).split()) for name in WRITTEN}
    pools = [positions("alexnet", f"pool{number}") for number in (1, 2, 5)]
    assert f"leaves {pools[0]}, {pools[1]} and {pools[2]} positions" in one_line["alexnet"]
    slim = positions("alexnet_slim", "conv1")
    assert f"no padding in Conv1: {slim} positions" in one_line["which-alexnet"]
    assert f"{positions('alexnet_slim', 'pool5')} at the end instead of {pools[2]}" in one_line["which-alexnet"]
    assert f"crops to {positions('alexnet_caffe', 'input')}" in one_line["which-alexnet"]
    assert "to 55" in one_line["which-alexnet"] and positions("alexnet_cfg145", "conv1a") == "55×55"
    pad = of_node("alexnet_cfg145", "pad1a")[0].params
    assert (pad["left"], pad["right"], pad["top"], pad["bottom"]) == (0, 3, 0, 3)
    zf = of_node("zfnet", "conv1")[0].params
    assert f"{pair_text(as_pair(zf['kernel_size']))} every {as_pair(zf['stride'])[0]} pixels" in one_line["successors"]


def test_pooling_without_overlap_changes_no_other_number() -> None:
    before, after = total("alexnet"), changed("alexnet", "pool1", kernel_size=2)
    assert {one: report.shapes for one, report in after.nodes.items()} == {
        one: report.shapes for one, report in before.nodes.items()
    }
    assert after.total == before.total


def test_a_smaller_kernel_still_fits() -> None:
    assert changed("alexnet", "conv2", kernel_size=3).is_runnable


def test_conv4_does_not_cross() -> None:
    """The table of who reads whom, from the graph itself."""
    document, _ = opened("alexnet_two_gpu")
    graph = document.graph
    read: dict[str, set[str]] = {}
    for node in graph.nodes:
        if node.type in ("Conv2d", "Linear"):
            feeds = [wire.source for wire in graph.inputs(node.id)]
            while graph[feeds[0]].type in ("Concat", "Flatten"):
                feeds = [wire.source for one in feeds for wire in graph.inputs(one)]
            read.setdefault(node.stage, set()).add("+".join(sorted({graph[one].device for one in feeds})))
    both = {stage for stage, devices in read.items() if devices == {"gpu0+gpu1"}}
    own = {stage for stage, devices in read.items() if devices == {"gpu0", "gpu1"}}
    assert read["Conv1"] == {HOST}
    table = {cells[0]: cells[1] for cells in rows("two-gpus") if len(cells) == 2}
    assert table["Conv2, Conv4, Conv5"] == "the maps of its own card"
    assert table["Conv3"] == "all maps of both cards" and table["FC6, FC7, FC8"] == "all values of both cards"
    assert own == {"Conv2", "Conv4", "Conv5"}
    assert both == {"Conv3", "FC6", "FC7", "FC8"}
    assert "**Conv4 does not cross.**" in source("two-gpus")
    assert "only Conv3, FC6, FC7 and FC8 read both" in " ".join(source("which-alexnet").split())


def test_orders_that_the_pages_tell() -> None:
    paper, code = opened("alexnet")[0].graph, opened("alexnet_cfg145")[0].graph
    assert [paper[wire.source].type for wire in paper.inputs("relu1")] == ["Conv2d"]
    assert [code[wire.source].id for wire in code.inputs("relu1a")] == ["pool1a"]
    torchvision = opened("alexnet_torchvision")[0].graph
    dropout = next(node for node in torchvision.order() if node.type == "Dropout")
    before = [node.stage for node in torchvision.order() if node.type == "Linear"]
    assert before[0] == "FC6" and "fc6" in torchvision.downstream(dropout.id)
    assert "fc6" not in paper.downstream("drop6")
    biased = {stage for rule in PAPER.initialisation if rule.bias == 1 for stage in rule.stages}
    assert biased == {"Conv2", "Conv4", "Conv5", "FC6", "FC7"}
    wide, narrow = (of_node(f"cifar10_{name}", "local3")[0].params["out_channels"] for name in ("11pct", "13pct"))
    assert wide == 2 * narrow  # type: ignore[operator]


def test_keys_are_those_of_the_actions(qapp: QApplication) -> None:
    keys = {spec.id: {QKeySequence(key).toString() for key in (spec.shortcut, *spec.more) if key} for spec in ACTIONS}
    told = re.findall(r"(?:- |; )([\w+]+): \[[^\]]*\]\(action:(\w+)\)", source("editing"))
    assert len(told) >= 9
    for key, action in told:
        assert key.replace("Delete", "Del") in keys[action], action


# -- pages of layer types ----------------------------------------------------------------------------------------------


def test_page_of_a_layer_type() -> None:
    page = find_page(Link("layer", "LocalResponseNorm"))
    assert page is not None and page.group == "Normalisation"
    assert "| `alpha` | 0.0001 |" in page.text
    addresses = links(page.text)
    assert "node:LocalResponseNorm" in addresses
    assert "layer:BatchNorm2d" in addresses and "layer:LocalResponseNorm" not in addresses
    assert "normalisation-and-pooling.md" in addresses
    assert "preset:alexnet" in addresses and "preset:vgg16" not in addresses
    assert find_page(Link("layer", "localresponsenorm")) is None


def test_a_plugin_has_its_page_while_it_is_there() -> None:
    class Mine(type(find_type("ReLU"))):  # type: ignore[misc]
        name = "MineOnly"
        family = "Mine"

    kind: LayerType = Mine()
    register([kind], "mine")
    try:
        page = find_page(Link("layer", "MineOnly"))
        assert page is not None and "Presets" not in page.text and "Related" not in page.text
        assert page in pages()
    finally:
        unregister("mine")
    assert find_page(Link("layer", "MineOnly")) is None


# -- drawings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WRITTEN)
def test_drawings_are_there_and_have_the_colours_of_the_theme(name: str) -> None:
    for address in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", source(name)):
        text = picture(address)
        assert text is not None, address
        assert set(re.findall(r"#[0-9a-f]{3,6}", text)) <= {*ink.LIGHT.values(), *ink.DEVICES}
        assert "http://www.w3.org/2000/svg" in text and "href" not in text and "<script" not in text
