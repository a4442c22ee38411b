"""The verb about what is kept: decoded pictures of earlier trainings."""

from __future__ import annotations

import argparse
from typing import Any

from alexstudio.cli.refusal import WELL, Refusal, visible


def add_parser(verbs: Any) -> None:
    """``alexstudio cache [list|remove]``."""
    parser = verbs.add_parser("cache", help="the decoded pictures that are kept between trainings")
    parser.add_argument("what", nargs="?", choices=("list", "remove"), default="list")
    parser.add_argument("keys", nargs="*", metavar="KEY", help="what to remove, as list names it")
    parser.add_argument("--all", action="store_true", help="remove everything")


def cache(chosen: argparse.Namespace) -> int:
    """List or remove kept pictures."""
    from alexstudio.runs.picture_cache import LIMIT, cache_root, entries, remove, taken

    found = entries()
    if chosen.what == "list":
        for entry in found:
            state = "" if entry.is_whole else ", not whole yet"
            about = f"{entry.pictures:,} {entry.split} pictures of {entry.side} pixels{state}"
            print(f"{entry.key}  {entry.bytes / 1e9:7.2f} GB  {about}: {visible(entry.source)}")
        print(f"{taken(found) / 1e9:.2f} GB of at most {LIMIT / 1e9:.0f} GB in {visible(str(cache_root()))}")
        return WELL
    if not chosen.all and not chosen.keys:
        raise Refusal("say what to remove: a KEY that alexstudio cache lists, or --all.")
    by_key = {entry.key: entry for entry in found}
    for key in chosen.keys:
        if key not in by_key:
            raise Refusal(f"nothing is kept as {key[:60]!r}; alexstudio cache lists what is.")
    from alexstudio.files import FileProblem

    for entry in found if chosen.all else [by_key[key] for key in chosen.keys]:
        try:
            remove(entry)
        except FileProblem as problem:
            raise Refusal(str(problem)) from None
        print(f"Removed {entry.key} ({entry.bytes / 1e9:.2f} GB).")
    return WELL
