"""The page of a layer type with its surroundings: what is related, who writes of it, which presets have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from alexstudio.files import FileProblem, read_bytes
from alexstudio.graph.fileformat import SIZE_LIMIT, DocumentError, parse_json
from alexstudio.graph.presets import presets
from alexstudio.layers import LayerType, families
from alexstudio.layers.pages import page


def layer_page(kind: LayerType) -> str:
    """The page of a layer type in Markdown, with links."""
    lines = ["## Try it", "", f"- [Select a layer of this type](node:{quote(kind.name)}) in the open document."]
    kin = [one.name for one in families().get(kind.family, ()) if one.name != kind.name]
    if kin:
        lines += ["", "## Related", "", _row((name, f"layer:{quote(name)}") for name in kin)]
    told = [(title, f"{name}.md") for name, title, text in _written() if f"(layer:{kind.name})" in text]
    if told:
        lines += ["", "## Told in", "", _row(told)]
    users = [(title, f"preset:{name}") for name, (title, types) in _presets().items() if kind.name in types]
    if users:
        lines += ["", "## Presets that have it", "", _row(users)]
    return page(kind) + "\n" + "\n".join(lines) + "\n"


def _row(links: Iterable[tuple[str, str]]) -> str:
    return " · ".join(f"[{title}]({address})" for title, address in links)


@cache
def _written() -> tuple[tuple[str, str, str], ...]:
    """Name, title and text of every page that lies here."""
    found = []
    for path in files(__package__).iterdir():
        if path.name.endswith(".md"):
            text = path.read_text("utf-8")
            found.append((path.name.removesuffix(".md"), text.partition("\n")[0].removeprefix("# "), text))
    return tuple(sorted(found))


@cache
def _presets() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Title and layer types of every preset, read without building its graph; broken ones are left out."""
    found = {}
    for preset in presets():
        try:
            raw = parse_json(read_bytes(preset.path, limit=SIZE_LIMIT))
        except (FileProblem, DocumentError):
            continue
        if isinstance(raw, dict) and isinstance(raw.get("nodes"), list):
            types = frozenset(str(node.get("type")) for node in raw["nodes"] if isinstance(node, dict))
            found[preset.name] = (str(raw.get("title", preset.name)), types)
    return found
