"""A solver prototxt as fields of a recipe."""

from __future__ import annotations

from math import log10

from alexstudio.interop.caffe.data import Training
from alexstudio.interop.caffe.message import Message
from alexstudio.interop.drafting import Draft, Wire, shown
from alexstudio.interop.imported import named

IMAGENET = 1_281_167
"""Training pictures of ILSVRC-2012."""

_IGNORED = frozenset(
    "net train_net test_net train_net_param net_param test_net_param display average_loss test_iter "
    "snapshot_prefix snapshot_format snapshot_diff snapshot_after_train solver_mode device_id debug_info "
    "test_initialization test_compute_loss layer_wise_reduce train_state test_state type solver_type".split()
)
"""How Caffe runs, which says nothing about the network or its training."""


def recipe_fields(draft: Draft, solver: Message | None, trained: Training, score: Wire) -> dict[str, object]:
    """Fields of a recipe from a solver; without one, a remark that there is none."""
    if solver is None:
        draft.say("left out", "No solver was given: rate, momentum, decay and length are this program's own.", "")
        return {}
    fields: dict[str, object] = {}
    for name, field in (("base_lr", "learning_rate"), ("momentum", "momentum"), ("weight_decay", "weight_decay")):
        if solver.has(name):
            fields[field] = solver.number(name, 0)
        elif name != "base_lr":
            fields[field] = 0.0
    _schedule(draft, solver, fields, trained, score)
    _optimizer(draft, solver, fields)
    if solver.text("regularization_type", "L2") != "L2":
        draft.say("approximated", "The weight decay is of the L1 kind in Caffe and of the L2 kind here.", "")
    _length(draft, solver, fields, trained, score)
    seed = solver.integer("random_seed", -1)
    if seed >= 0:
        fields["seed"] = seed
    if solver.number("clip_gradients", -1) > 0:
        fields["clip_norm"] = solver.number("clip_gradients", -1)
    if solver.integer("snapshot", 0) > 0:
        fields["checkpoint_every"] = solver.integer("snapshot", 0)
    if solver.has("test_interval"):
        fields["validate_every"] = solver.integer("test_interval", 1)
    rest = [name for name in solver.unasked() if name not in _IGNORED]
    if rest:
        draft.say("left out", f"What the solver says of {named(map(shown, rest))}.", "")
    read = named(sorted(fields), 12).replace("_", " ")
    draft.say("understood", f"From the solver: {read}.", "")
    return fields


def _schedule(draft: Draft, solver: Message, fields: dict[str, object], trained: Training, score: Wire) -> None:
    policy, gamma = solver.text("lr_policy", "fixed"), solver.number("gamma", 0.1)
    steps, every = solver.integer("max_iter", 0), solver.integer("stepsize", 0)
    solver.asked |= {"gamma", "power", "stepsize", "stepvalue"}
    if policy == "fixed":
        fields["schedule"] = "constant"
        return
    details = {
        "step": f"by {gamma:g} every {every:,} steps",
        "multistep": f"by {gamma:g} at steps {named(f'{step:,}' for step in _steps(solver))}",
        "exp": f"by {gamma:g} at each step",
        "poly": f"to 0 with the power {solver.number('power', 1):g}",
    }
    known = ""
    images = _batch(solver, trained) / IMAGENET if score.shape == (1000,) else 0.0
    if policy in ("step", "multistep") and images and 0 < gamma < 1:
        drops = (
            _steps(solver) if policy == "multistep" else [every * number for number in range(1, 101)] if every else []
        )
        epochs = tuple(round(step * images, 2) for step in drops if not steps or step < steps)
        if drops and all(0 < epoch <= 100_000 for epoch in epochs) and len(epochs) <= 100:
            fields |= {"schedule": "steps", "drops": epochs, "divide_by": round(1 / gamma, 6)}
            known = "steps"
    elif policy == "poly" and 0 < solver.number("power", 1) <= 100:
        fields |= {"schedule": "polynomial", "power": solver.number("power", 1)}
        known = "polynomial"
    elif policy == "exp" and steps and 0 < gamma < 1 and -steps * log10(gamma) <= 12:
        fields |= {"schedule": "exponential", "fall": gamma**-steps}
        known = "exponential"
    how = f" ({details[policy]})" if policy in details else ""
    if known:
        draft.say("understood", f"The rate falls by the policy {shown(policy)}{how}.", "")
        return
    fields["schedule"] = "plateau"
    draft.say(
        "approximated",
        f"The rate falls by the policy {shown(policy)}{how} in Caffe; here by 10 whenever the validation error stalls.",
        "",
    )


def _optimizer(draft: Draft, solver: Message, fields: dict[str, object]) -> None:
    kind = solver.text("type", solver.text("solver_type", "SGD"))
    if kind.lower() in ("adam", "adamw"):
        names = {"beta1": ("momentum", 0.0), "beta2": ("momentum2", 0.999), "epsilon": ("delta", 1e-8)}
        fields |= {name: solver.number(theirs, usual) for name, (theirs, usual) in names.items()}
        fields["optimizer"] = kind.lower()
        fields.pop("momentum", None)
    elif kind.lower() == "nesterov":
        fields["nesterov"] = True
    elif kind != "SGD":
        draft.say("approximated", f"The solver {shown(kind)} is read as SGD with momentum.", "")


def _batch(solver: Message, trained: Training) -> int:
    return trained.batch * max(1, solver.integer("iter_size", 1))


def _steps(solver: Message) -> list[int]:
    return solver.integers("stepvalue")


def _length(draft: Draft, solver: Message, fields: dict[str, object], trained: Training, score: Wire) -> None:
    """Epochs, which Caffe has not: it counts steps, and the number of pictures is in no file."""
    steps, pieces = solver.integer("max_iter", 0), max(1, solver.integer("iter_size", 1))
    batch = _batch(solver, trained)
    if pieces > 1 and batch:
        fields["batch_size"] = batch
        draft.say("understood", f"{pieces:,} batches of {trained.batch:,} pictures make one step of {batch:,}.", "")
    if not steps:
        return
    if not batch:
        draft.say("left out", f"The length of {steps:,} steps: without a batch size it is no number of epochs.", "")
    elif score.shape == (1000,):
        fields["epochs"] = max(1, round(steps * batch / IMAGENET))
        draft.say(
            "approximated",
            f"{steps:,} steps of {batch:,} pictures are {fields['epochs']:,} epochs of the {IMAGENET:,} pictures of "
            "ImageNet, which its 1,000 classes suggest.",
            "",
        )
    else:
        draft.say("left out", f"The length of {steps:,} steps of {batch:,}: the number of pictures is elsewhere.", "")
