"""The gate only rises."""

from tests.gate import check, raised


def test_a_value_below_its_floor_is_a_complaint() -> None:
    assert check({"plan.f1": 0.90}, {"plan.f1": 0.95}) == ["plan.f1: 0.9000 is below the floor 0.95"]
    assert check({"plan.f1": 0.95}, {"plan.f1": 0.95}) == []


def test_a_floor_that_is_no_longer_measured_is_a_complaint() -> None:
    assert check({}, {"plan.f1": 0.95}) == ["plan.f1: has a floor but was not measured"]


def test_an_update_raises_and_never_lowers_unless_told() -> None:
    assert raised({"plan.f1": 0.98}, {"plan.f1": 0.90}) == {"plan.f1": 0.975}
    assert raised({"plan.f1": 0.80}, {"plan.f1": 0.90}) == {"plan.f1": 0.90}
    assert raised({"plan.f1": 0.80}, {"plan.f1": 0.90}, lower="plan.f1") == {"plan.f1": 0.795}
