"""What a layer type is: its parameters, shape rule and costs. Standard library only."""

from alexstudio.layers.params import Param, ParamError, Value, Values
from alexstudio.layers.registry import families, find_type, layer_type, layer_types
from alexstudio.layers.spec import Costs, Kept, LayerType, Shape, ShapeError, Window, shape_text

__all__ = [
    "Costs",
    "Kept",
    "LayerType",
    "Param",
    "ParamError",
    "Shape",
    "ShapeError",
    "Value",
    "Values",
    "Window",
    "families",
    "find_type",
    "layer_type",
    "layer_types",
    "shape_text",
]
