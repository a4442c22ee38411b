"""The document file: strict JSON, validated on the way in, one node a line on the way out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from alexstudio.files import FileProblem, read_bytes, write_atomically
from alexstudio.graph.document import Document
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.limits import BEND_LIMIT, BLOCK_LIMIT, EDGE_LIMIT, FRAME_LIMIT, NODE_LIMIT
from alexstudio.graph.node import NOTE_LIMIT, PLACE_LIMIT, Edge, GraphError, Node
from alexstudio.graph.outline import Block, Frame, Outline
from alexstudio.graph.recipe import Recipe

FORMAT = "alexstudio/1"
SUFFIX = ".json"
SIZE_LIMIT = 16 * 1024 * 1024

_ALWAYS = frozenset(
    "name data train_images validation_images input_scale crop_margin flip batch_size epochs learning_rate momentum "
    "weight_decay schedule patience initialisation precision validate_every seed".split()
)
"""Fields of a recipe that are always written; the others came later, and old files lack them."""

_Coordinate = Annotated[float, Field(ge=-PLACE_LIMIT, le=PLACE_LIMIT, allow_inf_nan=False, strict=False)]
_Point = Annotated[tuple[_Coordinate, _Coordinate], Field(strict=False)]
_View = Annotated[
    tuple[_Coordinate, _Coordinate, Annotated[float, Field(ge=0.001, le=100, strict=False)]], Field(strict=False)
]
_Bends = Annotated[list[_Point], Field(max_length=BEND_LIMIT)]


class DocumentError(ValueError):
    """A document that cannot be opened; the text is one sentence that says where and why."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class NodeFile(_Strict):
    """One node as it is written."""

    id: str = Field(max_length=64)
    type: str = Field(min_length=1, max_length=200)
    name: str = Field(max_length=200)
    stage: str = Field("", max_length=200)
    device: str = Field("gpu0", max_length=64)
    params: dict[str, Any] = Field(default_factory=dict)
    note: str = Field("", max_length=NOTE_LIMIT)
    at: _Point | None = None
    bypassed: bool = False
    block: str = Field("", max_length=64)


class BlockFile(_Strict):
    """A block as it is written."""

    id: str = Field(max_length=64)
    name: str = Field(max_length=200)
    parent: str = Field("", max_length=64)
    folded: bool = False
    note: str = Field("", max_length=NOTE_LIMIT)
    at: _Point | None = None


class FrameFile(_Strict):
    """A comment frame as it is written; ``box`` is [left, top, width, height]."""

    id: str = Field(max_length=64)
    text: str = Field("", max_length=200)
    box: Annotated[tuple[_Coordinate, _Coordinate, _Coordinate, _Coordinate], Field(strict=False)]
    tone: int = 0


class DocumentFile(_Strict):
    """A document as it is written; an edge is [source, output port, target, input slot]."""

    format: Literal["alexstudio/1"]
    title: str = Field("Untitled", min_length=1, max_length=200)
    source: str = Field("", max_length=4000)
    notes: str = Field("", max_length=100_000)
    recipe: Recipe = Field(default_factory=Recipe)
    nodes: list[NodeFile] = Field(max_length=NODE_LIMIT)
    edges: list[Annotated[tuple[str, int, str, int], Field(strict=False)]] = Field(max_length=EDGE_LIMIT)
    blocks: list[BlockFile] = Field(default_factory=list, max_length=BLOCK_LIMIT)
    frames: list[FrameFile] = Field(default_factory=list, max_length=FRAME_LIMIT)
    bends: list[Annotated[tuple[str, int, _Bends], Field(strict=False)]] = Field(
        default_factory=list, max_length=EDGE_LIMIT
    )
    """[node, input slot, points] of wires that run through points."""
    views: dict[Literal["1", "2", "3", "4", "5", "6", "7", "8", "9"], _View] = Field(default_factory=dict)
    """Bookmark -> [x, y, zoom]."""


