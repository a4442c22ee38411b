"""Documents to and from plain networkx graphs, for programs of one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import networkx as nx

from alexstudio.graph.document import Document
from alexstudio.graph.fileformat import FORMAT, DocumentError, dumps, loads
from alexstudio.graph.node import HOST

_OUTLINE = ("blocks", "frames", "bends", "views")


def to_networkx(document: Document) -> nx.MultiDiGraph[str]:
    """The layers of a document as a directed multigraph of plain values, which may be changed at will.

    A node's key is the id of its layer; its attributes are those of the document file: ``type``, ``name``, ``params``,
    ``device``, and where they are set ``stage``, ``note``, ``at``, ``bypassed``, ``block``. An edge has ``output`` (the
    port it comes from) and ``slot`` (the input it fills). ``graph.graph`` holds title, source, notes and recipe, and
    what belongs to the picture.
    """
    raw = json.loads(dumps(document))
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    made.graph.update({key: value for key, value in raw.items() if key not in ("format", "nodes", "edges")})
    for node in raw["nodes"]:
        made.add_node(node.pop("id"), **node)
    for source, output, target, slot in raw["edges"]:
        made.add_edge(source, target, output=output, slot=slot)
    return made


def from_networkx(graph: nx.DiGraph[Any] | nx.MultiDiGraph[Any], title: str = "") -> Document:
    """The document of a directed graph with the attributes that `to_networkx` gives.

    Only ``type`` is needed: a node without a name is called by its key, parameters that are left out have their
    defaults, and edges without ``slot`` fill the inputs of a node in the order in which they were added. A key that
    cannot be an id, such as 1, becomes one that can: n1. Raises `DocumentError` with one sentence where the graph is
    not a network.
    """
    if not graph.is_directed():
        raise DocumentError("The graph has no directions. Make it a networkx DiGraph or MultiDiGraph.")
    for key, values in graph.nodes(data=True):
        if not isinstance(values.get("type"), str):
            raise DocumentError(f"The node {str(key)[:60]!r} has no type, such as type='Conv2d'.")
    named = {key: _identifier(str(key)) for key in graph}
    if len(set(named.values())) < len(named):
        raise DocumentError("Two nodes of the graph have keys that read the same. Give them different ones.")
    raw: dict[str, Any] = {"format": FORMAT, **{key: graph.graph[key] for key in graph.graph if key in _HEAD}}
    if title:
        raw["title"] = title
    raw["nodes"] = [{**_defaults(key, values), **values, "id": named[key]} for key, values in graph.nodes(data=True)]
    raw["edges"] = list(_edges(graph, named))
    try:
        text = json.dumps(raw)
    except (TypeError, ValueError, RecursionError) as error:
        raise DocumentError(f"The graph holds a value that no document can: {error}.") from None
    return loads(text)


_HEAD = ("title", "source", "notes", "recipe", *_OUTLINE)


def _identifier(key: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_]", "_", key)[:60]
    return plain if plain[:1].isalpha() else f"n{plain}"


def _defaults(key: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {"name": str(key), **({"device": HOST} if values["type"] == "Input" else {})}


def _edges(graph: Any, named: dict[Any, str]) -> Iterator[list[Any]]:
    """Every edge as [source, output, target, slot]."""
    taken: dict[Any, set[int]] = {}
    for _, target, values in graph.edges(data=True):
        if "slot" in values:
            taken.setdefault(target, set()).add(values["slot"])
    for source, target, values in graph.edges(data=True):
        slot = values.get("slot")
        if slot is None:
            full = taken.setdefault(target, set())
            slot = next(number for number in range(len(full) + 1) if number not in full)
            full.add(slot)
        yield [named[source], values.get("output", 0), named[target], slot]
