"""The verb that compares: diff."""

from __future__ import annotations

import argparse

from alexstudio.cli.documents import load_document
from alexstudio.cli.refusal import FAILED, WELL, Parser


def diff(chosen: argparse.Namespace) -> int:
    """Print what differs between two documents; exit code 1 when they do not compute the same."""
    from alexstudio.analysis.diff import compare, diff_text

    found = compare(load_document(chosen.before), load_document(chosen.after))
    print(diff_text(found), end="")
    return WELL if found.is_same else FAILED


def add_parser(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The options of the verb."""
    parser = verbs.add_parser("diff", help="what differs between two documents")
    parser.add_argument("before", metavar="DOC", help="a document or the name of a preset")
    parser.add_argument("after", metavar="DOC", help="the other one")