def load(path: Path | str) -> Document:
    """Open a document; `DocumentError` with one sentence for anything that is not one."""
    try:
        content = read_bytes(Path(path), limit=SIZE_LIMIT)
    except FileProblem as problem:
        raise DocumentError(str(problem)) from None
    try:
        return loads(content)
    except DocumentError as error:
        raise DocumentError(f"{path} cannot be opened: {error}") from None


def loads(content: bytes | str) -> Document:
    """The document in a JSON text, frozen; `DocumentError` when it is not one."""
    raw = parse_json(content)
    if not isinstance(raw, dict) or not isinstance(raw.get("format"), str):
        raise DocumentError("this is JSON, but not an alexstudio document (it has no format line).")
    if raw["format"] != FORMAT:
        shown = raw["format"][:40]
        raise DocumentError(
            f"its format is {shown!r} and this program reads {FORMAT!r}. Use the version that wrote it."
        )
    try:
        file = DocumentFile.model_validate(raw)
    except ValidationError as error:
        raise DocumentError(_first_fault(error)) from None
    graph = LayerGraph()
    try:
        outline = Outline(blocks=read_blocks(file.blocks))
        graph.set_outline(outline)
        for node in file.nodes:
            graph.add(read_node(node))
        graph.connect_all(Edge(*edge) for edge in file.edges)
        graph.set_outline(replace(graph.outline, **_rest_of_outline(file, graph)))
    except GraphError as error:
        raise DocumentError(str(error)) from None
    return Document(file.title, graph.freeze(), file.recipe, file.notes, file.source)


def read_node(file: NodeFile) -> Node:
    """A node as it was written."""
    fields = (file.id, file.type, file.name, file.params, file.device, file.stage, file.note)
    return Node(*fields, file.at, file.bypassed, file.block)


def read_blocks(files: list[BlockFile]) -> dict[str, Block]:
    """Blocks as they were written, by id; `GraphError` when two have the same."""
    blocks: dict[str, Block] = {}
    for one in files:
        if one.id in blocks:
            raise GraphError(f"There are two blocks {one.id!r}.")
        blocks[one.id] = Block(**dict(one))
    return blocks


def _rest_of_outline(file: DocumentFile, graph: LayerGraph) -> dict[str, Any]:
    frames = {one.id: Frame(**dict(one)) for one in file.frames}
    if len(frames) < len(file.frames):
        raise GraphError("Two comments have the same id.")
    wired = {(edge.target, edge.slot) for edge in graph.edges}
    bends = {}
    for target, slot, points in file.bends:
        if (target, slot) not in wired:
            raise GraphError(f"A bend lies on a wire into {target[:60]!r} that is not there.")
        if points:
            bends[target, slot] = tuple(points)
    return {"frames": frames, "bends": bends, "views": {int(key): view for key, view in file.views.items()}}


def dumps(document: Document) -> str:
    """The JSON text of a document: fixed order, one node and one edge a line, so that line diffs read well."""
    nodes = [json.dumps(node_fields(node), ensure_ascii=False) for node in document.graph.nodes]
    place = {node.id: number for number, node in enumerate(document.graph.nodes)}
    edges = sorted(document.graph.edges, key=lambda edge: (place[edge.target], edge.slot))
    head = {"format": FORMAT, "title": document.title, "source": document.source, "notes": document.notes}
    lines = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items() if value]
    recipe = json.dumps(recipe_fields(document.recipe), ensure_ascii=False)
    lines.append(f'  "recipe": {recipe}')
    parts = {"nodes": nodes, "edges": [json.dumps(list(edge)) for edge in edges], **_outline_rows(document.graph)}
    for key, rows in parts.items():
        body = ",\n".join(f"    {row}" for row in rows)
        lines.append(f'  "{key}": [\n{body}\n  ]' if rows else f'  "{key}": []')
    if document.graph.outline.views:
        views = {
            str(key): [_coordinate(x), _coordinate(y), zoom]
            for key, (x, y, zoom) in document.graph.outline.views.items()
        }
        lines.append(f'  "views": {json.dumps(views)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def save(document: Document, path: Path | str) -> None:
    """Write a document atomically; `FileProblem` when it cannot be written, and the old file is as it was."""
    write_atomically(Path(path), dumps(document).encode())


def recipe_fields(recipe: Recipe) -> dict[str, Any]:
    """A recipe as it is written: what every recipe says, and of the rest what differs from the default."""
    fields, spoken = recipe.model_dump(mode="json"), recipe.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in fields.items() if name in _ALWAYS or name in spoken}


