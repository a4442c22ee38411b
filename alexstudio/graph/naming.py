"""Names of layers in Python: the key in the state dict and the attribute in generated source."""

from __future__ import annotations

import keyword

from alexstudio.graph.layergraph import LayerGraph

# What torch.nn.Module and generated source already use
_TAKEN = frozenset(
    (
        "T T_destination add_module add_submodule apply bfloat16 buffers call_super_init children code compile cpu "
        "cuda delete_all_unused_submodules delete_submodule double dump_patches eval extra_repr float forward "
        "get_buffer get_extra_state get_parameter get_submodule graph half input_names ipu load_state_dict meta model "
        "Model modules mtia named_buffers named_children named_modules named_parameters nn parameters print "
        "print_readable recipe recompile requires_grad requires_grad_ self set_extra_state set_submodule shape_env "
        "share_memory state_dict to to_empty to_folder torch train training type x xpu zero_grad"
    ).split()
)


def attribute_names(graph: LayerGraph) -> dict[str, str]:
    """Node id -> attribute name, unique and safe in Python; mostly the id itself."""
    names: dict[str, str] = {}
    used = set(_TAKEN)
    for node in graph.nodes:
        name = node.id
        if name.startswith("register_"):  # a dozen hooks, and more with every torch
            name = f"layer_{name}"
        while name in used or keyword.iskeyword(name) or keyword.issoftkeyword(name):
            name += "_"
        names[node.id] = name
        used.add(name)
    return names
