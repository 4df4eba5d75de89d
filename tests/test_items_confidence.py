"""Confidence as a probability that an item is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from readout.items import confidence
from readout.items.confidence import Calibration
from readout.items.model import Item, Passage

CURVE = ((0.4, 0.5), (0.6, 0.7), (0.8, 0.9))


def _item(estimate: float) -> Item:
    return Item(passages=(Passage(0, 1, "x"),), confidence=estimate, why="told so")


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_find_is_never_made_less_sure_than_another(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert confidence.share(CURVE, low) <= confidence.share(CURVE, high)
    assert 0.5 <= confidence.share(CURVE, one) <= 0.9


def test_between_two_points_runs_a_straight_line() -> None:
    assert confidence.share(CURVE, 0.5) == pytest.approx(0.6)
    assert confidence.share(CURVE, 0.1) == 0.5
    assert confidence.share(CURVE, 1.0) == 0.9


def test_a_type_that_was_never_measured_keeps_its_estimate() -> None:
    assert confidence.calibrated("treaty", _item(0.37)).confidence == 0.37


@pytest.mark.parametrize("curve", [[], [[0.5, 0.9], [0.4, 0.95]], [[0.4, 0.9], [0.5, 0.8]], [[0.4, 1.2]]])
def test_a_curve_that_does_not_rise_is_refused(curve: list[list[float]]) -> None:
    with pytest.raises(ValidationError):
        Calibration.model_validate({"curves": {"contact": curve}})


def test_the_curves_in_the_package_are_sound() -> None:
    assert {"contact", "ask"} <= set(confidence._known().curves)
