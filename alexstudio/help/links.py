"""Addresses in help pages: other pages, presets, layers of the open document, layer types, actions, the web."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args
from urllib.parse import unquote

Scheme = Literal["page", "preset", "node", "layer", "action", "web", "unknown"]


class Link(NamedTuple):
    """What a link leads to.

    ``page`` the page of that name, written as the file ``two-gpus.md`` or as ``page:two-gpus``; ``preset`` opens a
    preset; ``node`` selects the node of that id, else one of that layer type; ``layer`` the page of a layer type;
    ``action`` does what the action of that id does; ``web`` an address for the browser.
    """

    scheme: Scheme
    target: str


def read_link(address: str) -> Link:
    """The link of an address; ``unknown`` with the whole address where it is none of them."""
    scheme, colon, rest = address.partition(":")
    if scheme in ("http", "https"):
        return Link("web", address)
    if not colon and address.endswith(".md"):
        return Link("page", unquote(address.removesuffix(".md").removeprefix("./")))
    if colon and scheme in get_args(Scheme)[:5]:
        return Link(scheme, unquote(rest))  # type: ignore[arg-type]  # one of the literals, as just checked
    return Link("unknown", unquote(address))
