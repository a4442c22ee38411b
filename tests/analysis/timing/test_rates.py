from __future__ import annotations

import json

import pytest

from alexstudio.analysis.memory import CARDS
from alexstudio.analysis.timing import CARD_RATES, Rates, RatesProblem, Sample, card_rates, read_rates


def test_rates_survive_json(round_rates: Rates) -> None:
    rates = round_rates.model_copy(
        update={"samples": (Sample(kind="dense", precision="float32", size=(8, 64, 10), forward=0.5, backward=0.25),)}
    )
    assert read_rates(rates.to_json()) == rates


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"bandwidth": 0}, "bandwidth"),
        ({"peaks": {"float8": 1}}, "peaks"),
        ({"more": 1}, "more"),
        ({"name": 1}, "name"),
    ],
)
def test_what_is_no_rates_is_refused_in_a_sentence(round_rates: Rates, change: dict[str, object], place: str) -> None:
    with pytest.raises(RatesProblem, match=f"These are no rates: {place}"):
        read_rates(json.dumps({**json.loads(round_rates.to_json()), **change}))
    with pytest.raises(RatesProblem, match="These are no rates"):
        read_rates("{")


def test_a_size_that_was_measured_counts_most(round_rates: Rates) -> None:
    samples = (
        Sample(kind="convolution", precision="float32", size=(1024, 64, 64, 9, 1), forward=0.8, backward=0.4),
        Sample(kind="convolution", precision="float32", size=(1024, 4, 4, 9, 1), forward=0.1, backward=0.05),
        Sample(kind="convolution", precision="bfloat16", size=(1024, 64, 64, 9, 1), forward=0.2, backward=0.2),
    )
    rates = round_rates.model_copy(update={"samples": samples})
    near = rates.reached("convolution", "float32", (1024, 64, 64, 9, 1))
    assert near.forward == pytest.approx(0.8, rel=0.01) and near.backward == pytest.approx(0.4, rel=0.01)
    between = rates.reached("convolution", "float32", (1024, 16, 16, 9, 1))
    assert between.forward == pytest.approx((0.8 * 0.1) ** 0.5)
    assert rates.reached("convolution", "bfloat16", (1, 1, 1, 1, 1)).forward == pytest.approx(0.2)
    assert rates.reached("dense", "float32", (1, 1, 1)) == (1.0, 1.0)  # nothing is known
    assert rates.reached("convolution", "tf32", (1024, 64, 64, 9, 1)).forward > 0.2  # those of all precisions


def test_the_shelf_has_the_cards_of_the_memory_panel() -> None:
    assert list(CARD_RATES) == [card.name for card in CARDS]
    card = card_rates(" gtx  580 ")
    assert card.peak("float32") == 1.581e12 / 2 and card.bandwidth == 192.4e9
    assert not card.is_synchronous and all(read_rates(one.to_json()) == one for one in CARD_RATES.values())


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(RatesProblem, match=r"no card 'GTX 590' on the shelf\. Is it the GTX 580"):
        card_rates("GTX 590")
    with pytest.raises(RatesProblem, match="The GTX 580 has no rate for bfloat16; choose float32"):
        card_rates("GTX 580").peak("bfloat16")
