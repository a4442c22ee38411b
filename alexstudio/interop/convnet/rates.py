"""The parameter file as fields of a recipe: what most layers say, and rules for those that say something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from alexstudio.graph.schedule import RateRule, Schedule
from alexstudio.interop.convnet.layer import Layer
from alexstudio.interop.convnet.sections import items
from alexstudio.interop.drafting import Draft, Learning, shown

BATCH = 128
"""cuda-convnet's ``--mini`` when it is not given."""

_Counted = TypeVar("_Counted")
_SCHEDULE = re.compile(r"([A-Za-z]+)\[(.*)\]")
_KNOWN = frozenset(
    "epsw epsb momw momb wc schedw schedb keep scale pow mindiv coeff topk enable "
    "updateperiod supereps supermom wball wcnormmin wcnormmax domax quantf quantb sched gradconsumer".split()
)
_UNSAID = {
    "wball": "a largest norm of the weights (wball)",
    "wcnormmin": "bounds on the contrast of the weights (wcNorm)",
    "wcnormmax": "bounds on the contrast of the weights (wcNorm)",
    "supereps": "a rate of its own for super weights (superEps)",
}


class Rate(NamedTuple):
    """A learning rate where training begins, and how it changes, as it is written; empty where it stays."""

    base: float
    schedule: str


def recipe_fields(draft: Draft, layers: Sequence[Layer], unknown: Sequence[str]) -> dict[str, object]:
    """Rate, momentum and decay from the layers that learn; ``unknown`` are sections for layers that there are not."""
    fields: dict[str, object] = {"batch_size": BATCH, "input_scale": "0-255"}
    learned = [layer for layer in layers if layer.type in ("conv", "local", "fc") and layer.has_params]
    draft.say(
        "approximated",
        f"Batch size and length of training are on cuda-convnet's command line: {BATCH} pictures, its usual batch, and "
        "the epochs of this program are assumed.",
        "",
    )
    if unknown:
        draft.say("left out", f"Parameters for what is no layer: {', '.join(map(shown, unknown[:6]))}.", "")
    if not learned:
        draft.say("left out", "No parameter file was given: rate, momentum and decay are this program's own.", "")
        return fields
    missing = [layer for layer in layers if layer.type in ("conv", "local", "fc") and not layer.has_params]
    for layer in missing:
        draft.say("approximated", "The parameter file has no section for it; it learns as the others do.", layer.name)
    rates = {layer: _rate(layer, "epsW", "schedW") for layer in learned}
    usual = _most([rate for rate in rates.values() if rate.base > 0]) or Rate(0.0, "")
    if usual.base:
        fields["learning_rate"] = usual.base
        schedule = read_schedule(draft, usual.schedule)
        fields |= {"schedule": schedule.kind, "fall": schedule.fall, "segments": schedule.segments}
    decays = {layer: _first(layer, "wc") for layer in learned}
    decay = _most([value for value in decays.values() if value > 0]) or 0.0
    fields["weight_decay"] = decay
    for layer in learned:
        biases = _rate(layer, "epsB", "schedB")
        draft.learning[layer.owner] = Learning(
            _rule(draft, layer, rates[layer], usual, decays[layer] / decay if decay else 0.0),
            _rule(draft, layer, biases, usual, 0.0) if "epsb" in layer.params else RateRule(decay=0.0),
        )
    for layer in missing:
        draft.learning[layer.owner] = Counter(draft.learning.values()).most_common(1)[0][0]
    _compare(draft, learned, fields, "momW", "momentum", "momentum")
    for layer in layers:
        _mention_rest(draft, layer)
    return fields


def _rule(draft: Draft, layer: Layer, rate: Rate, usual: Rate, decay: float) -> RateRule:
    """How weights or biases learn beside the usual rate; a rate of 0 is none, and then there is no decay either."""
    if rate.base == 0 or usual.base == 0:
        return RateRule(frozen_from=0.0)
    own = None if rate.schedule == usual.schedule else read_schedule(draft, rate.schedule, layer.name)
    try:
        return RateRule(rate=float(f"{rate.base / usual.base:.9g}"), decay=float(f"{decay:.9g}"), schedule=own)
    except ValidationError:
        draft.say("left out", f"Its rate of {rate.base:g}, which no recipe can hold beside the others.", layer.name)
        return RateRule()


