"""The verb that proves: verify."""

from __future__ import annotations

import argparse
import json

from alexstudio.cli.asking import ask
from alexstudio.cli.documents import check_runnable, load_document
from alexstudio.cli.refusal import FAILED, WELL, Parser, Refusal, visible


def verify(chosen: argparse.Namespace) -> int:
    """Compute a document in several ways in the engine and print what differs; exit code 1 when it does not hold."""
    from alexstudio.graph.fileformat import dumps
    from alexstudio.runs.messages import Prove, Proved

    for name, low, high in (("batch", 2, 256), ("seed", 0, 2**63 - 1)):
        if not low <= getattr(chosen, name) <= high:
            raise Refusal(f"--{name} must be {low} to {high:,}, not {getattr(chosen, name):,}.")
    document = load_document(chosen.document)
    check_runnable(document, chosen.document)
    proof = ask(Prove(document=dumps(document), batch=chosen.batch, seed=chosen.seed), Proved).proof
    if chosen.format == "json":
        print(json.dumps({"holds": proof.holds, **proof.model_dump(mode="json")}, indent=1))
    else:
        print("\n".join(map(visible, proof.lines)))
    return WELL if proof.holds else FAILED


def add_parser(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The options of the verb."""
    parser = verbs.add_parser(
        "verify", help="prove that devices, and two towers in the place of one column, do not change what is computed"
    )
    parser.add_argument("document", metavar="DOC")
    parser.add_argument("--batch", type=int, default=4, metavar="N", help="pictures (default: 4)")
    parser.add_argument("--seed", type=int, default=2012, metavar="S", help="of weights and pictures (default: 2012)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json is for programs")
