"""From a draft to a document: what the class scores need, stages, first weights, recipe, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from pydantic import ValidationError

from alexstudio.graph import Document, InitRule, Recipe
from alexstudio.graph.node import NAME_LIMIT
from alexstudio.interop.drafting import LEARNS, Draft, Learning, Owner, Wire, printable, shown
from alexstudio.interop.imported import Imported, Remark, grouped, named
from alexstudio.interop.learning import rate_rules

_RULES = 1000
"""Rules on first weights, and stages in a rule, that a recipe can hold."""
_NOTES = 4000


def finish(
    draft: Draft,
    score: Wire,
    *,
    title: str,
    source: str,
    notes: str,
    recipe: Mapping[str, object],
    towers: bool = False,
) -> Imported:
    """The document that ends in ``score``, and all remarks.

    What the class scores do not depend on is left out. ``recipe`` are fields that differ from the recipe's defaults;
    a value that a recipe cannot hold becomes a remark. ``towers``: layers that differ in their last letter only and are
    on different devices make one stage, as conv1a and conv1b of 2012. `ImportProblem` when the graph cannot be.
    """
    kept = _upstream(draft, score.node)
    _prune(draft, kept)
    stages = _stages(draft, kept, towers)
    graph = draft.graph(kept, stages)
    rules = _rules(draft, {node_id: stages[node_id] for node_id in draft.starts if node_id in kept})
    learning = {
        node.id: draft.learning.get(draft.owners[node.id], Learning())
        for node in draft.nodes.values()
        if draft.learning and node.id in kept and node.type in LEARNS
    }
    rates = rate_rules(draft, learning, stages)
    made = _recipe(draft, {**recipe, "rates": rates, **({"initialisation": rules} if rules else {})})
    remarks = tuple(draft.remarks)
    text = " ".join(filter(None, (notes, *_sentences(remarks))))
    text = text if len(text) <= _NOTES else text[:_NOTES].rpartition(". ")[0] + ". …"
    document = Document(printable(title) or "Imported network", graph, made, text, source[:_NOTES])
    return Imported(document, remarks)


def _upstream(draft: Draft, node_id: str) -> set[str]:
    feeds: dict[str, list[str]] = {}
    for edge in draft.edges:
        feeds.setdefault(edge.target, []).append(edge.source)
    found, ahead = {node_id}, [node_id]
    while ahead:
        new = set(feeds.get(ahead.pop(), ())) - found
        found |= new
        ahead += new
    return found


def _prune(draft: Draft, kept: Collection[str]) -> None:
    """Say what is not kept, instead of what was said about it."""
    staying = {owner for node_id, owner in draft.owners.items() if node_id in kept}
    gone = dict.fromkeys(owner for owner in draft.owners.values() if owner not in staying)
    names = {shown(owner.name) for owner in gone} - {shown(owner.name) for owner in staying}
    draft.remarks = [remark for remark in draft.remarks if remark.layer not in names]
    for owner in gone:
        draft.say("left out", "The class scores do not depend on it, and a document has one end.", owner.name)


def _stages(draft: Draft, kept: Collection[str], towers: bool) -> dict[str, str]:
    """A stage for each node: each layer that learns opens one, and what follows belongs to it.

    Layers called "conv1/3x3" and the like make one stage, "conv1".
    """
    nodes = [node for node in draft.nodes.values() if node.id in kept]
    learned = {draft.owners[node.id]: node.device for node in nodes if node.type in LEARNS}
    names = {owner: _stem(owner.name) for owner in learned}
    if towers:
        names.update(_towers(learned))
    known = set(names.values())
    before: dict[str, str] = {}
    for edge in draft.edges:
        if edge.slot == 0:
            before[edge.target] = edge.source
    stages: dict[str, str] = {}
    for node in nodes:
        owner = draft.owners[node.id]
        stage = names.get(owner) or ("/" in owner.name and _stem(owner.name) in known and _stem(owner.name)) or ""
        stages[node.id] = (stage or stages.get(before.get(node.id, ""), "")) if node.type != "Input" else ""
    return stages


def _stem(name: str) -> str:
    whole = printable(name)
    return whole.partition("/")[0].strip() or whole


def _towers(devices: Mapping[Owner, str]) -> dict[Owner, str]:
    """Stages of layers that stand side by side on several devices."""
    columns: dict[str, dict[str, Owner]] = {}
    for owner in devices:
        if len(owner.name) > 1 and owner.name[-1].isalpha():
            columns.setdefault(printable(owner.name[:-1]), {})[owner.name[-1]] = owner
    return {
        owner: stem
        for stem, owners in columns.items()
        if stem and len({devices[owner] for owner in owners.values()}) == len(owners) > 1
        for owner in owners.values()
    }


def _rules(draft: Draft, stages: Mapping[str, str]) -> tuple[InitRule, ...]:
    """Rules on first weights that say what the file says, as far as rules on whole stages can."""
    wanted: dict[str, Counter[InitRule]] = {}
    for node_id, stage in stages.items():
        wanted.setdefault(stage, Counter())[draft.starts[node_id]] += 1
    chosen = {stage: rules.most_common(1)[0][0] for stage, rules in wanted.items()}
    for node_id, stage in stages.items():
        if draft.starts[node_id] != chosen[stage]:
            sentence = "It starts from weights as the other layers of its stage do, where the file has others."
            draft.say("approximated", sentence, draft.owners[node_id].name)
    groups: dict[InitRule, list[str]] = {}
    for stage, rule in chosen.items():
        groups.setdefault(rule, []).append(stage)
    ordered = sorted(groups.items(), key=lambda item: -len(item[1]))
    if not ordered:
        return ()
    rest, *others = ordered
    rules = [
        rule.model_copy(update={"stages": tuple(names[start : start + _RULES])})
        for rule, names in others
        for start in range(0, len(names), _RULES)
    ]
    if len(rules) >= _RULES:
        draft.say("approximated", f"A recipe holds {_RULES:,} rules on first weights; the rest is left out.", "")
    return (*rules[: _RULES - 1], rest[0])


def _recipe(draft: Draft, fields: Mapping[str, object]) -> Recipe:
    good: dict[str, object] = {"name": "Imported"}
    for field, value in fields.items():
        try:
            Recipe.model_validate({field: value})
            good[field] = value
        except ValidationError as error:
            why = error.errors(include_url=False)[0]["msg"]
            name = field.replace("_", " ")
            draft.say("left out", f"The {name} {shown(str(value))} is none that a recipe can hold ({why}).", "")
    return Recipe.model_validate(good)


def _sentences(remarks: Collection[Remark]) -> list[str]:
    """What differs, for the notes of the document."""
    return [
        f"{named(group.layers)[:NAME_LIMIT]}: {group.sentence}" if group.layers else group.sentence
        for group in grouped(remarks)
        if group.severity != "understood"
    ]
