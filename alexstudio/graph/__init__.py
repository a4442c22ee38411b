"""What people edit: a graph of layers, a recipe, and the document that holds both."""

from alexstudio.graph.document import Document
from alexstudio.graph.layergraph import Edge, GraphError, LayerGraph, Node
from alexstudio.graph.recipe import InitRule, Recipe

__all__ = ["Document", "Edge", "GraphError", "InitRule", "LayerGraph", "Node", "Recipe"]