def read_schedule(draft: Draft, text: str, name: str = "") -> Schedule:
    """A schedule in any of its spellings: dexp[250,0,4], dexp[tgtFactor=250,noiseStdev=0,numSteps=4], exp[1000], ..."""
    found = _SCHEDULE.fullmatch(text.strip())
    if not text or text.lower() == "const":
        return Schedule()
    kind, inside = (found[1].lower(), found[2]) if found else (text.lower(), "")
    words = [word.strip() for word in re.split("[,;]", inside) if word.strip()]
    named = {key.strip().lower(): value for key, _, value in (word.partition("=") for word in words if "=" in word)}
    plain = [word for word in words if "=" not in word]
    try:
        fall = float(named.get("tgtfactor", plain[0] if plain else "nan"))
        parts = int(named.get("numsteps", plain[-1] if len(plain) > 1 else "4"))
        noise = float(named.get("noisestdev", plain[1] if len(plain) > 2 else "0"))
        if kind in ("dexp", "jdexp") and parts > 1:
            schedule = Schedule(kind="dexp", fall=fall, segments=parts)
        elif kind == "exp":
            schedule = Schedule(kind="exponential", fall=fall)
        else:
            raise ValueError(kind)
    except ValueError:  # also pydantic's
        draft.say(
            "approximated",
            f"The rate changes by the schedule {shown(text)} in the file; here it falls by 10 whenever the validation "
            "error stalls.",
            name,
        )
        return Schedule(kind="plateau")
    if noise or kind == "jdexp":
        draft.say(
            "approximated", f"The schedule {shown(text)} is read as {schedule.kind}, without its variations.", name
        )
    return schedule


def _compare(
    draft: Draft, layers: Sequence[Layer], fields: dict[str, object], name: str, field: str, word: str
) -> None:
    found = {layer: _first(layer, name) for layer in layers}
    usual = _most(list(found.values())) or 0.0
    fields[field] = usual
    for layer, value in found.items():
        if value != usual:
            draft.say("approximated", f"It has a {word} of {value:g} in the file; here {usual:g}.", layer.name)


def _most(values: Sequence[_Counted]) -> _Counted | None:
    return Counter(values).most_common(1)[0][0] if values else None


def _first(layer: Layer, name: str) -> float:
    option = layer.params.get(name.lower())
    parts = items(option.value) if option else []
    return layer.to_number(name, parts[0]) if parts else 0.0


def _rate(layer: Layer, name: str, schedule: str) -> Rate:
    """A rate in any of the spellings: a number, a schedule with its base, or a schedule in an option of its own."""
    option, apart = layer.params.get(name.lower()), layer.params.get(schedule.lower())
    parts = items(option.value) if option else []
    if not parts:
        return Rate(0.0, "")
    written = items(apart.value)[0] if apart and apart.value else ""
    found = _SCHEDULE.fullmatch(parts[0])
    if found is None:
        return Rate(layer.to_number(name, parts[0]), "" if written.lower().startswith("const") else written)
    base = re.search(r"base\s*=\s*([^;,]+)", found[2], re.IGNORECASE)
    if base is None:
        raise layer.problem(f"has {shown(parts[0])!r} for {name}, which has no base.")
    return Rate(layer.to_number(name, base[1].strip()), "" if found[1].lower() == "const" else parts[0])


def _mention_rest(draft: Draft, layer: Layer) -> None:
    for name, what in _UNSAID.items():
        option = layer.params.get(name)
        if option is not None and option.value.strip("0., "):
            draft.say("left out", f"The parameter file gives it {what}.", layer.name)
    rest = [name for name in layer.params if name not in _KNOWN]
    if rest:
        draft.say("left out", f"What the parameter file says of {', '.join(map(shown, rest[:6]))}.", layer.name)
