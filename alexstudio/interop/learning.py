"""How single layers of a foreign file learn, as rules of a recipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from alexstudio.graph.schedule import RateRule
from alexstudio.interop.drafting import Draft, Learning

_RULES = 1000
"""Rules that a recipe can hold."""

PLAIN = RateRule()


def rate_rules(draft: Draft, learning: Mapping[str, Learning], stages: Mapping[str, str]) -> tuple[RateRule, ...]:
    """Rules that say what the file says, as far as rules on whole stages can: what most stages do comes last.

    ``learning`` and ``stages`` are by node. A layer that does otherwise than its stage is told.
    """
    wanted: dict[str, Counter[Learning]] = {}
    for node_id, how in learning.items():
        if node_id in stages:
            wanted.setdefault(stages[node_id], Counter())[how] += 1
    chosen = {stage: found.most_common(1)[0][0] for stage, found in wanted.items()}
    for node_id, how in learning.items():
        if node_id in stages and how != chosen[stages[node_id]]:
            sentence = "It learns as the other layers of its stage do, where the file has other rates for it."
            draft.say("approximated", sentence, draft.owners[node_id].name)
    if not chosen:
        return ()
    usual = Counter(chosen.values()).most_common(1)[0][0]
    groups: dict[Learning, list[str]] = {}
    for stage, how in chosen.items():
        groups.setdefault(how, []).append(stage)
    rules = [rule for how, names in groups.items() if how != usual for rule in _rules(how, tuple(names), is_all=False)]
    rules += _rules(usual, ("*",), is_all=True)
    if len(rules) > _RULES:
        draft.say("approximated", f"A recipe holds {_RULES:,} rules on rates; the rest is left out.", "")
    return tuple(rules[:_RULES])


def _rules(how: Learning, stages: tuple[str, ...], *, is_all: bool) -> list[RateRule]:
    """``is_all``: what is plain needs no rule; else it does, for a later one may speak of it."""
    if how.weights == how.biases:
        parts = [how.weights]
    else:
        parts = [how.biases.model_copy(update={"kind": "biases"}), how.weights.model_copy(update={"kind": "weights"})]
    plain = {PLAIN.model_copy(update={"kind": kind}) for kind in ("all", "weights", "biases")}
    return [rule.model_copy(update={"stages": stages[:_RULES]}) for rule in parts if not (is_all and rule in plain)]
