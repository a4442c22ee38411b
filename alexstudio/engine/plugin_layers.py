"""Layers of plugins in a compiled network."""

from __future__ import annotations

from torch import fx, nn

from alexstudio.extensions.memory import plugin_source


def trace_if_possible(layer: nn.Module) -> nn.Module:
    """``layer`` as a graph of torch's own layers, so that a saved network opens without the plugin; else as it is.

    A ``forward`` that branches on its input cannot be traced. One that asks whether it is in training can, but the
    answer would stay for ever, as in ``dropout(x, training=self.training)``: the two graphs then differ.
    """
    try:
        learning = fx.symbolic_trace(layer.train())
        if fx.symbolic_trace(layer.eval()).code == learning.code:
            return learning.train()
    except Exception:  # whatever a foreign forward raises when it gets no tensor
        pass
    return layer.train()


def untraced(module: nn.Module) -> list[str]:
    """The classes of plugins that are in a module as they are, so that opening its file needs the plugin."""
    kinds = {type(part) for part in module.modules()}
    return sorted(kind.__name__ for kind in kinds if plugin_source(kind.__module__) is not None)