def node_fields(node: Node) -> dict[str, Any]:
    """A node as it is written."""
    fields: dict[str, Any] = {"id": node.id, "type": node.type, "name": node.name}
    if node.stage:
        fields["stage"] = node.stage
    fields["device"] = node.device
    params = {name: _plain(value) for name, value in node.params.items()}
    if params:
        fields["params"] = params
    if node.note:
        fields["note"] = node.note
    if node.position is not None:
        fields["at"] = [_coordinate(part) for part in node.position]
    if node.bypassed:
        fields["bypassed"] = True
    if node.block:
        fields["block"] = node.block
    return fields


def block_fields(block: Block) -> dict[str, Any]:
    """A block as it is written."""
    fields: dict[str, Any] = {"id": block.id, "name": block.name}
    for key in ("parent", "folded", "note"):
        if getattr(block, key):
            fields[key] = getattr(block, key)
    if block.at is not None:
        fields["at"] = [_coordinate(part) for part in block.at]
    return fields


def _outline_rows(graph: LayerGraph) -> dict[str, list[str]]:
    """What the picture adds, one object a line; nothing for what there is not."""
    outline = graph.outline
    frames = [
        {"id": one.id, "text": one.text, "box": [_coordinate(part) for part in one.box], "tone": one.tone}
        for one in outline.frames.values()
    ]
    bends = [
        [target, slot, [[_coordinate(part) for part in point] for point in points]]
        for (target, slot), points in sorted(outline.bends.items())
    ]
    found: dict[str, list[Any]] = {
        "blocks": [block_fields(block) for block in outline.blocks.values()],
        "frames": frames,
        "bends": bends,
    }
    return {key: [json.dumps(row, ensure_ascii=False) for row in rows] for key, rows in found.items() if rows}


def _coordinate(value: float) -> float:
    return int(value) if value == int(value) else round(value, 2)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple) and len(value) == 2:
        return value[0] if value[0] == value[1] else list(value)
    return value


def parse_json(content: bytes | str) -> Any:
    """JSON without what the standard library lets pass: NaN, infinity, a key twice, lone surrogates."""

    def refuse_constant(word: str) -> NoReturn:
        raise DocumentError(f"it holds {word}, which is not a JSON number.")

    def refuse_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            twice = next(key for key, _ in pairs if [k for k, _ in pairs].count(key) > 1)
            raise DocumentError(f"the key {twice[:60]!r} stands twice in one object.")
        return found

    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        raw = json.loads(text, parse_constant=refuse_constant, object_pairs_hook=refuse_twins)
        json.dumps(raw, ensure_ascii=False, allow_nan=False).encode()  # 1e999 is infinity, \ud800 is no character
        return raw
    except DocumentError:
        raise
    except UnicodeError:
        raise DocumentError("it is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        if not text.strip():
            raise DocumentError("it is empty.") from None
        raise DocumentError(
            f"it is not JSON ({error.msg.lower()} at line {error.lineno}, column {error.colno}); "
            "perhaps it is another kind of file, or was cut off."
        ) from None
    except (ValueError, RecursionError, MemoryError):
        raise DocumentError("it is nested too deeply or holds a number that is too long.") from None


def _first_fault(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    where = "/".join(str(part) for part in faults[0]["loc"])[:120]
    where = where if where.isprintable() else repr(where)[:120]
    more = f" (and {len(faults) - 1} more faults)" if len(faults) > 1 else ""
    is_object = faults[0]["type"] in ("dict_type", "model_type", "model_attributes_type")
    message = "Input should be an object in braces" if is_object else faults[0]["msg"]
    return f"at {where}: {message[0].lower() + message[1:]}{more}."
