"""The document file: strict JSON, validated on the way in, one node a line on the way out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from alexstudio.files import FileProblem, read_bytes, write_atomically
from alexstudio.graph.document import Document
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import Edge, GraphError, Node
from alexstudio.graph.recipe import Recipe

FORMAT = "alexstudio/1"
SUFFIX = ".json"
SIZE_LIMIT = 16 * 1024 * 1024
NODE_LIMIT, EDGE_LIMIT = 10_000, 50_000

_Coordinate = Annotated[float, Field(ge=-1e7, le=1e7, allow_inf_nan=False, strict=False)]


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
    note: str = Field("", max_length=4000)
    at: Annotated[tuple[_Coordinate, _Coordinate], Field(strict=False)] | None = None


class DocumentFile(_Strict):
    """A document as it is written; an edge is [source, output port, target, input slot]."""

    format: Literal["alexstudio/1"]
    title: str = Field("Untitled", min_length=1, max_length=200)
    source: str = Field("", max_length=4000)
    notes: str = Field("", max_length=100_000)
    recipe: Recipe = Field(default_factory=Recipe)
    nodes: list[NodeFile] = Field(max_length=NODE_LIMIT)
    edges: list[Annotated[tuple[str, int, str, int], Field(strict=False)]] = Field(max_length=EDGE_LIMIT)


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
        for node in file.nodes:
            place = (round(node.at[0], 2), round(node.at[1], 2)) if node.at else None
            graph.add(Node(node.id, node.type, node.name, node.params, node.device, node.stage, node.note, place))
        graph.connect_all(Edge(*edge) for edge in file.edges)
    except GraphError as error:
        raise DocumentError(str(error)) from None
    return Document(file.title, graph.freeze(), file.recipe, file.notes, file.source)


def dumps(document: Document) -> str:
    """The JSON text of a document: fixed order, one node and one edge a line, so that line diffs read well."""
    nodes = [json.dumps(node_fields(node), ensure_ascii=False) for node in document.graph.nodes]
    place = {node.id: number for number, node in enumerate(document.graph.nodes)}
    edges = sorted(document.graph.edges, key=lambda edge: (place[edge.target], edge.slot))
    head = {"format": FORMAT, "title": document.title, "source": document.source, "notes": document.notes}
    lines = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items() if value]
    recipe = json.dumps(document.recipe.model_dump(mode="json"), ensure_ascii=False)
    lines.append(f'  "recipe": {recipe}')
    for key, rows in (("nodes", nodes), ("edges", [json.dumps(list(edge)) for edge in edges])):
        body = ",\n".join(f"    {row}" for row in rows)
        lines.append(f'  "{key}": [\n{body}\n  ]' if rows else f'  "{key}": []')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def save(document: Document, path: Path | str) -> None:
    """Write a document atomically; `FileProblem` when it cannot be written, and the old file is as it was."""
    write_atomically(Path(path), dumps(document).encode())


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
    return fields


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
