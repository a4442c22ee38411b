"""Auxiliary classifiers: what would keep them from training, and how much of a network is theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alexstudio.analysis.report import NodeReport, Report, Sums, Trouble
from alexstudio.graph import Document, GraphError, LayerGraph, Node
from alexstudio.graph.changes import Fix, Remove
from alexstudio.graph.classes import class_layer, outputs_name
from alexstudio.graph.ends import AUXILIARY, auxiliary_ends, score_node, training_only


def head_problems(graph: LayerGraph, reports: Mapping[str, NodeReport]) -> Iterator[Trouble]:
    """Auxiliary classifiers without a network, or with other classes than it has."""
    heads = auxiliary_ends(graph)
    if not heads:
        return
    if all(graph[end].type in (AUXILIARY, "Input") for end in graph.ends):
        last = heads[-1]
        sentence = f"The network has no class scores: {last.name} is auxiliary. Connect the layers that lead to them."
        fix = Fix(f"Remove {last.name}", (Remove((last.id,)),))
        yield Trouble(last.id, sentence, rule="only-auxiliary", fixes=(fix,))
        return
    try:
        scores = reports[score_node(graph).id].shapes
    except GraphError:
        return
    for head in heads:
        given = reports[head.id].shapes
        if given and scores and given[0] != scores[0] and len(scores[0]) == 1:
            sentence = (
                f"{head.name} gets scores for {given[0][0]:,} classes, but the network ends in {scores[0][0]:,}. "
                "Give both the same number of outputs."
            )
            yield Trouble(head.id, sentence, rule="auxiliary-classes", fixes=_fitted(graph, head, scores[0][0]))


def _fitted(graph: LayerGraph, head: Node, classes: int) -> tuple[Fix, ...]:
    layer = class_layer(graph, head)
    if layer is None or layer.id not in training_only(graph):
        return ()
    return (Fix.set_param(layer, outputs_name(layer), classes),)


def without_heads(report: Report) -> Sums:
    """Totals of what is left after training: all but what only auxiliary classifiers need. As `training_only`."""
    heads = _heads(report)
    if not heads:
        return report.total
    return report.sums(node.id for node in report.document.graph.nodes if node.id not in heads)


def only_heads(report: Report) -> Sums:
    """Totals of what only auxiliary classifiers need. As `training_only`."""
    return report.sums(_heads(report))


def _heads(report: Report) -> frozenset[str]:
    return training_only(report.document.graph)


def read_ends(document: Document, report: Report) -> Iterator[Trouble]:
    """An auxiliary loss in the middle of a network, where it only passes on what it gets."""
    graph = document.graph
    for node in report.by_type.get(AUXILIARY, ()):
        readers = graph.consumers(node.id)
        if readers:
            sentence = (
                f"{node.name} is read by {graph[readers[0].target].name}, so it ends nothing and adds no loss. Take it "
                "out, or let it end a branch of its own."
            )
            yield Trouble(node.id, sentence, "warning", "auxiliary-read", fixes=(Fix.take_out(node),))


def trained_only(document: Document, report: Report) -> Iterator[Trouble]:
    """How much of the totals an exported file has not."""
    ends = auxiliary_ends(document.graph)
    if not ends or report.problems:
        return
    heads, total = only_heads(report), report.total
    names = " and ".join(node.name for node in ends[:2]) + (f" and {len(ends) - 2} more" if len(ends) > 2 else "")
    sentence = (
        f"{names}: auxiliary, for the loss in training only. {heads.params:,} of {total.params:,} parameters and "
        f"{heads.multiply_adds:,} of {total.multiply_adds:,} multiply-adds are theirs; exported files leave them out."
    )
    yield Trouble(ends[0].id, sentence, "note", "auxiliary")
