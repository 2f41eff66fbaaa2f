"""What my_package promises."""

import inspect
from importlib.resources import files
from typing import Any

import pytest

import my_package


# ANCHOR: promises
def test_add() -> None:
    assert my_package.add(1, 2) == 3
    assert my_package.add(a=-(2**63), b=True) == 1 - 2**63


def test_a_sum_that_does_not_fit_is_an_exception() -> None:
    with pytest.raises(OverflowError, match="the sum does not fit in 64 bits"):
        my_package.add(2**63 - 1, 1)


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 10**99, 6.7, "6", None])
def test_an_argument_that_does_not_fit_is_refused(value: Any) -> None:
    # Which of the two it is, the tool decides.
    with pytest.raises((OverflowError, TypeError)):
        my_package.add(value, 1)
    with pytest.raises((OverflowError, TypeError)):
        my_package.add(1, value)
    # ANCHOR_END: promises


def test_it_is_documented_and_typed() -> None:
    assert "Add two integers." in (inspect.getdoc(my_package.add) or "")
    assert files(my_package).joinpath("py.typed").is_file()
