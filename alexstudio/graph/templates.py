"""Templates: pieces of networks in files, to be put into any document: a residual block, an AlexNet stage."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import platformdirs

from alexstudio.files import FileProblem, read_bytes, write_atomically
from alexstudio.graph.arrange import GAP
from alexstudio.graph.blocks import members
from alexstudio.graph.clipboard import copied, paste, read_clip
from alexstudio.graph.fileformat import SIZE_LIMIT
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import HOST, Edge, GraphError
from alexstudio.graph.places import box_of, move_block, move_by, node_box
from alexstudio.graph.presets import presets_folder

SUFFIX = ".json"


class Template(NamedTuple):
    """A piece that can be added; ``is_own`` when the user made it."""

    name: str
    path: Path
    is_own: bool

    def read(self) -> str:
        """Its text, as on the clipboard; `GraphError` when it cannot be read."""
        try:
            return read_bytes(self.path, limit=SIZE_LIMIT).decode()
        except (FileProblem, UnicodeDecodeError) as problem:
            raise GraphError(f"The template {self.name} cannot be read: {problem}") from None


def own_folder() -> Path:
    """Where the user's templates lie."""
    return platformdirs.user_data_path("alexstudio", appauthor=False) / "templates"


def templates(own: Path | None = None) -> list[Template]:
    """Those that come with the program, then the user's, by name."""
    shipped = sorted((presets_folder() / "blocks").glob(f"*{SUFFIX}"))
    found = [Template(path.stem.replace("_", " "), path, False) for path in shipped]
    folder = own or own_folder()
    mine = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    return found + [Template(path.stem, path, True) for path in mine]


def save_template(graph: LayerGraph, block: str, folder: Path | None = None) -> Path:
    """Write a block as a template named like it; returns the file. `GraphError` when that cannot be done."""
    name = graph.outline.blocks[block].name
    safe = "".join(letter for letter in name if letter.isalnum() or letter in " -_.()+").strip(" .")[:80]
    if not safe:
        raise GraphError(f"The block {name!r} needs a name with letters or digits before it can be a template.")
    path = (folder or own_folder()) / f"{safe}{SUFFIX}"
    if path.exists():
        raise GraphError(
            f"There already is a template {safe!r} in {path.parent}. Rename the block, or delete that file."
        )
    text = copied(graph, [node.id for node in members(graph, block)])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.encode())
    except (OSError, FileProblem) as problem:
        raise GraphError(f"The template cannot be written to {path}: {problem}") from None
    return path


def add_template(
    graph: LayerGraph, text: str, *, after: str = "", at: tuple[float, float] = (0.0, 0.0), into: str = ""
) -> list[str]:
    """Put a piece into a graph and return its new ids.

    ``after`` a node it reads that node's first output, and what read the node reads the piece, if it gives one tensor;
    it lies in the same block and on the same device. Otherwise its middle comes to lie at ``at`` in the block ``into``.
    """
    clip = read_clip(text)
    blocks = set(graph.outline.blocks)
    into = graph[after].block if after else into
    new = paste(graph, text, (0.0, 0.0), into=into)
    ids = dict(zip((node.id for node in clip.nodes), new, strict=True))
    outer = [block for block in graph.outline.blocks.values() if block.id not in blocks and block.parent == into]
    box = box_of(graph, new)
    if not after:
        _move(graph, new, [block.id for block in outer], (at[0] - (box[0] + box[2]) / 2, at[1] - (box[1] + box[3]) / 2))
        return new
    begin = graph[after]
    if begin.device != HOST:
        graph.set_device(new, begin.device)
    card = node_box(graph, after)
    right = card[2] + GAP[0]
    wide = box[2] - box[0] + GAP[0]
    others = [node.id for node in graph.nodes if node.id not in set(new) and node.position]
    move_by(graph, [one for one in others if node_box(graph, one)[0] >= card[2]], (wide, 0.0))
    _move(graph, new, [block.id for block in outer], (right - box[0], (card[1] + card[3]) / 2 - (box[1] + box[3]) / 2))
    readers = graph.consumers(after)
    entries = [Edge(*wire) for wire in clip.inputs]
    if len({(wire.source, wire.output) for wire in entries}) > 1:
        raise GraphError("This piece reads several tensors. Add it on its own and connect it by hand.")
    for wire in sorted(entries, key=lambda one: (one.target, one.slot)):
        graph.connect(Edge(after, 0, ids[wire.target], wire.slot))
    ends = [node_id for node_id in new if not graph.consumers(node_id)]
    if len(ends) == 1 and entries:
        for wire in readers:
            graph.reroute(wire, ends[0])
    return new


def _move(graph: LayerGraph, nodes: list[str], blocks: list[str], by: tuple[float, float]) -> None:
    """Move a piece: its free nodes, and its blocks with all that is in them."""
    by = round(by[0], 2), round(by[1], 2)
    inside = {node.id for block in blocks for node in members(graph, block)}
    move_by(graph, [node_id for node_id in nodes if node_id not in inside], by)
    for block in blocks:
        move_block(graph, block, by)
