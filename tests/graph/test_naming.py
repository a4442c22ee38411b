from __future__ import annotations

import keyword

import pytest
from torch import fx, nn

from alexstudio.graph import LayerGraph, Node
from alexstudio.graph.naming import attribute_names


def names_of(*ids: str) -> dict[str, str]:
    graph = LayerGraph()
    for node_id in ids:
        graph.add(Node(node_id, "ReLU", "x"))
    return attribute_names(graph)


def test_mostly_the_id_itself() -> None:
    assert names_of("conv1", "FC6", "a_b") == {"conv1": "conv1", "FC6": "FC6", "a_b": "a_b"}


def test_names_stay_unique() -> None:
    found = names_of("forward", "forward_", "forward__")
    assert found["forward"] == "forward_"
    assert len(set(found.values())) == 3


TAKEN = sorted(
    {name for kind in (nn.Module(), fx.GraphModule(nn.Module(), fx.Graph())) for name in dir(kind) if name[0] != "_"}
    | set(keyword.kwlist) - {"None", "True", "False"}
)


@pytest.mark.parametrize("taken", TAKEN)
def test_nothing_that_torch_or_python_uses(taken: str) -> None:
    name = names_of(taken)[taken]
    assert name.isidentifier() and not keyword.iskeyword(name)
    for module in (nn.Module(), fx.GraphModule(nn.Module(), fx.Graph())):
        assert not hasattr(module, name)
        module.add_module(name, nn.ReLU())
        assert f"{name}.weight" not in module.state_dict()
