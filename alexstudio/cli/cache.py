"""The verb about what is kept: decoded pictures of folders."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from alexstudio.cli.asking import engine
from alexstudio.cli.refusal import FAILED, WELL, Refusal, visible

if TYPE_CHECKING:
    from alexstudio.runs.data_page import PicturesKept


def add_parser(verbs: Any) -> None:
    """``alexstudio cache [list|build|remove]``."""
    parser = verbs.add_parser("cache", help="the decoded pictures that are kept between trainings")
    parser.add_argument("what", nargs="?", choices=("list", "build", "remove"), default="list")
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="build: the DOC whose pictures are kept, or a folder of pictures, which are kept as AlexNet reads them; "
        "remove: as list names them",
    )
    parser.add_argument("--all", action="store_true", help="remove everything")


def cache(chosen: argparse.Namespace) -> int:
    """List, make or remove kept pictures."""
    if chosen.what == "build":
        return _build(chosen)
    from alexstudio.runs.picture_cache import LIMIT, cache_root, entries, remove, taken

    found = entries()
    if chosen.what == "list":
        for entry in found:
            state = "" if entry.is_whole else ", not whole yet"
            about = f"{entry.pictures:,} {entry.split} pictures of {entry.side} pixels{state}"
            print(f"{entry.key}  {entry.bytes / 1e9:7.2f} GB  {about}: {visible(entry.source)}")
        print(f"{taken(found) / 1e9:.2f} GB of at most {LIMIT / 1e9:.0f} GB in {visible(str(cache_root()))}")
        return WELL
    if not chosen.all and not chosen.names:
        raise Refusal("say what to remove: a KEY that alexstudio cache lists, or --all.")
    by_key = {entry.key: entry for entry in found}
    for key in chosen.names:
        if key not in by_key:
            raise Refusal(f"nothing is kept as {key[:60]!r}; alexstudio cache lists what is.")
    from alexstudio.files import FileProblem

    for entry in found if chosen.all else [by_key[key] for key in chosen.names]:
        try:
            remove(entry)
        except FileProblem as problem:
            raise Refusal(str(problem)) from None
        print(f"Removed {entry.key} ({entry.bytes / 1e9:.2f} GB).")
    return WELL


def _build(chosen: argparse.Namespace) -> int:
    """Keep all pictures of a document's folder now; Ctrl-C ends it, and the next build goes on from there."""
    from alexstudio.cli.documents import load_document
    from alexstudio.files import user_path
    from alexstudio.graph.fileformat import dumps
    from alexstudio.graph.presets import load_preset

    if len(chosen.names) != 1 or chosen.all:
        raise Refusal("say for what: one document, or one folder of pictures.")
    (name,) = chosen.names
    folder = user_path(name)
    if "\0" not in name and folder.is_dir():
        document = load_preset("alexnet").with_recipe(data=str(folder.absolute()))
    else:
        document = load_document(name)
    kept = _keep(dumps(document))
    if kept is None:
        print("Ended; the next build goes on from there.", file=sys.stderr)
        return FAILED
    about = f"{kept.done:,} of {kept.total:,} pictures of {kept.side} pixels"
    print(f"Kept {about}, {kept.bytes / 1e9:.2f} GB.")
    if kept.why:
        raise Refusal(kept.why, FAILED)
    return WELL


def _keep(document: str) -> PicturesKept | None:
    from alexstudio.runs.data_page import KeepingPictures, KeepPictures, LeaveOff, PicturesKept
    from alexstudio.runs.messages import Failed

    with engine() as running:
        running.send(KeepPictures(document=document))
        try:
            for event in running.events():
                if isinstance(event, Failed):
                    raise Refusal(event.why, FAILED)
                if isinstance(event, KeepingPictures) and sys.stderr.isatty():
                    print(f"\r{event.done:,} of {event.total:,}", end="", file=sys.stderr, flush=True)
                if isinstance(event, PicturesKept):
                    if sys.stderr.isatty():
                        print("\r\033[K", end="", file=sys.stderr, flush=True)
                    return event
        except KeyboardInterrupt:
            running.send(LeaveOff())
            for event in running.events():
                if isinstance(event, (PicturesKept, Failed)):
                    return None
    raise Refusal("The engine ended without an answer.", FAILED)
