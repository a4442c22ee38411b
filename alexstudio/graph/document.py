"""`Document`: a graph, its recipe and its notes; an immutable value once frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.recipe import Recipe
from alexstudio.graph.recipes_named import QUICK_START


@dataclass(frozen=True)
class Document:
    """What is opened, edited, saved, trained and exported."""

    title: str = "Untitled"
    graph: LayerGraph = field(default_factory=LayerGraph)
    recipe: Recipe = QUICK_START
    notes: str = ""
    """What this network is and how it differs from others, for people."""
    source: str = ""
    """Where the network was published."""

    def with_recipe(self, **changes: object) -> Document:
        """A copy with fields of the recipe changed, validated; raises pydantic's ``ValidationError``."""
        recipe = Recipe.model_validate({**dict(self.recipe), **changes})
        return replace(self, recipe=recipe)
